"""Which tables stand on which page of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from answerable.web.agency import (
    bail_ledger,
    contact_differences,
    contact_tables,
    court_tables,
    decision_tables,
    investigation_tables,
    material_tables,
    message_table,
    plan_tables,
    promises,
    rights,
    support_tables,
    suspects,
    tables,
    unanswered_table,
    victim_tables,
)
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import Table

Make = Callable[[Looked], Table | list[Table] | None]
OF_PAGE: Mapping[str, Sequence[Make]] = {
    "people": (
        suspects.suspects,
        victim_tables.needs,
        victim_tables.adjustments,
        victim_tables.characteristics,
    ),
    "contact": (
        unanswered_table.waiting,
        promises.promises,
        contact_differences.differences,
        contact_tables.by_agency,
        message_table.messages,
        rights.rights,
    ),
    "investigation": (
        tables.lines_of_enquiry,
        investigation_tables.accounts,
        investigation_tables.appointments,
        investigation_tables.differences,
        investigation_tables.supervision,
        suspects.suspects,
        bail_ledger.bail,
    ),
    "material": (material_tables.away, material_tables.devices, material_tables.records),
    "plan": (
        plan_tables.actions,
        plan_tables.contacts,
        plan_tables.how_it_stands,
        plan_tables.conversations,
        plan_tables.disagreements,
    ),
    "decision": (
        suspects.suspects,
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
    "support": (support_tables.taken_up, support_tables.sharing),
}


def tables_of(page: str, looked: Looked) -> list[Table]:
    """The tables of a page, in their order; one that has nothing to say is left out."""
    found = [made for make in OF_PAGE.get(page, ()) if (made := make(looked))]
    return [one for made in found for one in (made if isinstance(made, list) else [made])]
