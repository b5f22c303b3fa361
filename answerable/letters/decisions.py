"""Letters that explain a decision: not to charge, to stop, and what came of looking again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from answerable.clocks.days import local_day
from answerable.letters.model import (
    Ask,
    Block,
    Facts,
    Kind,
    Written,
    day,
    heading,
    length,
    text,
    typed,
)
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.review import SCHEMES, ReviewRight, review_right

SCHEME_OF = {scheme.by: scheme for scheme in SCHEMES}
NOT_CHARGED = "decision.made[by={},result=no_further_action]"

REASONS = Ask(
    name="reasons",
    asks="Why was this decided?",
    hint=(
        "The whole reason, in plain words, as you would say it to her face. Say what the law asks "
        "for, and what was not enough. Not one account set against the other."
    ),
)
LOOKED_AT = Ask(
    name="looked_at",
    asks="What was looked at?",
    hint="What was asked for, found, and not found. A line that begins with a dash becomes a list.",
)
NEXT = Ask(
    name="next",
    asks="What happens now?",
    hint="Things that come back, orders that stay, when you will call. Leave empty if nothing.",
    required=False,
)
NOT_DISBELIEVED = "This does not mean that you were not believed."


def right_of(facts: Facts) -> ReviewRight:
    """The right to a review of the decision that a letter is about, as it stands that day."""
    of_the_letter = datetime.combine(facts.on, time(12), UTC)
    told = facts.told_at if facts.writer_is("police") else None
    return review_right(facts.case, facts.entry, told or of_the_letter)


def not_charged(facts: Facts, written: Written) -> list[Block]:
    """The letter after a decision not to charge, or to stop."""
    stopped = facts.entry.event == "proceedings.stopped"
    who = "A prosecutor" if facts.writer_is("cps") else "The police"
    what = (
        f"{who} decided to stop the court case against {facts.whom}."
        if stopped
        else f"{who} decided not to charge {facts.whom}. This means that there "
        "will be no trial, unless the decision is changed."
    )
    return [
        _opening(facts),
        heading("What was decided"),
        text(what, NOT_DISBELIEVED),
        heading("Why"),
        *typed(written["reasons"]),
        heading("What was looked at"),
        *typed(written["looked_at"]),
        *_right(facts),
        *([heading("What happens now"), *typed(written["next"])] if written.get("next") else []),
    ]


def _opening(facts: Facts) -> Block:
    told = facts.told_at
    when = f"You were told on {day(local_day(told))}." if told else ""
    return text(
        f"I am writing about a decision in your case. {when}".strip(),
        "This letter has the reasons, so that you can keep them. You can read it when you feel "
        "ready. You may want somebody to be with you.",
    )


def _right(facts: Facts) -> list[Block]:
    right = right_of(facts)
    title = heading("If you want us to look again")
    if not right.applies:
        return [
            title,
            text(
                "There is a right to have some decisions looked at again. It does not cover this "
                f"one. {right.why_not}",
                "You can still ask us to explain the decision. You can also complain. We will "
                "tell you how.",
            ),
        ]
    return [
        title,
        text(
            "You have the right to ask for this decision to be looked at again. It is called the "
            "Victims’ Right to Review. It costs nothing. You do not have to give a reason.",
            "Somebody who had no part in the decision will look at all of it.",
        ),
        *_what_may_come(facts),
        _by_when(right),
        text(
            "To ask, tell anybody who is named in this letter, by telephone, by e-mail or in a "
            "letter. Your adviser can do it for you, if you have one.",
            _answer(right.by),
        ),
    ]


def _what_may_come(facts: Facts) -> list[Block]:
    if not for_good(facts):
        return []
    return [
        text(
            "This court case was ended with no evidence. The law does not let it begin again, "
            "whatever comes of it. If the decision was wrong, you get an explanation and an "
            "apology."
        )
    ]


def for_good(facts: Facts) -> bool:
    """Whether what the decision ended cannot begin again: no evidence was offered."""
    return facts.entry.event == "proceedings.stopped" and facts.says("how") == "no_evidence"


def _by_when(right: ReviewRight) -> Block:
    scheme = SCHEME_OF[right.by]
    last = day(right.at_the_latest)
    if right.ask_by:
        return text(
            f"Please ask by {day(right.ask_by)}. That is {length(scheme.ordinarily)} from this "
            "letter.",
            f"If you need more time, you can ask until {last}. After that it is done only if there "
            "is a very good reason.",
        )
    return text(
        f"Please ask by {last}. That is {length(scheme.within)} from when you were told.",
        "If you need more time, tell us why. The police can agree to it.",
    )


def _answer(by: str) -> str:
    if by == "police":
        return (
            f"The police will tell you within {within('decision.review_acknowledge')} that they "
            f"have your request. You will get an answer within {within('decision.review')}."
        )
    return (
        f"You will get an answer within {within('decision.review_local')}. If you do not agree "
        "with it, you can ask for a second team to look. That team is national."
    )


def within(duty: str) -> str:
    """How long a duty leaves, in words."""
    return length(DUTY_OF[duty].clock)


RESULTS: Mapping[str, str] = {
    "upheld": "The decision stays as it was.",
    "overturned": "The decision was changed.",
    "more_enquiries": "The police will find out more first. Then there will be a new decision.",
}


def looked_again(facts: Facts, written: Written) -> list[Block]:
    """The answer to somebody who asked for a decision to be looked at again."""
    result, stage = facts.says("result"), facts.says("stage")
    return [
        text(
            "You asked for a decision in your case to be looked at again. Somebody who had no part "
            "in it has done so. Thank you for asking: it was your right.",
        ),
        heading("What came of it"),
        text(RESULTS[str(result)], NOT_DISBELIEVED if result == "upheld" else ""),
        heading("Why"),
        *typed(written["reasons"]),
        *_next_step(facts, str(result), str(stage)),
        *([heading("What happens now"), *typed(written["next"])] if written.get("next") else []),
    ]


def _next_step(facts: Facts, result: str, stage: str) -> list[Block]:
    if result != "upheld":
        return []
    if facts.writer_is("cps") and stage == "local":
        return [
            heading("If you want a second team to look"),
            text(
                "You have the right to ask for one more look. A national team of prosecutors does "
                "it, the Appeals and Review Unit. It costs nothing.",
                "Ask anybody who is named in this letter. You will get an answer within "
                f"{within('decision.review_national')}.",
            ),
        ]
    return [
        heading("If you still do not agree"),
        text(
            "The Victims’ Right to Review ends here. A court can look at whether a decision was "
            "made as the law asks. That is called judicial review, and the time for it is short.",
            "A solicitor can tell you more. Ask one soon, or ask your adviser to help you find "
            "one. You can also complain. We will tell you how.",
        ),
    ]


def _gives(facts: Facts) -> Mapping[str, Any]:
    right = right_of(facts).applies
    return {"review_right": "applies" if right else "does_not_apply", "contacts": _contacts(facts)}


def _gives_review(facts: Facts) -> Mapping[str, Any]:
    more = facts.writer_is("cps") and facts.says("stage") == "local"
    again = more and facts.says("result") == "upheld"
    return {"review_right": "applies" if again else "does_not_apply", "contacts": _contacts(facts)}


def _contacts(facts: Facts) -> list[str]:
    return [part for part in ("investigator", "prosecutor") if facts.contact(part)]


BY_POST_OR_HAND: Mapping[str, str] = {"hand": "hand", "post": "post"}

KINDS = (
    Kind(
        name="not_charged_police",
        title="The police decided not to charge",
        heading="The decision in your case",
        to_victim="A letter about a decision",
        by=("police",),
        about=NOT_CHARGED.format("police"),
        asks=(REASONS, LOOKED_AT, NEXT),
        says=not_charged,
        sent="letter.sent",
        once=True,
        gives=_gives,
        hows=BY_POST_OR_HAND,
        decides=True,
    ),
    Kind(
        name="not_charged_prosecutors",
        title="Prosecutors decided not to charge, or to stop",
        heading="The decision in your case",
        to_victim="A letter about a decision",
        by=("cps",),
        about=f"{NOT_CHARGED.format('cps')}; proceedings.stopped",
        contacts=("investigator", "prosecutor"),
        asks=(REASONS, LOOKED_AT, NEXT),
        says=not_charged,
        sent="letter.sent",
        once=True,
        gives=_gives,
        hows=BY_POST_OR_HAND,
        decides=True,
    ),
    Kind(
        name="review_outcome",
        title="The answer to a request to look again",
        heading="You asked us to look again",
        to_victim="A letter about looking again",
        by=("police", "cps"),
        about="review.decided",
        asks=(REASONS, NEXT),
        says=looked_again,
        sent="letter.sent",
        once=True,
        gives=_gives_review,
        hows=BY_POST_OR_HAND,
        decides=True,
    ),
)
