"""Who has to tell the victim again what was put right since they were told, and is otherwise.

No clock of the catalogue runs for it: a correction is read in the place of what it corrects, and
the duty to tell that, once met, stays met. So it stands on the lists of whoever has to tell them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from answerable.events.corrections import in_force
from answerable.events.entry import Entry
from answerable.rules.case import Case, matches
from answerable.rules.held import TOLD_TO_BOTH
from answerable.rules.obligation import LAST
from answerable.rules.put_right import otherwise
from answerable.rules.stance import wants_no_contact
from answerable.rules.told import to_tell_again

# Of what a court decided, witness care tells; of a decision, whoever made it.
OF_COURT = "court.outcome; sentence.passed"


class Again(NamedTuple):
    """The agencies that have to tell the victim again, and since when; none: since never."""

    by: tuple[str, ...]
    since: datetime | None


def to_tell_again_by(entries: Sequence[Entry]) -> Again:
    """Who has to tell the victim again, of the entries of one case; nobody where they want no
    contact."""
    since = {seq: at for seq, (at, _) in otherwise(entries, LAST).items()}
    if not since or wants_no_contact(Case(in_force(entries, LAST), LAST)):
        return Again((), None)
    found = [
        one for one in to_tell_again(entries, LAST)
        if one.seq in since and matches(TOLD_TO_BOTH, one)
    ]  # fmt: skip
    by = {_who_tells(one) for one in found}
    return Again(tuple(sorted(by)), min((since[one.seq] for one in found), default=None))


def _who_tells(entry: Entry) -> str:
    return "witness_care" if matches(OF_COURT, entry) else str(entry.data.get("by", entry.agency))
