"""Codes and names in the words of those who read them; what has no entry here reads as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from answerable.events.codes import LABELS
from answerable.events.model import EventType, Field

# A capital at the beginning of words that are no initials.
ALONE = re.compile(r"(?:(?<=^)|(?<=, )|(?<=; ))[A-Z](?![A-Z])")

AGENCY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "police": "police", "cps": "prosecutors", "support": "support services",
        "witness_care": "witness care", "court": "the court", "victim": "the victim",
        "oversight": "oversight", "system": "the system",
    }
)  # fmt: skip

# What a code means, by its field where that decides it ("answer=refused"), else by itself.
CODE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "officer_skill=none": "Nothing special", "phone_dependence=none": "Nothing special",
        "victim_wish=yes": "To have them", "victim_wish=no": "Not to have them",
        "conditions=no_contact": "No contact", "conditions=residence": "To live at an address",
        "conditions=area": "To keep out of an area",
        "authorised_by=assistant_chief_constable": "Assistant chief constable",
        "to=bail": "On bail", "to=lapsed": "It ran out",
        "answer=refused": "Said no", "relationship=ex_partner": "Former partner",
        "answer=withdrawn": "Took the yes back",
        "interviewer_sex=refused": "Asked for, and not met",
        "interviewer_sex=met": "Asked for, and met",
        "states=may_refuse": "That the victim may say no",
        "states=may_object": "That the victim can say what they think of it",
        "answer=in_full": "The answer in full", "answer=says_when": "By when there will be one",
        "kind=not_charged_police": "The police decided not to charge",
        "kind=not_charged_prosecutors": "Prosecutors decided not to charge, or stopped",
        "kind=bail": "Bail: its rules, a change, or its end",
        "support=alone_by_choice": "Nobody: the victim wants to be alone",
        "support=supporter": "Somebody whom the victim chose",
        "support=not_needed": "The victim said that nobody is needed",
        "states=not_ended_by_refusal": "That the case does not end if the victim says no",
        "states=handling": "How it will be handled",
        "at=outset": "At the first contact",
        "by=cps": "Prosecutors", "by=victim": "The victim", "by=agency": "The agency",
        "evidential=threshold": "Threshold test passed",
        "evidential=pass": "Passed", "evidential=fail": "Failed",
        "about=pre_nfa": "A decision to take no further action",
        "arose=between_accounts": "Between two accounts",
        "alternatives=none_possible": "None is possible",
        "direction=towards": "Towards the suspect", "direction=away": "Away from the suspect",
        "direction=both": "Towards and away", "direction=unknown": "Not known yet",
        "direction=none": "No direction was given",
        "direction=given": "Direction was given", "direction=none_needed": "No direction is needed",
        "how=isva": "Through the adviser", "method=adviser": "Through the adviser",
        "method=third_party": "Through somebody else",
        "wrong_person": "Another person answered or was told",
        "wrong_address": "It went to a wrong address",
        "unsafe_channel": "A way was used that is not safe",
        "breach=other": "In another way",
        "lawful_basis=dpa": "Data Protection Act 2018",
        "notice=before": "Given before", "notice=after": "Given afterwards",
        "notice=omitted": "Not given",
        "kind=victims_code": "The Victims’ Code",
        "kind=private": "In private", "kinds=private": "Evidence in private",
        "level=1": "Level 1", "level=2": "Level 2", "level=3": "Level 3",
        "needs=sex_work": "Sex work", "needs=none": "None found",
        "of=rui": "Released under investigation", "to=rui": "Released under investigation",
        "of=decisions_first": "Decisions, to the adviser first",
        "of=that_supported": "That the victim is supported",
        "of=presence": "That the adviser may be there",
        "reason=suspect_not_found": "The suspect has not been found",
        "said_by=police_inference": "The police inferred it",
        "said_by=victim": "The victim", "said_by=support": "A support service, for the victim",
        "stage=before_account": "Before the account", "stage=after_account": "After the account",
        "stage=investigation": "During the investigation",
        "stage=with_cps": "While it was with the prosecutors",
        "reasons=not_believed": "Did not feel believed", "reasons=time_taken": "The time it takes",
        "reasons=relationship_with_suspect": "What the suspect is to the victim",
        "reasons=only_wanted_record": "Only wanted it on record",
        "could_have_helped=faster": "If it had been faster",
        "could_have_helped=phone_returned": "Having the phone back",
        "could_have_helped=communication": "Being told more",
        "own_choice=yes": "Yes, the victim’s own choice",
        "own_choice=felt_pushed": "The victim felt pushed",
        "scope=until_decision": "Until there is a decision",
        "source=self": "By the person’s own account", "source=observed": "Somebody observed it",
        "through=direct": "To the victim directly", "through=adviser": "Through the adviser",
        "track=five_day": "Five days",
        # In these words it leaves: answerable/messages/wording.py has them too.
        "wording=new":
            "“There is something new for you to read. Sign in when it is safe for you.”",
        "wording=update": "“You have an update. Sign in when it is safe for you.”",
        "wording=message": "“You have a new message. Sign in when you have time.”",
        "wording=reminder": "“This is a reminder to sign in when you have time.”",
        "why=not_agreed": "No way was agreed", "why=not_safe": "The way was not said to be safe",
        "why=breached": "Somebody else answered or was told",
        "why=declined": "The victim asked for no contact", "why=changed": "Another way was agreed",
        "why=moved": "The victim is somewhere else now",
        "why=times_unclear": "The safe times are for a person to read",
        "why=no_hour": "No safe time is one at which hard news leaves by itself",
        "why=no_address": "No safe number or address is known",
        "why=adviser_changed": "The victim has another adviser now",
        "why=not_told": "A person has to tell it first",
        "why=refused": "The number or address was not taken",
        "why=undelivered": "It could not be delivered",
        "why=provider_down": "The provider did not work for a day",
        "why=not_known": "Nobody can say whether it arrived",
        "when=only_news": "Only when there is news", "when=regular": "Regularly",
        "wants=record_only": "To have it on record", "wants=justice": "Justice",
        "read=briefing_only": "A briefing only", "read=file": "The file",
        "read=account": "The victim’s recorded account",
        "read=interview": "The suspect’s interview",
        "app": "Secure app", "bsl_video": "Video in British Sign Language",
        "cctv": "CCTV", "cps": "Prosecutors", "dapn": "Domestic abuse protection notice",
        "dapo": "Domestic abuse protection order", "dvpn": "Domestic violence protection notice",
        "dvpo": "Domestic violence protection order", "email": "E-mail",
        "idva": "Independent domestic violence adviser (IDVA)",
        "isva": "Independent sexual violence adviser (ISVA)", "marac": "MARAC",
        "no_further_action": "No further action",
        "non_molestation": "Non-molestation order", "restraining": "Restraining order",
        "num": "National Ugly Mugs", "police_decision": "A police decision",
        "rui": "Released under investigation", "sarc": "Sexual assault referral centre (SARC)",
        "section_28": "Recorded cross-examination (section 28)",
        "shpo": "Sexual harm prevention order", "sro": "Sexual risk order",
        "solo": "Specially trained officer (SOLO)", "stalking": "Stalking protection order",
        "special_measures": "Ways to make court easier (special measures)",
        "victim_video": "The victim’s recorded account",
        "victims_code": "The Victims’ Code", "working": "Working level", "senior": "Senior level",
    }
)  # fmt: skip

# How a form asks for a field, in a question that says all that its meaning says.
# "event.type.field" decides before "field".
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "alone": "Was the victim alone?",
        "bail.ended.rationale": "Were the reasons recorded?",
        "bail.ended.to": "What did bail end in?",
        "answer": "What was the answer?",
        "contact.made.about": "What was spoken of?",
        "contact.made.by": "Who began it?",
        "contact.made.method": "How were you in touch?",
        "contact.made.still_safe": "Does the victim say that the agreed way is still safe?",
        "contact.declined.no_other_way": "Was the victim asked for another way, and wants none?",
        "contact.attempted.method": "How was it tried?",
        "contact.attempted.through": "Was it the victim, or their adviser?",
        "contact.agreed.method": "How does the victim want to be reached?",
        "contact.agreed.when": "How often does the victim want to hear?",
        "decision.made.by": "Who decided?",
        "decision.made.result": "What was decided?",
        "complaint.answered.answer": "Is this the answer itself?",
        "direction": "Was direction given?",
        "line.opened.direction": "Which way may it lead?",
        "early_advice.given.result": "Was advice given?",
        "domestic_abuse": "Is it domestic abuse?",
        "every_days": "At least every how many days?",
        "first": "Was it the first time?",
        "kind": "What kind?",
        "letters": "May letters be sent?",
        "may_leave_message": "May a message be left?",
        "needs_considered": "Were the victim's needs and preferred way considered?",
        "news": "Was there news to tell?",
        "position.stated.position": "Does the victim support an investigation?",
        "position.stated.reasons": "Which reasons does the victim give?",
        "purpose": "What is it for?",
        "question.answered.how": "How was it answered?",
        "rationale": "What are the reasons?",
        "result": "What came of it?",
        "review_on": "When should the victim be asked again?",
        "risk.assessed.level": "How high is the risk?",
        "risk_to_others": "Is the suspect a risk to others?",
        "safe": "Has the victim confirmed that this way and address are safe?",
        "safe_times": "When is it safe?",
        "service": "Which service?",
        "sought": "Is advice sought?",
        "supervision.reviewed.why": "Why?",
        "suspect.released.to": "How was the suspect released?",
        "track": "Which track?",
        "understood": "Did the victim say in their own words what it means for them?",
        "wants": "What does the victim want now?",
        "wording": "Which words does the victim want texts and emails to have?",
        "who_may_answer": "Who else may answer, and what may they be told?",
        "withdrawal.stated.own_choice": "Was it the victim's own choice?",
        "withdrawal.stated.said_by": "Who said so?",
        "words": "What were the victim's own words?",
    }
)

WORD = re.compile(r"[a-z0-9]+")
# Words that only join others, without the s at their end.
JOINING = frozenset(
    {
        "a", "an", "the", "it", "i", "that", "whom", "who", "which", "whether", "doe", "to", "in",
        "word",
    }
)  # fmt: skip

# How a form asks for a field, where its meaning is not a question that a person would ask.
# "event.type.field" decides before "field".
FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "for_victim": "What the victim will read",
        "necessity": "Why is it necessary?",
        "needs": "What does the victim need?",
        "line": "Which line of enquiry does it serve?",
        "action": "Which of the prosecutor’s actions does it answer?",
        "officer": "Who?",
        "reviewer": "Who reviewed it?",
        "decided_by": "Who decided it, by name?",
        "authorised_id": "Who authorised it?",
        "explained_by": "Who explained it?",
        "single_contact": "Who is the one person that the victim turns to?",
        "here_first": "Does the victim want to read hard news on their own pages first?",
        "language": "Which language?",
        "cps_area": "Which CPS Area?",
        "force": "Which police force received the report?",
        "lawful_basis": "What is the lawful basis?",
        "notice_reason": "Why was notice late or omitted?",
        "outcome": "Which Home Office outcome?",
        "case.linked.to": "What is the reference of the other case?",
        "delay.explained.of": "What is late?",
        "device.requested.for_victim": (
            "Why it is asked for, and for which line of enquiry: what the victim will read"
        ),
        "third_party.requested.for_victim": (
            "Why they are asked for, and for which line of enquiry: what the victim will read"
        ),
        "statement.taken.where": "Where was it taken?",
        "contact.made.waiting_for": "What is the case waiting for?",
        "letter.delivered.by": "Who brought the letter?",
        "letter.prepared.kind": "Which letter is it?",
        "letter.prepared.support": "Who will be with the victim when it is read?",
        "officer.changed.name": "Who has taken over?",
    }
)


def code_words(field: str, code: str) -> str:
    """A code of a field, as a person says it."""
    listed = LABELS.get(field, {}).get(code)
    if listed:
        return f"{code}: {listed}" if field == "outcome" else listed
    found = CODE_WORDS.get(f"{field}={code}") or CODE_WORDS.get(code)
    return found or as_words(code)


def field_words(type_: EventType, field: Field) -> tuple[str, str]:
    """How a field is asked for, and the hint below it; its meaning is one or the other."""
    question = QUESTIONS.get(f"{type_.name}.{field.name}") or QUESTIONS.get(field.name)
    if question:
        return question, ""
    asked = FIELD_WORDS.get(f"{type_.name}.{field.name}") or FIELD_WORDS.get(field.name)
    meaning = plain(field.meaning)
    if asked is None:
        return meaning, ""
    return asked, "" if _content(meaning) <= _content(asked) else meaning


def _content(text: str) -> set[str]:
    """What a text speaks of: its words but for those that only join others, and their plural s."""
    return {word.rstrip("s") for word in WORD.findall(text.lower())} - JOINING


def plain(meaning: str) -> str:
    """A meaning without what only a machine needs to know."""
    for ending in (", by a pseudonymous id", ", by its subject", ", by its code", ", by a code"):
        meaning = meaning.replace(ending, "")
    return meaning


def as_words(code: str) -> str:
    """A code with its underscores as spaces: `not_asked` is Not asked."""
    return begun(code.replace("_", " "))


def begun(text: str) -> str:
    """The beginning of a sentence. `str.capitalize` would make small letters of all the others."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Words within a sentence: what begins with a capital for that alone, in a list too; CCTV stays
    as it is."""
    return ALONE.sub(lambda found: found[0].lower(), text)


def listed(words: list[str]) -> str:
    """A, B and C."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
