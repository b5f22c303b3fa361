"""Which tables stand on which page of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from answerable.web.agency import (
    bail_ledger,
    contact_tables,
    court_tables,
    decision_tables,
    material_tables,
    message_table,
    plan_tables,
    rights,
    tables,
)
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Table

Make = Callable[[Looked], Table | None]
OF_PAGE: Mapping[str, Sequence[Make]] = {
    "people": (tables.suspects,),
    "contact": (
        contact_tables.differences,
        contact_tables.by_agency,
        message_table.messages,
        rights.rights,
    ),
    "investigation": (tables.lines_of_enquiry, tables.suspects, bail_ledger.bail),
    "material": (material_tables.away, material_tables.devices, material_tables.records),
    "plan": (
        plan_tables.contacts,
        plan_tables.how_it_stands,
        plan_tables.actions,
        plan_tables.conversations,
        plan_tables.disagreements,
    ),
    "decision": (
        tables.suspects,
        decision_tables.telling,
        decision_tables.letters,
        decision_tables.support,
        decision_tables.right_to_review,
        decision_tables.reviews,
    ),
    "court": (
        court_tables.hearings,
        court_tables.measures,
        court_tables.offered,
        court_tables.contacts,
    ),
}


def tables_of(page: str, looked: Looked) -> list[Table]:
    """The tables of a page, in their order; one that has nothing to say is left out."""
    return [made for make in OF_PAGE.get(page, ()) if (made := make(looked))]
