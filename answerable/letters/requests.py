"""Written notices of a request: for a phone, and for records that others hold.

What the law asks for is in the words that never change, so that no notice can be without it: what
is asked for, why, what happens with it, that she may say no, and that the case does not end for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from answerable.events.words import code_words
from answerable.letters.model import (
    Ask,
    Block,
    Facts,
    Kind,
    Written,
    day,
    heading,
    items,
    text,
    typed,
)
from answerable.rules.age import may_be_under_age
from answerable.rules.enquiry import line_about

WHOLE: Mapping[str, Any] = {
    "complete": True,
    "states": ["what", "why", "handling", "may_refuse", "not_ended_by_refusal"],
}
RECORDS_STATED: Mapping[str, Any] = {"states": ["what", "why", "handling", "may_object"]}

DATA: Mapping[str, str] = {
    "messages": "messages", "calls": "calls", "photos": "photos", "location": "where the phone was",
    "app": "one app and what is in it", "full_download": "all that is on it",
}  # fmt: skip
OTHER_WAYS: Mapping[str, str] = {
    "social_media": "what can be seen in social media",
    "suspect_device": "the phone of the person who is suspected",
    "witness": "asking other people", "open_source": "what anybody can look up",
    "cloud": "what is stored elsewhere",
}  # fmt: skip
ENQUIRY: Mapping[str, str] = {
    "suspect": "what is known about the person who is suspected",
    "victim_material": "things of yours that may help", "witness": "what other people saw or knew",
    "forensic": "traces that a lab can test",
    "digital": "what is on phones, on computers and online",
    "third_party": "records that others keep", "scene": "the place where it happened",
    "other": "another part of it, which I can explain to you",
}  # fmt: skip
WHY = Ask(
    name="why",
    asks="Why is it needed?",
    hint="Which question it may answer, and what pointed to it. In plain words, to her.",
    first=lambda facts: facts.words,
)
HANDLING = Ask(
    name="handling",
    asks="Is there more to say about how it is done?",
    hint="Where and how the phone is copied, who looks at it, which words are searched for.",
    required=False,
)


def period(facts: Facts) -> str:
    """From when to when it is asked for."""
    return f"From {day(facts.says('from'))} to {day(facts.says('to'))}. Nothing before or after."


def phone_data(facts: Facts) -> list[str]:
    """What of a phone is asked for."""
    return [DATA[one] for one in facts.says("data") or () if one in DATA]


def kind_of_records(facts: Facts) -> str:
    """Which records are asked for."""
    kind = code_words("kind", str(facts.says("kind") or "")).lower()
    return {"other": "other records"}.get(str(facts.says("kind")), f"{kind} records")


def enquiry(facts: Facts) -> list[Block]:
    """Which part of the work it is for: what kind of line it is, and nothing of its own words."""
    about = ENQUIRY.get(line_about(facts.case.events, facts.says("line")))
    if about is None:
        return []
    meant = "It is for one line of enquiry. That is what the police call one part of their work."
    return [text(meant, f"This part looks at {about}.")]


def tried(facts: Facts) -> list[Block]:
    """The ways that were looked at first."""
    ways = [OTHER_WAYS[one] for one in facts.says("alternatives") or () if one in OTHER_WAYS]
    if not ways:
        return [text("We looked for another way to find this out, and there is none.")]
    return [text("We looked at other ways first:"), items(*ways)]


def without_it(days: int | None) -> str:
    """For how long they would be without their phone; empty where nobody said."""
    s = "" if days == 1 else "s"
    return f"You would be without your phone for about {days} day{s}." if days else ""


def phone(facts: Facts, written: Written) -> list[Block]:
    """The notice of a request for her phone: all five things that the law asks for."""
    days = facts.says("days_estimated")
    return [
        text(
            "The police ask whether you will let them copy something from your phone. You choose. "
            "Take the time that you need. You can ask your adviser, a friend or a lawyer first."
        ),
        heading("You may say no"),
        text(
            "You do not have to agree. You do not have to say why. The investigation will not end "
            "just because you say no.",
            "If you say yes, you can take it back later. Nobody may put pressure on you.",
        ),
        heading("What is asked for"),
        items(*phone_data(facts), period(facts)),
        heading("Why"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        heading("What happens with it"),
        text(
            "Only what is asked for is copied, if that can be done. The police look at what may "
            "matter to the case. What they find may be shown to the prosecutor.",
            "If somebody is charged, what matters to the case may be shown to the defence. The "
            "defence are the lawyers of the person who is accused.",
            "You are told when it was looked at, and when the copy was deleted.",
        ),
        *typed(written.get("handling", "")),
        text(
            without_it(days),
            "If you need a phone for your safety, your work or to reach help, say so. You can have "
            "another one for that time.",
        ),
        heading("What you are asked to do"),
        text(
            "Tell the investigator yes or no, or that you want to think. If you say yes, you sign "
            "a form. You get a copy of it. If you cannot write or read, you can say it, and "
            "somebody writes it down for you."
        ),
    ]


def records(facts: Facts, written: Written) -> list[Block]:
    """The notice that others are asked for records about her."""
    return [
        text(
            "The police want to ask somebody else for records about you. The law says that you are "
            "told in writing what is asked for, why, and what happens with it."
        ),
        heading("What is asked for"),
        items(f"The kind: {kind_of_records(facts)}", period(facts)),
        heading("Why"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        *counselling(facts),
        heading("What happens with it"),
        text(
            "Only what the police need to see is asked for. They look at whether it matters to the "
            "case. What matters may be shown to the prosecutor and, if somebody is charged, to the "
            "defence. The defence are the lawyers of the person who is accused.",
            "You are told when the records came and when they were looked at.",
        ),
        *typed(written.get("handling", "")),
        heading("What you can do"),
        text(
            "You can tell the investigator what you think about it. You can say that you do not "
            "want it, and why. What you say is written down, and is looked at before anything is "
            "done with the records.",
            "Your case does not end because you do not want it. You can ask your adviser or a "
            "lawyer first.",
        ),
    ]


def counselling(facts: Facts) -> list[Block]:
    """What is special about records of counselling."""
    if facts.says("kind") != "counselling":
        return []
    senior = "A senior officer agreed to this request." if facts.says("approved_by") else ""
    return [
        text(
            "Records of counselling are special. The law says that, as a rule, they are not "
            f"needed. {senior}".strip(),
            "You can go on with your counselling, or begin it. Nobody may ask you to wait.",
        )
    ]


def is_under_age(facts: Facts) -> bool:
    """Whether she may still be under 18 on the day of the letter."""
    return may_be_under_age(facts.case, facts.on)


def _under_age(facts: Facts) -> list[str]:
    if not is_under_age(facts):
        return []
    return [
        "She was under 18 when this was reported. Somebody else has to decide with a child, and "
        "her own views have to be heard: use the notice for a child, and not this letter."
    ]


KINDS = (
    Kind(
        name="device_notice",
        title="Written notice: a phone is asked for",
        heading="You are asked about your phone",
        to_victim="A letter about a phone",
        by=("police",),
        about="device.requested[of=victim]",
        asks=(WHY, HANDLING),
        says=phone,
        sent="device.form_sent",
        once=True,
        fixed=WHOLE,
        refuses=_under_age,
    ),
    Kind(
        name="records_notice",
        title="Written notice: records are asked for",
        heading="Records about you",
        to_victim="A letter about records",
        by=("police",),
        about="third_party.requested[of=victim]",
        asks=(WHY, HANDLING),
        says=records,
        sent="third_party.notice_sent",
        once=True,
        fixed=RECORDS_STATED,
        refuses=_under_age,
    ),
)
