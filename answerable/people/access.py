"""Who may do what: pure answers, which row-level security gives a second time by itself."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from answerable.events.model import EventType


def may_record(type_: EventType, agency: str, acts_for: AbstractSet[str]) -> bool:
    """Whether somebody who acts for these agencies in the case may record this on behalf of one."""
    return agency in type_.by and agency in acts_for
