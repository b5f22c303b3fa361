"""The vault: who the victim and the suspects of a case are, and where she may be reached.

The record knows them by pseudonymous ids alone. What is erased here is gone; that there was
somebody, and what was recorded of it, stays. What says who they are, or where, is sealed, each
field for its row: the database holds it and cannot read it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from answerable.people import models
from answerable.people.lasting import not_over
from answerable.people.parts import A_MOMENT
from answerable.people.same_way import plain, same
from answerable.sealing import Unsealable, marks, seal, unseal

DETAILS = ("name", "chosen_name", "pronoun", "own_word", "born_on", "address", "staff_id")
SEALED = ("name", "chosen_name", "pronoun", "own_word", "born_on", "address")


class Person(NamedTuple):
    """A victim or a suspect; what is None is not known, or was erased."""

    id: UUID
    case_id: UUID
    kind: str
    subject: str
    name: str | None
    chosen_name: str | None
    pronoun: str | None
    own_word: str | None
    born_on: date | None
    address: str | None
    staff_id: UUID | None
    erased_at: datetime | None


class Contact(NamedTuple):
    """A number or an address of the victim's: all of it but itself, which is opened by a click.

    `unsafe` is who put the same one down as not safe, and when, where this one is put down as safe.
    """

    id: UUID
    kind: str
    safe: bool
    shown_to: tuple[str, ...]
    agency: str
    checked_at: datetime
    waits_until: datetime | None = None
    confirmed_at: datetime | None = None
    unsafe: tuple[str, datetime] | None = None

    def waits(self, at: datetime) -> bool:
        """Whether it is a change that nothing may go by yet."""
        return _waits(self, at)

    def usable(self, at: datetime) -> bool:
        """Whether it may be gone by: safe, and by everybody's word, and no change that waits."""
        return self.safe and self.unsafe is None and not self.waits(at)


class Known(NamedTuple):
    """A number or an address with itself: for what leaves by it, and for nobody to look at."""

    id: UUID
    kind: str
    value: str
    safe: bool
    shown_to: tuple[str, ...]
    checked_at: datetime
    waits_until: datetime | None = None
    confirmed_at: datetime | None = None

    def usable(self, at: datetime) -> bool:
        """Whether it may be gone by: safe, and no change that waits."""
        return self.safe and not _waits(self, at)


def _waits(one: Contact | Known, at: datetime) -> bool:
    # Both, and not either: who changes a number by pretence has two days in which she may be asked.
    if one.waits_until is None:
        return False
    return at < one.waits_until or one.confirmed_at is None


def persons(case_ids: Collection[UUID]) -> dict[UUID, list[Person]]:
    """The victims and suspects of cases, as far as whoever asks may know of them."""
    found: dict[UUID, list[Person]] = {one: [] for one in case_ids}
    rows = models.Person.objects.filter(case_id__in=set(case_ids)).order_by("-kind", "recorded_at")
    for row in rows.values_list(*Person._fields):
        found[row[1]].append(_opened(Person(*row)))
    return found


def victim(case_id: UUID) -> Person | None:
    """Whom a case is about."""
    return victim_of(persons([case_id])[case_id])


def victim_of(found: Iterable[Person]) -> Person | None:
    """The victim among the persons of a case; one who was erased only where nobody was put down
    since."""
    victims = sorted((one for one in found if one.kind == "victim"), key=_is_erased)
    return victims[0] if victims else None


def _is_erased(one: Person) -> bool:
    return one.erased_at is not None


def suspects(case_id: UUID) -> list[Person]:
    """Who is suspected in a case, the first recorded first."""
    return [one for one in persons([case_id])[case_id] if one.kind == "suspect"]


def put(
    case_id: UUID, kind: str, *, by: UUID, at: datetime, subject: str = "", **details: Any
) -> Person:
    """Put somebody in the vault; a suspect whom the record does not name yet is called by id."""
    id_ = uuid4()
    called = subject or (str(id_) if kind == "suspect" else "")
    models.Person(
        id=id_, case_id=case_id, kind=kind, subject=called, recorded_by=by, recorded_at=at,
        **_sealed(id_, {name: details.get(name) for name in DETAILS}),
    ).save(force_insert=True)  # fmt: skip
    said = {name: details.get(name) for name in DETAILS}
    return Person(id_, case_id, kind, called, **said, erased_at=None)


def learn(case_id: UUID, person_id: UUID, **details: Any) -> bool:
    """Put down what is known now of somebody in the vault."""
    known = {name: value for name, value in details.items() if name in DETAILS}
    found = models.Person.objects.filter(id=person_id, case_id=case_id, erased_at=None)
    return bool(found.update(**_sealed(person_id, known)))


def erase(person_id: UUID, *, by: UUID, at: datetime, why: str) -> bool:
    """Erase who it was, for good."""
    nothing = dict.fromkeys(name for name in DETAILS if name != "staff_id")
    return bool(
        models.Person.objects.filter(id=person_id, erased_at=None).update(
            **nothing, erased_at=at, erased_by=by, erased_why=why
        )
    )


