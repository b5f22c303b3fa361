"""What must come before a question is answered."""

from __future__ import annotations

from datetime import date

from answerable.events.entry import Entry
from answerable.rules.case import Case
from answerable.rules.model import Requirement, Source, in_room

READ = date(2026, 11, 24)


def asked(case: Case, event: Entry) -> bool:
    questions = case.all(f"question.asked[of={event.agency}]") if event.agency else []
    answers = [e for e in case.all("question.answered") if e.agency == event.agency]
    return len(questions) > len(answers)


REQUIREMENTS = in_room(
    "contact",
    Requirement(
        id="asked",
        what="Asked always.",
        guards="question.answered",
        force="explain",
        asks="There is an open question from the victim to this agency.",
        message=(
            "No open question from the victim to this agency is on the record. Record the "
            "question first, or say what is being answered."
        ),
        met=asked,
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="1.0 Summary of key findings / Phase two headline findings",
            ),
        ),
        requirements=("DC-012",),
    ),
)
