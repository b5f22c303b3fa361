"""Letters that tell of a step: a report received, another officer, bail, a day in court."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from answerable.clocks.days import MICROSECOND, local_day
from answerable.events.words import code_words
from answerable.letters.model import (
    PARTS,
    Ask,
    Block,
    Facts,
    Kind,
    Written,
    day,
    heading,
    items,
    person,
    text,
    typed,
)
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.evaluate import obligations

NOTE = Ask(
    name="note",
    asks="Is there anything to add?",
    hint="A line or two of your own. Leave empty if there is nothing.",
    required=False,
)


def acknowledged(facts: Facts, written: Written) -> list[Block]:
    """Written confirmation of a report: the basic details, the reference, whom to turn to."""
    recorded = facts.case.last("crime.recorded")
    reference = str(recorded.data.get("crime_ref", "")) if recorded else ""
    offence = code_words("offence", str(facts.says("offence") or ""))
    reported = facts.entry.occurred_at
    return [
        text(
            "Thank you for telling us. You are being taken seriously, and this is your written "
            "confirmation of it."
        ),
        heading("What was recorded"),
        items(
            f"The day of the report: {day(local_day(reported))}",
            f"What was recorded: {offence.lower()}",
            f"The reference, to say when you call: {reference}",
        ),
        *typed(written.get("note", "")),
        heading("What happens next"),
        text(
            "We look into what you told us. We keep you informed, as often and in the way that you "
            "want.",
            _agreed(facts),
        ),
        text(
            "You can have somebody with you when you speak with us. You can ask to speak with a "
            "woman or with a man. You can ask for an interpreter. All of it is free.",
            "You may change your mind about any of this at any time.",
        ),
    ]


def _agreed(facts: Facts) -> str:
    agreed = facts.case.last("contact.agreed")
    days = agreed.data.get("every_days") if agreed else None
    return f"We agreed with you that this is at least every {days} days." if days else ""


def _not_recorded(facts: Facts) -> list[str]:
    recorded = facts.case.last("crime.recorded")
    if recorded and recorded.data.get("crime_ref"):
        return []
    return ["There is no crime reference on the record. Record the crime first: it has to be in."]


# The part that an event of a change names, as people have parts.
PART_OF: Mapping[str, str] = {
    "investigator": "investigator", "solo": "victims_officer", "prosecutor": "prosecutor",
    "adviser": "adviser", "witness_care": "witness_care_officer",
}  # fmt: skip


def somebody_new(facts: Facts, written: Written) -> list[Block]:
    """That somebody else works with her now: who, since when, and how to reach them."""
    part = PART_OF[str(facts.says("role"))]
    new = facts.contact(part)
    since = facts.entry.occurred_at
    named = new.name if new else "Somebody new"
    return [
        text(
            f"{named} works on your case from {day(local_day(since))} on.",
            f"{PARTS[part]} is now {named}.",
        ),
        *typed(written.get("note", "")),
        *([person(new)] if new else []),
        text(
            "You do not have to say again what you told us before. It is on record, and the new "
            "person can read it.",
            "How you want to be reached stays as we agreed. If you want to change it, tell us.",
        ),
        text("I know that a change can be hard. If it does not work for you, tell us."),
    ]


def _nobody_new(facts: Facts) -> list[str]:
    role = str(facts.says("role"))
    if facts.contact(PART_OF.get(role, role)):
        return []
    return ["Nobody has this part in the case now. Give it to somebody first: they have to be in."]


RULES: Mapping[str, str] = {
    "no_contact": "They must not get in touch with you, in any way, or ask others to do so.",
    "residence": "They must live and sleep at an address that the police know.",
    "area": "They must keep away from some places.",
    "other": "There are other rules. They stand below.",
}
MEANS = Ask(
    name="means",
    asks="What does this mean for her?",
    hint=(
        "Name each place and each rule as it was set. What she may expect, and what she may do. "
        "Never write where she lives or stays."
    ),
    first=lambda facts: facts.words,
)


def bail(facts: Facts, written: Written) -> list[Block]:
    """The rules of bail, a change of them, or that there are none any more."""
    event, whom = facts.entry.event, facts.whom
    lines = [RULES[one] for one in facts.says("conditions") or () if one in RULES]
    ended = event in ("bail.ended", "suspect.released")
    if ended:
        found = [text(f"{_no_bail(facts)}", "There are no rules of bail that they must keep.")]
    else:
        changed = event == "bail.varied"
        found = [
            text(
                f"The rules of bail for {whom} were changed." if changed
                else f"The police asked {whom} questions and let them go, with rules. This is "
                "called bail. A person on bail is not locked up, but must keep to rules.",
            ),
            heading("The rules"),
            items(*lines) if lines else text("No rule was set that is about you."),
            *_how_long(bail_until(facts)),
        ]  # fmt: skip
    return [
        *found,
        heading("What this means for you"),
        *typed(written["means"]),
        heading("If you are afraid" if ended else "If a rule is broken, or you are afraid"),
        items(
            "In danger, call 999. If you cannot speak, call 999 from a mobile, listen, then "
            "press 55.",
            "To sign, use 999 BSL.",
            "Call your investigator too. Keep messages, and write down the day and the time.",
        ),
    ]


def bail_until(facts: Facts) -> date | None:
    """The last day of bail as it stands, by the clocks; None where they do not say."""
    duty = DUTY_OF["investigation.bail_review"]
    owed = [
        one.due_at for one in obligations(facts.case.events, [duty], facts.case.as_of)
        if one.subject == facts.entry.subject and one.status == "open" and one.due_at
    ]  # fmt: skip
    return local_day(max(owed) - MICROSECOND) if owed else None


def _how_long(until: date | None) -> list[Block]:
    if until is None:
        return []
    return [
        text(
            f"The rules are set to last until {day(until)}. They can be made longer, or end before "
            "that. We tell you if they change."
        )
    ]


def _no_bail(facts: Facts) -> str:
    to = str(facts.says("to") or "")
    why = {
        "charged": f"Bail before charge has ended for {facts.whom}, as there was a charge.",
        "no_further_action": f"Bail has ended for {facts.whom}.",
        "lapsed": f"Bail has ended for {facts.whom}, as its time ran out.",
    }
    return why.get(to, f"The police let {facts.whom} go while they go on looking into it.")


COURT: Mapping[str, str] = {
    "first": "the first hearing", "plea": "a hearing for the plea",
    "section_28": "the day on which your answers are recorded", "trial": "the trial",
    "sentence": "the hearing for the sentence", "other": "a hearing",
}  # fmt: skip
MOVED: Mapping[str, str] = {
    "court": "the court had no room for it", "prosecution": "the prosecutors asked for it",
    "defence": "the defence asked for it", "victim": "you asked for it",
}  # fmt: skip


def hearing(facts: Facts, written: Written) -> list[Block]:
    """A day in court, or that it was moved."""
    what, on = COURT.get(str(facts.says("kind")), "a hearing"), day(facts.says("on"))
    moved = facts.entry.event == "hearing.moved"
    why = MOVED.get(str(facts.says("reason")), "")
    line = (
        f"The day in court has moved. It is now {on}: {what}."
        if moved
        else f"There will be a day in court on {on}: {what}."
    )
    return [
        text(line, f"It was moved because {why}." if why and moved else ""),
        heading("Where, when, and whether you have to come"),
        *typed(written["practical"]),
        heading("Ways to make court easier"),
        text(
            "The law calls them special measures. You can ask for any of them. The judge decides."
        ),
        items(
            "A screen, so that you do not see the person who is accused.",
            "Giving evidence by video, from another room or another place.",
            "Having your evidence recorded before the trial.",
            "Somebody who helps you to follow the questions and to answer.",
            "Having the room cleared, so that few people are there.",
        ),
        text("You can look at the court before the day. Somebody can be with you. Ask me."),
    ]


def _gives_role(facts: Facts) -> Mapping[str, Any]:
    return {"role": facts.says("role")}


def _gives_bail(facts: Facts) -> Mapping[str, Any]:
    released = facts.entry.event == "suspect.released"
    return {"about": "released" if released else "bail"}


KINDS = (
    Kind(
        name="acknowledgement",
        title="We have your report",
        heading="We have your report",
        to_victim="A letter that we have your report",
        by=("police",),
        about="crime.reported",
        asks=(NOTE,),
        says=acknowledged,
        sent="report.acknowledged",
        once=True,
        hows={"hand": "in_person", "post": "letter"},
        refuses=_not_recorded,
    ),
    Kind(
        name="change_of_officer",
        title="Somebody new works on the case",
        heading="Somebody new is working with you",
        to_victim="A letter about somebody new",
        by=("police", "cps"),
        about="officer.changed",
        asks=(NOTE,),
        says=somebody_new,
        sent="officer.change_told",
        tells=True,
        gives=_gives_role,
        refuses=_nobody_new,
    ),
    Kind(
        name="bail",
        title="Bail: its rules, a change, or its end",
        heading="About bail",
        to_victim="A letter about bail",
        by=("police",),
        about=(
            "bail.granted; bail.varied; bail.ended[to=rui|no_further_action|lapsed]; "
            "suspect.released[to=rui]"
        ),
        asks=(MEANS,),
        says=bail,
        sent="progress.told",
        tells=True,
        gives=_gives_bail,
    ),
    Kind(
        name="hearing",
        title="A day in court",
        heading="A day in court",
        to_victim="A letter about a day in court",
        by=("witness_care",),
        about="hearing.listed; hearing.moved",
        contacts=("investigator", "witness_care_officer"),
        asks=(
            Ask(
                name="practical",
                asks="Where, at what time, and does she have to come?",
                hint="The court and its address, the time, what to bring, who meets her there.",
            ),
        ),
        says=hearing,
        sent="hearing.told",
        tells=True,
    ),
)
