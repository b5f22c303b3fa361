"""The pages of one case: where it is, whose move it is, and each chapter of its record."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from answerable.clocks.days import local_day
from answerable.people import vault
from answerable.people.access import may_erase_somebody, may_let_in, may_see_person, may_work
from answerable.people.reading import qualifications
from answerable.people.roles import AGENCY_OF
from answerable.rules.catalogue import DUTY_OF
from answerable.rules.told import to_tell_again
from answerable.web import errors, words
from answerable.web.agency import (
    court_tables,
    off_the_case,
    on_the_case,
    taken_over,
    victim_tables,
    who,
)
from answerable.web.agency.awaiting import may_tell
from answerable.web.agency.likely import to_record, way_to_put_right
from answerable.web.agency.likely import ways as ways_to_meet
from answerable.web.agency.looking import Looked, case_page, navigation
from answerable.web.agency.on_page import tables_of
from answerable.web.agency.recording import begun
from answerable.web.agency.rooms import PAGE_OF, Page
from answerable.web.agency.safe_contact import ways, without_ways
from answerable.web.agency.tables import Link, none_of
from answerable.web.forms.telling import waiting
from answerable.web.reach import Reach, pausing, reach
from answerable.worklist.asking import ENDINGS, InTheWay, in_the_way, working
from answerable.worklist.case_view import Owed
from answerable.worklist.left_over import NOT_RECEIVED
from answerable.worklist.ranking import span

WRITES_LETTERS = ("police", "cps", "witness_care")
# The duties to ask whether the agreed way is still safe, and to agree another.
CHECK, ANOTHER_WAY = "contact.check", "contact.another_way"
UNSAFE = "What was agreed before may not be safe. Use no way until one is agreed."
TELL_AGAIN = (
    "What the victim was told came of the case was put right since, and is otherwise. It is gone "
    "from their own pages until a person tells them again, and records that."
)
SHORT = 12  # lines of the short story on the first page


@case_page
def case(request: HttpRequest, looked: Looked) -> HttpResponse:
    """How to reach the victim safely, what is next and whose move, what stands in the way, and the
    short story."""
    found = frame(looked, PAGE_OF["case"])
    found |= {
        "endings": _endings(looked),
        "owed": [_owed(one, looked) for one in looked.view.owed],
        "passed": [_owed(one, looked) for one in looked.view.passed],
        "breached": [_owed(one, looked) for one in looked.view.breached],
        "signals": _signals(looked),
        "lines": looked.short_story(SHORT),
        "entries_in_all": len(looked.recorded),
    }
    return render(request, "case/case.html", found)


@case_page
def room(request: HttpRequest, looked: Looked, page: str) -> HttpResponse:
    """One chapter of the case: what is owed in it, what it holds, and what may be recorded."""
    declared = PAGE_OF.get(page)
    if declared is None or declared.address != "room":
        return errors.not_found(request)
    if looked.standing.agency not in declared.agencies:
        return errors.not_found(request)
    found = frame(looked, declared)
    owed = [one for one in looked.view.owed if _room(one) in declared.rooms]
    found |= {
        "owed": [_owed(one, looked) for one in owed],
        "endings": _endings(looked) if page == "decision" else [],
        "lines": looked.lines(*declared.rooms),
        **_holds(page, looked),
        "tells_no_news": page == "contact" and may_tell(looked),
        "for_her": page == "contact" and may_work(looked.standing),
        "gives_codes": page == "contact" and may_let_in(looked.standing),
    }
    return render(request, "case/room.html", found)


@case_page
def people(request: HttpRequest, looked: Looked) -> HttpResponse:
    """Who is on the case and how to reach them directly; needs; suspects, each apart."""
    declared = PAGE_OF["people"]
    found = frame(looked, declared)
    now = [one for one in looked.parts if one.now(looked.at)]
    now.sort(key=lambda one: list(words.PARTS).index(one.part))
    with transaction.atomic(savepoint=False):
        ids = {one.somebody.id for one in now if one.somebody}
        trained = qualifications(ids, local_day(looked.at))
    held = {AGENCY_OF[one.part] for one in now if one.how == "given"}
    theirs = on_the_case.with_agencies(looked)
    found |= {
        "with_agencies": theirs,
        "nobodys": {one.kind for one in theirs} - held,
        "gives_parts": on_the_case.gives_parts(looked),
        "gives_lead": on_the_case.gives_lead(looked),
        "ends_parts": off_the_case.parts_to_end(looked),
        "takes_back": off_the_case.agencies_to_take_back(looked),
        "waiting": off_the_case.waiting(looked),
        "on_the_case": now,
        "trained": trained,
        "who": who.lines(looked),
        "erases_people": may_erase_somebody(looked.standing),
        "may_name_suspects": may_see_person(looked.standing, "suspect"),
        "owed": [_owed(one, looked) for one in looked.view.owed if _room(one) == "report"],
        "lines": looked.lines("report"),
        **_holds("people", looked),
    }
    return render(request, "case/people.html", found)


@case_page
def deadline(request: HttpRequest, looked: Looked, duty: str) -> HttpResponse:
    """How a deadline came about: from which event, by which clock, which days were skipped."""
    subject = request.GET.get("subject", "")
    found = working(looked.case_id, duty, subject, looked.at, by=looked.person)
    if not found:
        return errors.not_found(request)
    said = frame(looked, PAGE_OF["case"], title="How a deadline came about", in_full=False)
    said |= {"duty": DUTY_OF[duty], "what": found[0]["what"], "found": found, "subject": subject}
    return render(request, "case/deadline.html", said)


def _holds(page: str, looked: Looked) -> dict[str, Any]:
    """The tables of a page, what has nothing to say yet, and what may be recorded from it."""
    found = tables_of(page, looked)
    empty: dict[str, list[str]] = {}
    for one in found:
        if not one.rows:
            empty.setdefault(one.empty, []).append(one.caption)
    return {
        "tables": [one for one in found if one.rows],
        "empty": list(empty.items()),
        "to_record": to_record(looked, PAGE_OF[page]),
    }


def frame(
    looked: Looked, page: Page, title: str = "", *, in_full: bool | None = None
) -> dict[str, Any]:
    """What every page of a case shows first: in full on the case's own, in short on the others."""
    how = _reach(looked)
    full = page.name == "case" if in_full is None else in_full
    return {
        "title": title or page.title,
        "page": page,
        "case": looked,
        "view": looked.view,
        "words": words,
        "called": who.called(vault.victim_of(looked.persons)),
        "in_full": full,
        "begun": begun(looked) if full else [],
        "reach": how,
        "ask_safe": next((one.when for one in looked.view.owed if one.duty == CHECK), ""),
        "none_agreed": none_of("contact.agreed", looked, "Nothing has been agreed yet"),
        "pausing": pausing(looked),
        "told_later": waiting(looked, looked.told_before, looked.recorded),
        "tell_again": TELL_AGAIN if to_tell_again(looked.recorded, looked.at) else "",
        "interpreter": "" if how.language else victim_tables.interpreter(looked),
        "ways": ways(looked.contacts, how.stop, looked.at),
        "somebody_new": taken_over.not_told(looked),
        "next_hearing": court_tables.next_hearing(looked),
        "safe_words": looked.safe_words,
        "without_ways": without_ways(looked.standing),
        "may_work": may_work(looked.standing),
        "writes_letters": may_work(looked.standing) and looked.standing.agency in WRITES_LETTERS,
        "moved_by": looked.names(looked.view.moved_by),
        "next_ways": _next_ways(looked),
        "navigation_of_case": navigation(looked, page.name),
    }


