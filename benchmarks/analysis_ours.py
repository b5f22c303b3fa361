"""What we make of a log, for the benchmark of measures: the same that is asked of its peers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from answerable.analysis.catalogue import MEASURES
from answerable.analysis.evaluate import Row, rows
from answerable.analysis.gathering import Funnel, Measured
from answerable.analysis.incidence import band
from answerable.analysis.tallies import Time
from answerable.analysis.view import View
from answerable.commands.measuring import through
from answerable.commands.reading_logs import Account
from answerable.synthetic.caseload import write_caseload

DATA = Path(__file__).parent / "data"
AS_OF = datetime(2025, 12, 31, tzinfo=UTC)


def caseload(cases: int) -> Path:
    """A caseload as `answerable synth` makes it, made once."""
    path = DATA / f"synth-{cases}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        write_caseload(path, cases, seed=1)
    return path


class Together:
    """Several questions asked at once."""

    def __init__(self, questions: tuple[Callable[[Any], Any], ...]) -> None:
        self.questions = questions

    def __call__(self, log: Any) -> list[Any]:
        """The answers to all of them."""
        return [question(log) for question in self.questions]


class Ours(NamedTuple):
    """The figures; the curves with their bands, by the measure; and the funnel of each cohort and
    of each period."""

    figures: list[Row]
    curves: dict[str, tuple[Any, tuple[Any, Any]]]
    cohorts: list[Any]
    periods: list[Any]


def whole(path: Path, account: Account, *by: str, as_of: datetime = AS_OF) -> Ours:
    """All measures, `by` some dimensions, the funnel and the curves with their bands, over the
    processes that the command uses."""
    measured, funnel = Measured(tuple(measure.id for measure in MEASURES), by), Funnel()
    answers = list(through(path, Together((measured, funnel)), View(as_of), account))
    found = list(measured.gathered(answer[0] for answer in answers))
    cohorts, periods = funnel.gathered(answer[1] for answer in answers)
    figures = list(rows(found))
    times = [(measure.id, one) for measure, _, one in found if isinstance(one, Time)]
    # Measures that differ in the day asked about share a curve, whose band is worked out once.
    bands = {id(one.curve): band(one.curve) for _, one in times}
    curves = {name: (one.curve, bands[id(one.curve)]) for name, one in times}
    return Ours(figures, curves, cohorts, periods)
