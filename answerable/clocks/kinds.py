"""The kinds of clock, each written as it reads: `WorkingDays(5)`, `Until(on) else Hours(24)`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Count:
    n: int

    def __str__(self) -> str:
        return f"{type(self).__name__}({self.n})"


@dataclass(frozen=True, slots=True)
class Hours(_Count):
    """Exactly n hours later, as time passes: a change of the clocks does not shorten it."""


@dataclass(frozen=True, slots=True)
class Days(_Count):
    """The end of the day that is n days after the day of the start."""


@dataclass(frozen=True, slots=True)
class WorkingDays(_Count):
    """The end of the n-th working day after the day of the start; ValueError below 1."""

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"there is no working day number {self.n} after a day")


@dataclass(frozen=True, slots=True)
class Months(_Count):
    """The end of the same day of the month n months later, or of a shorter month's last day."""


@dataclass(frozen=True, slots=True)
class MonthsBeginning(_Count):
    """The end of a period of n months whose first day is the day after the start."""


@dataclass(frozen=True, slots=True)
class Until:
    """The end of the day that the starting event's own field gives."""

    field: str

    def __str__(self) -> str:
        return f"Until({self.field})"


@dataclass(frozen=True, slots=True)
class Before:
    """The end of the day that lies n days before the one in the starting event's own field."""

    field: str
    n: int

    def __str__(self) -> str:
        return f"Before({self.field}, {self.n})"


@dataclass(frozen=True, slots=True)
class Every:
    """As Days, with the number of days that the starting event's own field gives."""

    field: str

    def __str__(self) -> str:
        return f"Every({self.field})"


FieldClock = Until | Before | Every
Plain = Hours | Days | WorkingDays | Months | MonthsBeginning | FieldClock


@dataclass(frozen=True, slots=True)
class Else:
    """The first clock, or the second where the first one's field is not recorded."""

    first: FieldClock
    second: Clock

    def __str__(self) -> str:
        return f"{self.first} else {self.second}"


Clock = Plain | Else
