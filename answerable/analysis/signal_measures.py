"""In how many cases each signal was raised, of each room and of any, and still stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import numpy as np

from answerable.analysis.answers import Answers, share
from answerable.analysis.cases import counted
from answerable.analysis.log import Log, Mask
from answerable.analysis.measure import Measure
from answerable.analysis.signals.catalogue import raised_in
from answerable.rules.model import Signal
from answerable.rules.signal_catalogue import SIGNALS

STATED = "withdrawal.stated"
SILENCE = "withdrawal_after_silence"


def of_rooms() -> Mapping[str, tuple[Signal, ...]]:
    """The signals of each room, in the order of the rooms."""
    rooms = dict.fromkeys(signal.room for signal in SIGNALS)
    return {room: tuple(one for one in SIGNALS if one.room == room) for room in rooms}


def _cases(log: Log, signals: Iterable[str], *, standing: bool = False) -> Mask:
    """The cases in which any of the signals was raised; or stands, where it was not cleared."""
    found = np.zeros(log.cases, np.bool_)
    for signal in signals:
        rows = raised_in(log, signal)
        found[rows.case[~rows.cleared] if standing else rows.case] = True
    return found


def _raised(signals: tuple[str, ...], log: Log) -> Answers:
    return share(counted(log), _cases(log, signals))


def _standing(signals: tuple[str, ...], log: Log) -> Answers:
    return share(counted(log), _cases(log, signals, standing=True))


def _after_silence(log: Log) -> Answers:
    return share(counted(log) & log.has(STATED), _cases(log, (SILENCE,)))


def _of(id_: str, title: str, which: str, signals: tuple[Signal, ...]) -> Measure:
    return Measure(
        id=id_, title=title, base="cases", unit="share",
        ask=partial(_raised, tuple(one.id for one in signals)),
        definition=f"Share of cases in which {which} was raised, whether or not cleared since.",
        sources=signals[0].sources if len(signals) == 1 else (),
    )  # fmt: skip


def _one(signal: Signal) -> Measure:
    return _of(f"signal.{signal.id}", signal.what, "it", (signal,))


def _still(signal: Signal) -> Measure:
    return Measure(
        id=f"standing.{signal.id}", title=signal.what, base="cases", unit="share",
        ask=partial(_standing, (signal.id,)), sources=signal.sources,
        definition="Share of cases in which it was raised and has not been cleared.",
    )  # fmt: skip


ANY = _of("signal.any", "Any signal", "any signal", SIGNALS)
ROOMS = tuple(
    _of(f"signal.room.{room}", room.capitalize(), "any signal of the room", signals)
    for room, signals in of_rooms().items()
)
EACH = tuple(_one(signal) for signal in SIGNALS)
STANDING = tuple(_still(signal) for signal in SIGNALS if signal.kind == "state")
AFTER_SILENCE = Measure(
    id="withdrawal.after_silence", title="Withdrawals after contact that was due did not come",
    base="cases in which a withdrawal was stated", unit="share", ask=_after_silence,
    definition=(
        "Share in which contact that was agreed fell due in the fourteen days before a withdrawal "
        "and was late, missed or is overdue."
    ),
    starts=STATED,
    sources=next(signal.sources for signal in SIGNALS if signal.id == SILENCE),
)  # fmt: skip
MEASURES = (ANY, *ROOMS, *EACH, *STANDING, AFTER_SILENCE)
# Two measures that count the same cases, by the one whose name an audit goes by.
SAME = {
    f"signal.room.{room}": f"signal.{signals[0].id}"
    for room, signals in of_rooms().items()
    if len(signals) == 1
} | {AFTER_SILENCE.id: f"signal.{SILENCE}", "signal.ping_pong": "plans.3"}