def _reach(looked: Looked) -> Reach:
    """How the victim wants to be reached. Where another way is owed for something that this person
    does not see, as what an adviser heard in confidence, the old one is not to be used either."""
    how = reach(looked)
    owed = any(one.duty == ANOTHER_WAY for one in looked.view.owed)
    return how._replace(stop=UNSAFE) if owed and not how.stop else how


def _endings(looked: Looked) -> list[dict[str, Any]]:
    """What stands in the way of each way in which the case may end, before anybody tries."""
    endings = ENDINGS.get(looked.standing.agency, ())
    missing = in_the_way(looked.case_id, endings, looked.at, by=looked.person, is_seen=True) or []
    return [
        {"words": ending.words, "event": ending.event, "missing": [
            {"said": one, "way": _way(looked, ending.event, one)} for one in found
        ]}
        for ending, found in zip(endings, missing, strict=False)
    ]  # fmt: skip


def _way(looked: Looked, event: str, one: InTheWay) -> Link | None:
    may = may_work(looked.standing)
    return way_to_put_right(looked, event, one.requirement, one.missing) if may else None


def _signals(looked: Looked) -> list[dict[str, Any]]:
    """The signals that are up, each said once, with what it is about where there are several."""
    found: dict[str, dict[str, Any]] = {}
    for one in looked.view.signals:
        if one.status == "raised":
            said = found.setdefault(one.signal, {"what": one.what, "put_right": one.put_right})
            about = "" if one.signal == NOT_RECEIVED else _about(one.subject, looked)
            said.setdefault("about", []).append(about)
    return list(found.values())


def _about(subject: str, looked: Looked) -> str:
    """A duty by what it asks for; anything else as the pages of the case call it."""
    return DUTY_OF[subject].what.rstrip(".") if subject in DUTY_OF else looked.about(subject)


def _next_ways(looked: Looked) -> list[Link]:
    """The forms for the next move, where it is one that this person's agency owes."""
    first = next(iter(looked.view.owed), None)
    return ways_to_meet(first, looked) if first and first.what == looked.view.next_move else []


def _room(owed: Owed) -> str:
    return owed.duty.partition(".")[0]


def _owed(one: Owed, looked: Looked) -> dict[str, Any]:
    return {
        "row": one, "about": looked.about(one.subject, DUTY_OF[one.duty].per),
        "who": looked.names(one.held_by), "part": words.parts(one.parts),
        "late": span(one.days_late) if one.closed_at and one.days_late else "",
        "ways": [] if one.closed_at else ways_to_meet(one, looked),
    }  # fmt: skip
