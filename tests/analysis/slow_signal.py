"""Cases with a signal, counted from what the rules raise in each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from answerable.rules.case import Case
from answerable.rules.catalogue import DUTIES
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.signals import SignalRow, raise_signals
from tests.analysis.slow import Item, Plain, said

HEARD = (
    "contact.made", "contact.agreed", "decision.made", "decision.told", "withdrawal.stated",
    "withdrawal.confirmed", "position.stated", "support.answered", "support.started",
    "investigation.allocated", "supervision.reviewed", "suspect.identified", "bail.ended",
    "device.taken", "device.downloaded", "actionplan.sent", "case.waiting_on_police",
    "hearing.moved", "needs.assessed", "crime.classified_n100", "crime.recorded",
)  # fmt: skip
ROOM_OF = {signal.id: signal.room for signal in SIGNALS}


def rows(c: Plain) -> list[SignalRow]:
    """What a case raises, worked out once."""
    if not hasattr(c, "signals"):
        events = with_derived(c.entries)
        case = Case(events, c.as_of, obligations(events, DUTIES, c.as_of))
        c.signals = raise_signals(case, SIGNALS)
    found: list[SignalRow] = c.signals
    return found


def some(which: Callable[[SignalRow], bool], c: Plain) -> list[Item]:
    return [said(any(which(row) for row in rows(c)))] if c.counted else []


def after_silence(c: Plain) -> list[Item]:
    if not c.counted or not c.all("withdrawal.stated"):
        return []
    return some(lambda row: row.signal == "withdrawal_after_silence", c)


def _is(id_: str, status: tuple[str, ...], row: SignalRow) -> bool:
    return row.signal == id_ and row.status in status


def _in(room: str, row: SignalRow) -> bool:
    return ROOM_OF[row.signal] == room


FOUND: dict[str, Callable[[Plain], list[Item]]] = {
    "signal.any": partial(some, lambda row: True),
    **{f"signal.room.{room}": partial(some, partial(_in, room)) for room in ROOM_OF.values()},
    **{f"signal.{id_}": partial(some, partial(_is, id_, ("raised", "cleared"))) for id_ in ROOM_OF},
    **{
        f"standing.{signal.id}": partial(some, partial(_is, signal.id, ("raised",)))
        for signal in SIGNALS
        if signal.kind == "state"
    },
    "withdrawal.after_silence": after_silence,
}
