"""What comes next for the victim, by when, and who does it: from what they were told alone.

The rules are asked of the entries that they may see, so that no day by which something is owed
tells of what they were not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.record.rules_of_force import rules_of
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.told import Shown, Told
from answerable.web.dates import day
from answerable.web.language import gettext as _
from answerable.web.portal import words
from answerable.web.portal.decisions import holds_no_more
from answerable.web.portal.hers import Hers

POLICE, PROSECUTOR, TEAM = "The police", "The prosecutor", "The witness care team"

# Duties that the victim may hold somebody to: every event that opens or closes one is theirs to
# see, so that none of these looks undone when it was done.
PROMISES: dict[str, tuple[str, str]] = {
    "contact.agree": ("Ask you how you want to be reached", POLICE),
    "support.offer_isva": ("Offer you a support worker", POLICE),
    "support.refer": ("Ask a support service to get in touch with you", POLICE),
    "material.return_device": ("Give your phone back, or lend you one", POLICE),
    "material.give_back": ("Give your phone back", POLICE),
    "material.review": ("Look at what was copied from a phone", POLICE),
    "material.return_withdrawn": ("Give your phone back, as you said no", POLICE),
    "material.offer_legal_advice": ("Offer you a lawyer of your own", POLICE),
    "engagement.offer_return": ("Tell you how you can come back", POLICE),
    "decision.police_letter": ("Send you a letter about the decision", POLICE),
    "decision.review_acknowledge": ("Tell you that we have your request", POLICE),
    "decision.review": ("Look at the decision again", POLICE),
    "decision.review_local": ("Look at the decision again", PROSECUTOR),
    "decision.review_national": ("Look at the decision again, by a second team", PROSECUTOR),
    "court.contact_plan": ("Ask you how you want to be reached about court", TEAM),
    "court.measures": ("Ask you about ways to make court easier", PROSECUTOR),
    "court.tell_hearing": ("Tell you about the date for court", TEAM),
    "court.update_statement": ("Ask if you want to add how this has affected you", TEAM),
}
# Which contact ends the wait for the next one is theirs to see; an attempt that did not reach them
# is not. It is owed all the same.
KEPT = {"contact.keep": ("Get in touch with you", "One of your people")}
LISTED = PROMISES | KEPT


class Step(NamedTuple):
    """Something that comes: what, by when, who; whether it is late, and what else there is to say.

    By how much it is late is not said: a large number frightens, and puts nothing right.
    """

    what: str
    by: date | None
    who: str
    late: bool = False
    note: str = ""


def now(told: Told) -> list[str]:
    """Where the case is: the latest thing that says so, in a sentence or two."""
    last = told.last(*NOW)
    found = [_said(last)] if last else [_(NOTHING_YET)]
    people = persons(told)
    if len(people) > 1 and last is not None and last.event in OF_A_PERSON and last.subject:
        # What is so of one person must not hide that it is not so of another.
        found = [
            _("Person {number}: {said}").format(number=number, said=_of_one(told, subject))
            for number, subject in enumerate(people, start=1)
        ]
        found.append(_(WITHOUT_NAMES))
    if last is not None and last.event == "case.reopened" and holds_no_more(told):
        found.append(_(NO_MORE))
    asked = being_looked_at_again(told)
    if asked is not None:
        said = _("On {day} you asked us to look again. We will tell you the answer.")
        found.append(said.format(day=day(asked.at)))
    found += awaited(told)
    spoke = told.last("contact.made")
    waits = words.said("waiting_for", spoke.data.get("waiting_for")) if spoke else ""
    if spoke and waits:
        said = _("When we last spoke, on {day}, we were waiting for {awaited}.")
        found.append(said.format(day=day(spoke.at), awaited=waits))
    stated = stopping(told)
    if stated is not None and stated.says(said_by="victim"):
        said = _(
            "On {day} you told us that you want to stop. You can change your mind at any time."
        )
        found.append(said.format(day=day(stated.at)))
    elif is_paused(told):
        found.append(_("You have paused. Your case stays open, and you can go on when you want."))
    return found


def being_looked_at_again(told: Told) -> Shown | None:
    """That they asked for a decision to be looked at again, while there is no answer."""
    last = told.last("review.requested", "review.escalated", "review.decided", "case.reopened")
    return last if last and last.event in ("review.requested", "review.escalated") else None


def is_paused(told: Told) -> bool:
    """Whether they have paused and not gone on."""
    last = told.last("engagement.paused", "engagement.resumed")
    return last is not None and last.event == "engagement.paused"


def stopping(told: Told) -> Shown | None:
    """That they want to stop, where it stands: not taken back, not said to be wrong."""
    last = told.last("withdrawal.stated", "withdrawal.disputed", "engagement.resumed")
    return last if last and last.event == "withdrawal.stated" else None


def awaited(told: Told) -> list[str]:
    """What they were told that the case waits for, until somebody was in touch with them again."""
    last, spoke = told.last("awaiting.told"), told.last("contact.made")
    if last is None or (spoke is not None and spoke.at > last.at):
        return []
    together = [one for one in told.all("awaiting.told") if one.at == last.at]
    first = _("On {day} there was nothing new.").format(day=day(last.at))
    return [first, *(awaited_line(one.data) for one in together)]


def awaited_line(said: Mapping[str, object]) -> str:
    """One thing that is awaited, from whom, since when: the sentence that they read."""
    since = day_in(said.get("since"))
    return _("We wait for {what}. It comes from {whom}. We have waited since {day}.").format(
        what=words.said("awaited", said.get("what")),
        whom=words.said("awaited_of", said.get("of")),
        day=day(since) if since else "",
    )


def persons(told: Told) -> list[str]:
    """The people of whom something was told, in the order in which each came up: so they are
    numbered on every page."""
    return [subject for subject in told.subjects(*OF_A_PERSON, *NAMES_A_PERSON) if subject]


def numbers(told: Told) -> dict[str, int]:
    """By which number each of these people goes; nobody needs one where there is only one."""
    people = persons(told)
    return {one: place for place, one in enumerate(people, start=1)} if len(people) > 1 else {}


def _of_one(told: Told, subject: str) -> str:
    of_it = told.about(subject, *OF_A_PERSON)
    return _said(of_it[-1]) if of_it else _(NOT_DECIDED)


def _said(one: Shown) -> str:
    return _(NOW[one.event] or one.line)


NOTHING_YET = "We will tell you here what happens with your case."
NOT_DECIDED = "We have told you of no decision yet."
WITHOUT_NAMES = "We write no names here, to keep you safe. Your people can tell you who is who."
NO_MORE = (
    "What was decided before does not count any more. You do not need to ask us to look again."
)
NAMES_A_PERSON = ("bail.granted", "bail.varied", "progress.told")
OF_A_PERSON = ("decision.made", "charge.made", "court.outcome", "proceedings.stopped")
# An empty text: what the event's own line says is enough.
NOW: Mapping[str, str] = {
    "crime.reported": "The police are looking into what was reported.",
    "account.recorded": "The police have what you told them. They are looking into it.",
    "case.waiting_on_police": "",
    "case.reactivated": "The prosecutor is working on your case again.",
    "decision.made": "",
    "charge.made": "A person was charged. There will be a court case.",
    "trial.started": "The trial has started.",
    "court.outcome": "",
    "proceedings.stopped": "The court case was stopped. This does not mean that you were not "
    "believed.",
    "case.closed": "Your case is closed. You can ask us to look again or to open it again.",
    "case.reopened": "Your case is open again.",
}


def steps(hers: Hers) -> list[Step]:
    """What comes next, the first due first: what is owed to the victim, and what they were told."""
    found = promised(hers.entries, LISTED, hers.at)
    found += [*_hearings(hers), *_said_by_when(hers)]
    return sorted(found, key=lambda one: one.by or date.max)


def promised(entries: Sequence[Entry], names: Iterable[str], at: datetime) -> list[Step]:
    """What is owed by some of the duties, each once."""
    duties = [one for one in rules_of(entries).duties if one.id in set(names)]
    owed = obligations(with_derived(entries), duties, at)
    found = [
        Step(_(what), _last_day(one.due_at), _(who), one.status == "overdue")
        for one in owed
        if one.status in ("open", "overdue") and one.due_at
        for what, who in [LISTED[one.duty]]
    ]
    return list({(one.what, one.who): one for one in reversed(found)}.values())


def _last_day(due: datetime) -> date:
    # A day is over at its midnight, which is the next one's already.
    return local_day(due - timedelta(microseconds=1))


def _hearings(hers: Hers) -> list[Step]:
    """Days in court that are to come: the last that was said of each."""
    found = {}
    for one in hers.told.all("hearing.listed", "hearing.moved"):
        found[one.subject] = one
    return [
        Step(words.said("hearing", one.data.get("kind")) or _("A day in court"), on, _("The court"))
        for one in found.values()
        if (on := day_in(one.data.get("on"))) and on >= local_day(hers.at)
    ]


def _said_by_when(hers: Hers) -> list[Step]:
    """What was said to be likely, with the day that was said before where it changed."""
    found: dict[str, Step] = {}
    for one in hers.told.all("timescale.told"):
        by, of = day_in(one.data.get("likely_by")), str(one.data.get("of"))
        before = found.get(of)
        was = before.by if before else None
        changed = _("before, we said {day}").format(day=day(was)) if was and was != by else ""
        why = words.said("changed_because", one.data.get("changed_because"))
        note = _(", because ").join(part for part in (changed, why) if part)
        what = _("A likely day for {what}").format(what=words.said("of", of))
        found[of] = Step(what, by, _("Likely"), note=note)
    return list(found.values())


def day_in(value: object) -> date | None:
    """A day as the record holds it."""
    return date.fromisoformat(str(value)) if value else None
