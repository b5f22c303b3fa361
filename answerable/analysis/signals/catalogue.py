"""Every signal in columns, by its name, and what each comes to in a log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from answerable.analysis.log import Log, once
from answerable.analysis.signals import investigation, material, prosecution, victim
from answerable.analysis.signals.raised import Raised

IN_COLUMNS: Mapping[str, Callable[[Log], Raised]] = MappingProxyType(
    {
        ask.__name__: ask
        for ask in (
            victim.never_spoken_to, victim.quick_close_complex, victim.no_support_worker,
            victim.victim_chases, victim.told_by_text, victim.message_not_received,
            victim.withdrawal_inferred, victim.withdrawal_after_silence, victim.stage_mismatch,
            investigation.untrained_lead, investigation.drift_no_direction,
            investigation.suspect_not_spoken_to, investigation.bail_unreviewed,
            investigation.delay_unexplained, investigation.jury_prediction,
            investigation.late_move, material.phone_unread, material.phone_again,
            material.asked_again, material.taken_without_agreement,
            material.extracted_without_agreement, material.victim_more_than_suspect,
            prosecution.silent_waiting, prosecution.ping_pong, prosecution.admin_loop,
        )
    }
)  # fmt: skip


def _found(signal: str, log: Log) -> Raised:
    return IN_COLUMNS[signal](log).each_once()


_ONCE = {signal: once(partial(_found, signal)) for signal in IN_COLUMNS}


def raised_in(log: Log, signal: str) -> Raised:
    """The rows of a signal in a log, one a case and subject, worked out once."""
    return _ONCE[signal](log)
