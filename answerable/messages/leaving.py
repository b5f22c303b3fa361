"""What leaves for a victim by itself as their case stands now: by which way, in which words.

Asked of the same gate and of the same record as every message is, so that what is said to the
victim about it and what the gate does cannot differ. What comes of it is all that is given out.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from answerable.events.corrections import in_force
from answerable.messages.gate import leaves_by
from answerable.messages.wording import chosen_words
from answerable.people import vault
from answerable.people.acting import WORKER, acting_for
from answerable.record import reading


class Now(NamedTuple):
    """By text or e-mail, or empty where nothing leaves; the words that were chosen, and the
    language that was agreed: empty where none was."""

    by: str
    wording: str
    language: str


def leaving_now(case_id: UUID, at: datetime) -> Now:
    """Of one case, whoever asks. In a transaction."""
    with acting_for(WORKER):
        case = in_force(reading.entries(case_id), at)
        known = vault.known(case_id)
    agreed = [one for one in case if one.event == "contact.agreed"]
    language = agreed[-1].data.get("language") if agreed else ""
    return Now(leaves_by(case, known, at), chosen_words(case), str(language or ""))