def keys_open_what_is_there() -> bool:
    """Whether the keys that were given open somebody of the vault, where there is anybody."""
    sealed = models.Person.objects.filter(name__isnull=False).values_list("name", "id")[:1]
    try:
        return all(unseal(held, "person", "name", id_) for held, id_ in sealed if held)
    except Unsealable:
        return False


def contacts(case_id: UUID, at: datetime) -> list[Contact]:
    """Where the victim may be reached now, as far as she lets whoever asks know."""
    rows = models.SafeContact.objects.filter(not_over(at), case_id=case_id, erased_at=None)
    fields = (*Contact._fields[:-1], "value")  # it is compared here, and goes no further
    found = [
        (Contact(*row)._replace(shown_to=tuple(row[3])), sealed)
        for *row, sealed in rows.order_by("-checked_at", "id").values_list(*fields)
    ]
    return [one._replace(unsafe=_said_unsafe(one, sealed, found)) for one, sealed in found]


def _said_unsafe(
    one: Contact, sealed: str | None, found: Sequence[tuple[Contact, str | None]]
) -> tuple[str, datetime] | None:
    """Who says of one that is put down as safe that it is not: agencies write the same number in
    their own ways."""
    against = [(other, kept) for other, kept in found if other.kind == one.kind and not other.safe]
    if not one.safe or not sealed or not against:
        return None
    value = unseal(sealed, "contact", one.id)
    return next(
        (
            (other.agency, other.checked_at) for other, kept in against
            if kept and same(one.kind, value, unseal(kept, "contact", other.id))
        ),
        None,
    )  # fmt: skip


def known(case_id: UUID) -> list[Known]:
    """The numbers and addresses of the victim that nobody has ended, safe or not."""
    rows = models.SafeContact.objects.filter(case_id=case_id, until=None, value__isnull=False)
    return [
        Known(*row)._replace(shown_to=tuple(row[4]), value=unseal(row[2], "contact", row[0]))
        for row in rows.values_list(*Known._fields)
    ]


def contact_value(case_id: UUID, contact_id: UUID) -> str | None:
    """The number or address itself."""
    found = models.SafeContact.objects.filter(id=contact_id, case_id=case_id)
    sealed = found.values_list("value", flat=True).first()
    return sealed and unseal(sealed, "contact", contact_id)


def put_contact(
    case_id: UUID,
    kind: str,
    value: str,
    *,
    safe: bool,
    shown_to: Collection[str],
    agency: str,
    by: UUID,
    at: datetime,
) -> UUID:
    """Put down where the victim may be reached, or must not be: its id."""
    id_ = uuid4()
    one = models.SafeContact(
        id=id_, case_id=case_id, kind=kind, value=seal(value, "contact", id_), safe=safe,
        marks=marks(plain(kind, value), "contact", case_id, kind),
        shown_to=sorted(shown_to), agency=agency, recorded_by=by, checked_at=at,
    )  # fmt: skip
    one.save(force_insert=True)
    return id_


def just_put(
    case_id: UUID, kind: str, value: str, *, safe: bool, shown_to: Collection[str], by: UUID,
    at: datetime,
) -> UUID | None:  # fmt: skip
    """The very same that this person put down a moment ago: a button that was pressed twice."""
    found = models.SafeContact.objects.filter(
        case_id=case_id, kind=kind, safe=safe, shown_to=sorted(shown_to), recorded_by=by,
        until=None, checked_at__gt=at - A_MOMENT,
        marks__overlap=marks(plain(kind, value), "contact", case_id, kind),
    )  # fmt: skip
    return found.values_list("id", flat=True).first()


def confirm_contact(case_id: UUID, contact_id: UUID, *, by: UUID, at: datetime) -> bool:
    """Say that a change was made sure of by voice: whether there was one to confirm."""
    found = models.SafeContact.objects.filter(
        id=contact_id, case_id=case_id, until=None, confirmed_at=None, waits_until__isnull=False
    )
    return bool(found.update(confirmed_at=at, confirmed_by=by))


def end_contact(case_id: UUID, contact_id: UUID, at: datetime) -> bool:
    """Say that she is not to be reached there any more."""
    found = models.SafeContact.objects.filter(id=contact_id, case_id=case_id, until=None)
    return bool(found.update(until=at))


def erase_contacts(case_id: UUID, *, by: UUID, at: datetime, why: str) -> int:
    """Erase every number and address of a case, for good: how many there were."""
    found = models.SafeContact.objects.filter(case_id=case_id, erased_at=None)
    return found.update(value=None, marks=[], until=at, erased_at=at, erased_by=by, erased_why=why)


def _sealed(person_id: UUID, details: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: seal(str(value), "person", name, person_id) if name in SEALED and value else value
        for name, value in details.items()
    }


def _opened(one: Person) -> Person:
    there = ((name, getattr(one, name)) for name in SEALED)
    opened: dict[str, Any] = {
        name: unseal(held, "person", name, one.id) for name, held in there if held
    }
    if "born_on" in opened:
        opened["born_on"] = date.fromisoformat(opened["born_on"])
    return one._replace(**opened)
