"""What each page shows of a case, out of what the victim was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from answerable.clocks.days import local_day
from answerable.people.victims.reading import Opened, Worker
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.evaluate import obligations
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.told import Shown, Told
from answerable.rules.unanswered import asked, complaint_due
from answerable.web.language import gettext as _
from answerable.web.portal import decisions, words
from answerable.web.portal.coming import day_in, is_paused, persons, stopping
from answerable.web.portal.hers import Hers
from answerable.web.portal.texts import agreed_now, may_end

# The gate that asks for time to think, and says how much of it.
TO_THINK = next(one for one in REQUIREMENTS if one.id == "time_and_voice")


class Rules(NamedTuple):
    """The rules that one suspect must keep, as they were told; `doubt`: something came after.

    `until` is the day to which they were to last when they were told, and no later one: that bail
    was made longer or ended is for a person to tell.
    """

    which: str
    told_on: datetime
    lines: list[str]
    words: str
    doubt: bool
    until: date | None


class Order(NamedTuple):
    """An order that protects them, and until when."""

    line: str
    until: date | None
    words: str


class Hearing(NamedTuple):
    """A day in court: the last day that was said, and the one before it."""

    line: str
    on: date | None
    before: date | None


def rules(hers: Hers) -> list[Rules]:
    """What each suspect on bail must keep, the last that was told."""
    told = hers.told
    number = {subject: place for place, subject in enumerate(persons(told), start=1)}
    subjects = told.subjects("bail.granted", "bail.varied")
    until = _bail_until(hers)
    return [_rules(told, one, number.get(one, 0), until.get(one)) for one in subjects]


def _rules(told: Told, subject: str, number: int, until: date | None) -> Rules:
    found = told.about(subject, "bail.granted", "bail.varied")
    last = found[-1]
    tellings = [
        one for one in told.all("progress.told")
        if one.subject in ("", subject) and one.data.get("about") in ("bail", "released", "charged")
        and one.number > last.number
    ]  # fmt: skip
    many = number and len(persons(told)) > 1
    # The first telling is the one that spoke of it. One after it may have spoken of its end.
    return Rules(
        _("Person {number}").format(number=number) if many else "",
        tellings[0].at if tellings else last.at,
        words.each("conditions", last.data.get("conditions")), last.words, len(tellings) > 1, until,
    )  # fmt: skip


def _bail_until(hers: Hers) -> dict[str, date]:
    """The last day of bail of each suspect, by what they were told of it alone."""
    owed = obligations(hers.entries, [DUTY_OF["investigation.bail_review"]], hers.at)
    return {
        one.subject: local_day(one.due_at - timedelta(microseconds=1)) for one in owed if one.due_at
    }


def orders(told: Told) -> list[Order]:
    """The orders that protect them."""
    found = [
        Order(words.said("order", one.data.get("kind")) or _("An order to keep people safe."),
              day_in(one.data.get("until")), one.words)
        for one in told.all("order.granted")
    ]  # fmt: skip
    for one in told.all("sentence.passed"):
        lines = [code for code in one.data.get("orders") or () if code != "none"]
        found += [Order(line, None, one.words) for line in words.each("orders", lines)]
    return found


def without_mere_contact(told: Told) -> list[Shown]:
    """All that there was, the latest first; of talks in a row with no news in them, the latest.

    Somebody who was rung fifty times would look for the decision among fifty equal lines.
    """
    found: list[Shown] = []
    for one in told.latest_first:
        mere = one.event == "contact.made" and not one.words
        if not (mere and found and found[-1].event == "contact.made"):
            found.append(one)
    return found


def agreed(told: Told) -> list[str]:
    """How they are to be reached, in sentences; nothing where nothing was agreed or it stopped."""
    last, stopped = agreed_now(told), told.last("contact.declined")
    if stopped and (last is None or stopped.number > last.number):
        return [_(stopped.line), *([] if stopped.says(scope="all") or not last else _agreed(last))]
    return _agreed(last) if last else []


def _agreed(last: Shown) -> list[str]:
    said = last.data
    days = said.get("every_days")
    found = [
        _("We use {way}.").format(way=words.said("method", said.get("method")))
        if said.get("method")
        else "",
        _three(said.get("safe"), "You said that this is safe.", "You said that this is not safe."),
        _("You hear from us at least every {days} days.").format(days=days)
        if days
        else _("You hear from us when there is news."),
        _three(said.get("may_leave_message"), "We may leave a message.", "We leave no message."),
        _three(said.get("letters"), "We may send letters.", "We send no letters."),
        _three(
            said.get("here_first"),
            "You can read hard news here before a person tells you.",
            "A person tells you hard news before it is here.",
        )
        or _("A person tells you hard news before it is here."),
    ]
    return [one for one in found if one]


def _three(value: object, yes: str, no: str) -> str:
    return _(yes) if value is True else _(no) if value is False else ""


def workers(told: Told, known: Sequence[Worker]) -> list[Worker]:
    """Those who work with them, a boss last. Who is there for court shows once a charge was told
    of."""
    court = told.last("witness_care.taken_on", "charge.made") is not None
    found = [one for one in known if court or one.part != "witness_care_officer"]
    return sorted(found, key=lambda one: list(words.CODES["part"]).index(one.part))


class OpenedOn(NamedTuple):
    """That the record was opened, on one day for one agency: the last time, and how many times."""

    last: Opened
    times: int


def opened(told: Told, known: Sequence[Opened]) -> list[OpenedOn]:
    """Who opened the record, the latest first. Somebody who is there for court would tell of a
    charge.

    Every page that is read is an opening: in fifty lines of one morning nobody finds who else
    looked. Each opening of a number or address has a line of its own.
    """
    court = told.last("witness_care.taken_on", "charge.made") is not None
    found: dict[object, list[Opened]] = {}
    for one in known:
        if court or one.kind != "witness_care":
            alike = one if one.safe_contact else (local_day(one.at), one.role, one.agency)
            found.setdefault(alike, []).append(one)
    return [OpenedOn(some[0], len(some)) for some in found.values()]


def may_be_sure_from(stated: Shown) -> datetime:
    """When the time to think is over: by the minute, so that nobody comes back too early."""
    hours = TO_THINK.setting.on(local_day(stated.at)) if TO_THINK.setting else 0
    return stated.at + timedelta(hours=hours, minutes=1)


def is_time_for(say: str, hers: Hers) -> bool:
    """Whether something that may be said has its place now."""
    if say == "no-texts":
        return may_end(hers)
    told = hers.told
    stated = stopping(told) is not None
    confirmed = stated and bool(told.last("withdrawal.confirmed"))
    may_ask = bool(decisions.to_ask_about(told))
    closed = told.last("case.closed", "case.reopened")
    return {
        "help": told.last("support.offered") is not None,
        "go-on": is_paused(told) or stated,
        "pause": not is_paused(told),
        "stop": not stated,
        "stop-sure": stated and not confirmed,
        "not-stop": stated,
        "not-said": any(not one.hers for one in told.all("discussion.agreed", "wishes.stated")),
        "look-again": may_ask,
        "records-again": told.last("third_party.requested", of="victim") is not None,
        "no-look": may_ask and not told.last("review.not_wanted"),
        "second-look": decisions.may_go_to_a_second_team(told),
        "days-were": bool(told.last("charge.made")),
        "open-again": closed is not None and closed.event == "case.closed",
    }.get(say, True)


class Complaint(NamedTuple):
    """A complaint: when it was made and, while it waits, the day by which they should hear back;
    `later`: they were told by when there will be an answer."""

    made: Shown
    by: date | None
    later: bool = False


def complaints(told: Told) -> list[Complaint]:
    """Their complaints, and what became of each."""
    return [
        Complaint(one.said, complaint_due(one.said.at) if one.is_open else None, one.later)
        for one in asked(told.all("complaint.made", "complaint.answered"))
    ]


def hearings(told: Told) -> list[Hearing]:
    """Days in court, each with the day before it was moved."""
    found = []
    for subject in told.subjects("hearing.listed", "hearing.moved"):
        said = told.about(subject, "hearing.listed", "hearing.moved")
        days = [day_in(one.data.get("on")) for one in said]
        line = words.said("hearing", said[-1].data.get("kind")) or _("A day in court")
        found.append(Hearing(line, days[-1], days[-2] if len(days) > 1 else None))
    return found
