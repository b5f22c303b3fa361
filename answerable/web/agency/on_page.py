"""Which tables stand on which page of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from answerable.web.agency import bail_ledger, contact_tables, message_table, rights, tables
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
    "material": (tables.devices, tables.records),
    "plan": (tables.actions,),
    "decision": (tables.suspects,),
    "court": (tables.hearings,),
}


def tables_of(page: str, looked: Looked) -> list[Table]:
    """The tables of a page that have anything to show, in their order."""
    return [made for make in OF_PAGE.get(page, ()) if (made := make(looked))]
