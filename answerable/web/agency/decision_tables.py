"""What follows a decision: telling, the letter, support beside the victim, the right to review."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.events.entry import Entry
from answerable.events.words import small
from answerable.rules.case import Case
from answerable.rules.review import review_right
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    NOT_YET,
    Table,
    days_since,
    latest,
    none_of,
    said,
    still_owed,
    who,
)
from answerable.web.story import named

DECIDED = ("decision.made", "proceedings.stopped")
NO_DECISION = "Not applicable: no decision was made yet."
NO_REVIEW = "No review was asked for, as far as is recorded."
TELL, LETTER = ("decision.tell",), ("decision.letter", "decision.police_letter")
REVIEW = ("decision.review_acknowledge", "decision.review", "decision.review_local",
          "decision.review_national")  # fmt: skip
ALERTS = {"decision": "Adviser told of a decision beforehand", "letter": "Adviser told of a letter"}


def decisions(looked: Looked) -> list[Entry]:
    """The decisions about a suspect or all, and the stopping of proceedings."""
    return [one for one in looked.in_force if one.event in DECIDED]


def telling(looked: Looked) -> Table:
    """Each decision, and how the victim was told of it: by whom, when, how, who was there."""
    rows = [_told(one, looked) for one in decisions(looked)]
    columns = ("Decision", "Told", "By whom", "How", "How the victim wants it", "Needs "
               "considered", "Somebody beside the victim", "What is owed")  # fmt: skip
    return Table("Telling the victim", columns, rows, NO_DECISION)


def _told(decision: Entry, looked: Looked) -> tuple[str, ...]:
    told = after(decision, "decision.told", looked)
    agreed = latest(looked.in_force, "contact.agreed")
    prefers = said(agreed, "method") if agreed else "Nothing agreed yet"
    owed = _owed(decision, looked, *TELL)
    if told is None:
        gap = "Not yet" if owed != "Nothing" else NOT_RECORDED
        return (
            name(decision, looked),
            gap,
            *[NOT_APPLICABLE] * 2,
            prefers,
            *[NOT_APPLICABLE] * 2,
            owed,
        )
    by = told.data.get("explained_by")
    return (
        name(decision, looked), dates.moment(told.occurred_at),
        named(str(by), looked.people) if by else NOT_RECORDED, said(told, "how"), prefers,
        said(told, "needs_considered").capitalize(), said(told, "support_present").capitalize(),
        owed,
    )  # fmt: skip


def letters(looked: Looked) -> Table:
    """The letter that explains each decision: prepared, sent, and brought to the victim."""
    rows = [_letter(one, looked) for one in decisions(looked)]
    columns = ("Decision", "Prepared, and who will be there", "Sent", "Whom to turn to",
               "Brought and explained", "What is owed")  # fmt: skip
    return Table("The letter that explains it", columns, rows, NO_DECISION)


def _letter(decision: Entry, looked: Looked) -> tuple[str, ...]:
    prepared = after(decision, "letter.prepared", looked)
    sent = after(decision, "letter.sent", looked)
    brought = after(decision, "letter.delivered", looked)
    return (
        name(decision, looked), _day(prepared, "support"), _day(sent, "how"),
        said(sent, "contacts") if sent else NOT_YET, _brought(brought, sent, looked),
        _owed(decision, looked, *LETTER),
    )  # fmt: skip


def _brought(brought: Entry | None, sent: Entry | None, looked: Looked) -> str:
    if brought is None:
        if sent is None or sent.data.get("how") == "hand":
            return NOT_YET
        return f"{NOT_APPLICABLE}: it went by {small(said(sent, 'how'))}"
    by = named(str(brought.data["by"]), looked.people) if brought.data.get("by") else NOT_RECORDED
    beside = small(said(brought, "support_present"))
    return f"{dates.day(brought.occurred_at)} by {by}; somebody beside the victim: {beside}"


def support(looked: Looked) -> Table:
    """What help was arranged around a decision, and when the adviser was told of it.

    That an adviser was told names no suspect: it stands apart from the decisions.
    """
    if not decisions(looked):
        return Table("Support around it", (), (), NO_DECISION)
    rows = [_alerted(of, words, looked) for of, words in ALERTS.items()]
    for one in decisions(looked):
        told = after(one, "decision.told", looked)
        if told is not None:
            there = f"Adviser told: {small(said(told, 'adviser_told'))}; there: "
            there += small(said(told, "present"))
            rows.append(
                (f"At the telling ({name(one, looked)})", dates.day(told.occurred_at), there)
            )
    began, ended = (latest(looked.in_force, f"support.{e}") for e in ("started", "ended"))
    works = began if began and (ended is None or ended.order < began.order) else None
    rows.append(
        ("A service works with the victim", dates.day(works.occurred_at), said(works, "service"))
        if works
        else ("A service works with the victim", none_of("support.started", looked), NOT_APPLICABLE)
    )
    return Table("Support around it", ("What", "When", "How it was"), rows)


def _alerted(of: str, words: str, looked: Looked) -> tuple[str, ...]:
    alert = latest(looked.in_force, f"support.alerted[of={of}]")
    if alert is None:
        return (words, NOT_RECORDED, NOT_APPLICABLE)
    return (words, dates.moment(alert.occurred_at), f"By {who(alert, looked)}")


def right_to_review(looked: Looked) -> Table:
    """Whether the victim was told of the right to a review of each decision, and until when."""
    rows = [
        _right(one, looked) for one in decisions(looked)
        if one.event != "decision.made" or one.data.get("result") == "no_further_action"
    ]  # fmt: skip
    columns = ("Decision", "What the victim was told", "Told on", "To be asked for until",
               "What is owed")  # fmt: skip
    against = "Not applicable: no decision to take no further action, or to stop, was made."
    empty = against if decisions(looked) else NO_DECISION
    return Table("The right to a review", columns, rows, empty)


def _right(decision: Entry, looked: Looked) -> tuple[str, ...]:
    said_it = [
        one for one in (after(decision, e, looked) for e in ("decision.told", "letter.sent"))
        if one is not None and one.data.get("review_right") in ("applies", "does_not_apply")
    ]  # fmt: skip
    owed = _owed(decision, looked, "decision.review_right")
    if not said_it:
        return (
            name(decision, looked),
            "Not told yet",
            NOT_APPLICABLE,
            "Not known until the victim is told",
            owed,
        )
    first, last = said_it[0], said_it[-1]
    until = NOT_APPLICABLE
    if last.data["review_right"] == "applies":
        case = Case(looked.in_force, looked.at)
        right = review_right(case, decision, first.occurred_at)
        days = [dates.day(day) for day in (right.ask_by, right.at_the_latest) if day]
        until = ", at the latest ".join(dict.fromkeys(days)) or "Not known"
    told = said(last, "review_right")
    return (name(decision, looked), told, dates.day(first.occurred_at), until, owed)


def reviews(looked: Looked) -> Table:
    """Each review that was asked for, step by step, and what is owed of it."""
    asked = [one for one in looked.in_force if one.event == "review.requested"]
    rows = [_review(one, looked) for one in asked]
    columns = ("Review", "Asked for", "Acknowledged", "First answer", "Asked again",
               "Second answer", "What is owed")  # fmt: skip
    not_wanted = latest(looked.in_force, "review.not_wanted")
    empty = (
        f"The victim said on {dates.day(not_wanted.occurred_at)} that none is wanted for now. That "
        "can still change."
        if not_wanted else NO_REVIEW if decisions(looked) else NO_DECISION
    )  # fmt: skip
    return Table("Reviews asked for", columns, rows, empty)


def _review(asked: Entry, looked: Looked) -> tuple[str, ...]:
    of_it = [e for e in looked.in_force if e.subject == asked.subject and e.order > asked.order]
    cps = asked.data.get("of") == "cps"
    answers = [e for e in of_it if e.event == "review.decided"]
    national = [e for e in answers if e.data.get("stage") == "national"]
    local = [e for e in answers if e not in national]
    again = latest(of_it, "review.escalated")
    none = NOT_YET if cps else f"{NOT_APPLICABLE}: the police have one stage"
    return (
        looked.about(asked.subject, "review") or "Not named",
        f"{dates.day(asked.occurred_at)}, {days_since(asked.occurred_at, looked.at)}",
        _day(latest(of_it, "review.acknowledged")), _answered(local, looked, NOT_YET),
        dates.day(again.occurred_at) if again else none,
        _answered(national, looked, NOT_YET if again else NOT_APPLICABLE if not cps else none),
        still_owed(looked, asked.subject, *REVIEW),
    )  # fmt: skip


def _answered(answers: Sequence[Entry], looked: Looked, none: str) -> str:
    if not answers:
        return none
    one = answers[-1]
    by = named(str(one.data["reviewer"]), looked.people) if one.data.get("reviewer") else ""
    return f"{dates.day(one.occurred_at)}: {said(one, 'result')}, by {by or NOT_RECORDED.lower()}"


def after(decision: Entry, event: str, looked: Looked) -> Entry | None:
    """What came of a decision: about the same suspect, or about all, before the next one."""
    later = [
        one for one in decisions(looked)
        if one.order > decision.order and one.subject == decision.subject
    ]  # fmt: skip
    found = [
        one for one in looked.in_force
        if one.event == event and one.order > decision.order
        and (not later or one.order < later[0].order)
        and (one.subject == decision.subject or not one.subject or not decision.subject)
    ]  # fmt: skip
    return found[-1] if found else None


def name(decision: Entry, looked: Looked) -> str:
    """A decision in words: about whom, what, whose, when, and whether the case was reopened."""
    about = looked.about(decision.subject) or "All suspects"
    on = dates.day(decision.occurred_at)
    opened = latest(looked.in_force, "case.reopened")
    if opened is not None and opened.order > decision.order:
        on += f" (the case was reopened on {dates.day(opened.occurred_at)})"
    if decision.event == "proceedings.stopped":
        return f"{about}: proceedings stopped, {on}"
    by = small(said(decision, "by"))
    return f"{about}: {small(said(decision, 'result'))}, {by}, {on}"


def _owed(decision: Entry, looked: Looked, *duties: str) -> str:
    return still_owed(looked, decision.subject or None, *duties)


def _day(entry: Entry | None, aside: str = "") -> str:
    if entry is None:
        return NOT_YET
    return f"{dates.day(entry.occurred_at)}{f': {said(entry, aside)}' if aside else ''}"
