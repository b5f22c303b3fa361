"""The fixed set of figures of a report, released together: nothing else is ever asked of a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answerable.analysis import attrition
from answerable.analysis import signal_measures as signals
from answerable.analysis.answers import ENDED_SO
from answerable.analysis.audit.audit import audit
from answerable.analysis.audit.cells import Cell
from answerable.analysis.audit.guarding import Table, guard, tables
from answerable.analysis.audit.periods import cells_of_periods
from answerable.analysis.catalogue import BY_NAME, MEASURE_OF, MEASURES
from answerable.analysis.dimensions import DIMENSIONS, NOT_RECORDED
from answerable.analysis.disclosure import ALL_SHOWN, COUNTS, ROUNDED_TO, Released, shown
from answerable.analysis.duty_measures import BECAME
from answerable.analysis.evaluate import Group, Row
from answerable.analysis.holding import MEASURES as HELD
from answerable.analysis.incidence import naive
from answerable.analysis.log import Log
from answerable.analysis.measure import Measure
from answerable.analysis.models.missing import Bounds, bounds
from answerable.analysis.reporting import extra_measures as extra
from answerable.analysis.reporting.asked_before import remembered_again
from answerable.analysis.reporting.left_out import table_left_out
from answerable.analysis.reporting.left_out import why as reason
from answerable.analysis.reporting.modelling import Model, models
from answerable.analysis.tallies import Time, tally
from answerable.events.times import show_instant

# Asked of every force: enough to see where it stands, and no more.
OF_FORCES = tuple(
    MEASURE_OF[id_]
    for id_ in (
        "cases.recorded", "funnel.referred", "funnel.charged", "funnel.open", "outcome.16",
        "withdrawal.share", "time.report_to_police_nfa", "time.report_to_referral",
        "characteristics.race", "characteristics.disability", "safeguarding.made",
        "supervision.within_7_days", "contact.agreed", "decision.told", "device.requested",
        "duty.kept",
    )
)  # fmt: skip
# Of what few parts make up, one is not asked: with all of them and the whole, each could be worked
# out beyond its rounding.
LEFT_TO_READ = tuple(
    MEASURE_OF[id_]
    for id_ in ("delayed.not", "plans.1", "device.only_mentioned", "device.agreed_otherwise")
)
# Where tables cannot all stand beside each other, a later one gives way: of duties, law and our
# defaults apart come before all of them together.
KEPT = MEASURE_OF["duty.kept"]
OF_DUTY = ("duty", "room", "basis")  # a duty is of one room and rests on one of the three
ASKED: tuple[tuple[tuple[Measure, ...], tuple[str, ...]], ...] = (
    ((KEPT,), ("basis",)),
    (tuple(one for one in MEASURES if one is not KEPT), ()),
    ((*extra.ENDING, extra.OPEN_AGE, *extra.AGE, *extra.WHERE, *extra.STAGE, *extra.REASON,
      *extra.COULD_HELP, extra.CAME_BACK, extra.by_day(90), extra.by_day(180)), ()),
    (OF_FORCES, ("force",)),
    (tuple(MEASURE_OF[f"funnel.{stage}"] for stage in ("referred", "charged", "convicted", "open")),
     ("quarter",)),
    ((MEASURE_OF["cases.recorded"], *extra.ENDING, MEASURE_OF["withdrawal.share"]), ("quarter",)),
    ((MEASURE_OF["time.report_to_police_nfa"],), ("team",)),
    ((KEPT, *BECAME), ("room",)),
    ((KEPT, *BECAME), OF_DUTY),
    ((KEPT, *BECAME), ()),
    (tuple(one for one in BY_NAME if one not in (*BECAME, *LEFT_TO_READ)), ()),
    (HELD, ("force",)),
    (extra.AGE, ("force",)),
    (signals.ROOMS, ("force",)),
    (signals.ROOMS, ("quarter",)),
    ((KEPT,), ("quarter",)),
    (BECAME, ("force",)),
    (BECAME, ("quarter",)),
    ((MEASURE_OF["cases.recorded"],), ("relationship",)),
    ((MEASURE_OF["cases.recorded"],), ("sex",)),
    ((MEASURE_OF["cases.recorded"],), ("race",)),
    ((MEASURE_OF["actionplan.over_three_actions"],), ("cps_area",)),
)  # fmt: skip
BOUNDED = 28  # days after the report: what was known by then of somebody's ethnicity
Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Figures:
    """What may leave the house of one log, by measure and group."""

    rows: Mapping[Key, Row]
    happened: Mapping[str, Mapping[str, int | None]]  # in each period, how many reached a stage
    naive: Mapping[int, float | None]  # the withdrawal that ignores the other endings, by day
    cells: Sequence[Cell]
    refused: Sequence[str]
    models: Sequence[Model] = ()
    bounds: Sequence[Bounds] = ()  # of ethnicity, for all that is missing of it

    def row(self, measure: str, **group: str) -> Row | None:
        """A figure; None where it was not asked or is not shown."""
        return self.rows.get((measure, tuple(sorted(group.items()))))

    def groups(self, measure: str, by: str) -> list[str]:
        """The values of a dimension of which there are rows, in order; totals are none."""
        found = {
            dict(group)[by] for id_, group in self.rows if id_ == measure and by in dict(group)
        }
        return sorted(found - {ALL_SHOWN}, key=lambda value: (value == NOT_RECORDED, value))


def gather(log: Log, earlier: Sequence[Cell]) -> Figures:
    """The figures, each as it may stand beside the others and beside all that was released."""
    as_of = show_instant(log.as_of)
    earlier = remembered_again(log, earlier)
    wanted: list[Table] = []
    for measures, by in ASKED:
        wanted += tables(log, measures, by)
    wanted = never_owed(log, wanted)
    kept = guard(wanted, as_of, earlier)
    periods = attrition.by_period(log, attrition.year_to_march)
    of_periods = cells_of_periods(periods, as_of)
    lost = audit(of_periods, earlier)
    happened = (
        {}
        if lost
        else {
            one.period: {name: shown(count) for name, count in one.happened.items()}
            for one in periods
        }
    )
    cells = [cell for table in kept for cell in table.cells(as_of)]
    rows = {_key(one.row): one.row for table in kept for one in table.rows}
    why = models(log, as_of, earlier)
    return Figures(
        rows, happened, _naive(log, rows), [*cells, *([] if lost else of_periods), *why.cells],
        [*(table_left_out(table) for table in kept if table.refused),
         *([f"What happened in each year: {reason(lost, 1)}"] if lost else []), *why.refused],
        why.shown,
        [one for of in ("withdrawal", "nfa") if (one := bounds(log, of, BOUNDED)).may_be_shown],
    )  # fmt: skip


def never_owed(log: Log, found: Sequence[Table]) -> list[Table]:
    """The tables, those of single duties with a row of nought for each that nobody owed: a reader
    is told of it what is told of one that few owed, so the audit has to keep it as well."""
    true = dict.fromkeys((*COUNTS, "rest"), 0)
    groups = {
        one.id: dict(zip(OF_DUTY, (one.id, one.room, one.figure), strict=True))
        for one in log.duties
    }
    for table in found:
        if table.by == OF_DUTY:
            there = {one.row.group["duty"] for one in table.rows}
            table.rows += [
                Released(_nothing(table.measure, of), (*COUNTS, "value"), true)
                for duty, of in groups.items()
                if duty not in there
            ]
    return list(found)


def _nothing(measure: Measure, group: Group) -> Row:
    return Row(measure.id, group, None, None, None, measure.unit, None, None, None, None, None)


def _key(row: Row) -> Key:
    return row.measure, tuple(sorted(row.group.items()))


def _naive(log: Log, rows: Mapping[Key, Row]) -> Mapping[int, float | None]:
    """The share that a Kaplan-Meier curve says had left by a day, as if nothing else ended a
    case; in the steps of the count that it stands for."""
    left = tally(MEASURE_OF["withdrawal.incidence_7"].ask(log))
    if not isinstance(left, Time):
        raise TypeError("an incidence is a time")
    found: dict[int, float | None] = {}
    for day in extra.DAYS:
        row = rows.get((f"withdrawal.incidence_{day}", ()))
        value = naive(left.waited, left.how == ENDED_SO, day).value
        if row is None or row.value is None or not row.denominator or value is None:
            found[day] = None
            continue
        step = ROUNDED_TO / row.denominator
        found[day] = step * round(value / step)
    return found


def forces_of(log: Log) -> list[str]:
    """The forces in a log, in order."""
    return sorted(set(DIMENSIONS["force"](log).tolist()) - {NOT_RECORDED})
