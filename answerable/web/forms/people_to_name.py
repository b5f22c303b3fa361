"""Members of staff whom a form may name: nobody types an id."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from answerable.events.codes import FORCES
from answerable.people.reading import Somebody, of_agency, parts_in, somebody, staff
from answerable.people.roles import PARTS_OF
from answerable.web import story, words
from answerable.web.forms.fields import Choices
from answerable.web.forms.opened import Opened

MAY_HAVE_A_CASE = [role for role, parts in PARTS_OF.items() if parts]


def on_the_case(opened: Opened) -> Choices:
    """Who is on the case or was named in it, then who else of one's agency may have a case."""
    now = [one.somebody for one in parts_in(opened.case_id) if one.now(opened.at)]
    named = staff(story.staff_of(opened.recorded)).values()
    return _choices([*now, *named, *_colleagues(opened, MAY_HAVE_A_CASE)])


def who_may_have(part: str) -> Callable[[Opened], Choices]:
    """Colleagues to whom a part may be given."""
    roles = [role for role, parts in PARTS_OF.items() if part in parts]
    return lambda opened: _choices(_colleagues(opened, roles))


def colleagues(opened: Opened) -> Choices:
    """Who is of one's agency and may have a case."""
    return _choices(_colleagues(opened, MAY_HAVE_A_CASE))


def own_force(opened: Opened) -> str:
    """The code of the police force for which somebody works; empty for anybody else."""
    me = somebody(opened.person)
    return me.agency if me and me.agency in FORCES else ""


def _colleagues(opened: Opened, roles: Collection[str]) -> list[Somebody]:
    me = somebody(opened.person)
    return of_agency(me.agency, opened.at, roles) if me else []


def _choices(people: Iterable[Somebody | None]) -> Choices:
    """Each once, in the order given."""
    found = {
        str(one.id): f"{one.name}, {words.as_role(one.role)}, {one.agency_name}"
        for one in people
        if one is not None
    }
    return [*found.items()]
