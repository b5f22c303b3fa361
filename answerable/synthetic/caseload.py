"""A made-up caseload, written in parts: the same seed and setting, the same cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from answerable.events.codecs.parquet_log import SCHEMA
from answerable.synthetic.blocks import DAY, SUBJECTS, Blocks, Ints
from answerable.synthetic.cases import Cases
from answerable.synthetic.files import as_csv, as_parquet
from answerable.synthetic.forces import Forces, forces
from answerable.synthetic.model import draw
from answerable.synthetic.parameters import Parameters, parameters
from answerable.synthetic.rooms import ROOMS

# Cases that are drawn together. Each block has dice of its own and is drawn whole, so a case is
# the same in a small caseload and a large one, however the file is cut into parts.
BLOCK = 2_000
GROUP = 1_000_000  # rows of a part
MADE_UP = "made up: no person, case or force in it is real, and no figure says anything of one"


@dataclass(frozen=True)
class Written:
    """What was written: how many events, the last report, and when its calibration holds."""

    events: int
    last_report: datetime
    as_of: datetime


def write_caseload(
    path: Path,
    cases: int,
    seed: int,
    setting: str = "SEED",
    *,
    changes: Mapping[str, float] | None = None,
    progress: Callable[[float], None] | None = None,
    group: int = GROUP,
) -> Written:
    """Write `cases` made-up cases as a log: Parquet, or CSV where the path ends so.

    `changes` sets parameters, effects among them, to other values. Memory is that of a part of
    `group` rows, whatever the number of cases.
    """
    p = parameters(setting, changes)
    marked = SCHEMA.with_metadata(
        {"made_up": MADE_UP, "setting": setting, "seed": str(seed), "cases": str(cases)}
    )
    events, last = 0, 0
    write = as_csv if path.suffix == ".csv" else as_parquet
    with write(path, marked) as part:
        for table, share in _parts(cases, seed, p, group):
            part(table)
            events += len(table)
            last = max(last, _last_report(table))
            if progress is not None:
                progress(share)
    report = datetime.fromtimestamp(last / 1e6, UTC)
    return Written(events, report, report + timedelta(days=p["reports.followed"]))


def _parts(cases: int, seed: int, p: Parameters, group: int) -> Iterator[tuple[pa.Table, float]]:
    world = forces(seed, p)
    waiting: list[pa.Table] = []
    for number in range(-(-cases // BLOCK)):
        count = min(BLOCK, cases - number * BLOCK)
        waiting.append(_block(number, count, seed, p, world))
        done = number * BLOCK + count
        if sum(map(len, waiting)) >= group or done == cases:
            yield pa.concat_tables(waiting).unify_dictionaries().combine_chunks(), done / cases
            waiting = []


def _block(number: int, count: int, seed: int, p: Parameters, world: Forces) -> pa.Table:
    dice = np.random.default_rng([seed, number])
    start = int(np.datetime64(f"{int(p['reports.first_year'])}-01-01", "us").astype(np.int64))
    span = p["reports.days"] * 86_400
    reported = start + (dice.random(BLOCK) * span).astype(np.int64) // 60 * 60_000_000
    end = start + int(p["reports.days"] + p["reports.followed"]) * DAY
    cases = Cases(number * BLOCK, reported, (end - reported) / DAY, dice, p)
    blocks = Blocks(reported)
    with np.errstate(invalid="ignore"):  # never less never; `add` refuses what has no time
        model = draw(cases, world)
        for room in ROOMS:
            room(blocks, model)
    return _table(blocks, cases, count, end)


def _table(b: Blocks, cases: Cases, count: int, end: int) -> pa.Table:
    """The events of the first `count` cases in the columns of a log, up to `end`."""
    case, at = np.concatenate(b.case), np.concatenate(b.at)
    sizes = [len(one) for one in b.case]
    event, agency = np.repeat(b.event, sizes), np.repeat(b.agency, sizes)
    recorded = at + _late(cases, event, at)
    known = np.lexsort((at, recorded, case))
    seq = np.empty(len(at), np.int64)
    seq[known] = _running(case[known])
    kept = (case < count) & (at <= end)
    order = np.lexsort((seq, at, case))
    order = order[kept[order]]
    seq = _running_by(case[order], seq[order])
    data = pa.concat_arrays(b.texts).dictionary_encode()
    codes = data.indices.to_numpy(zero_copy_only=False)[np.concatenate(b.data)[order]]
    names = [f"made-up-{number:08d}" for number in range(cases.first, cases.first + count)]
    actors = [f"a{number}" for number in range(1, 5001)]
    columns = {
        "case_id": _coded(case[order], names),
        "seq": pa.array(seq.astype(np.int32)),
        "event": _coded(event[order], list(b.events)),
        "occurred_at": pa.array(at[order]).cast(SCHEMA.field("occurred_at").type),
        "recorded_at": pa.array(recorded[order]).cast(SCHEMA.field("recorded_at").type),
        "actor": _coded((cases.first + case[order]) * 7 % 5000, actors),
        "agency": _coded(agency[order], list(b.agencies)),
        "subject": _coded(np.concatenate(b.subject)[order], list(SUBJECTS)),
        "data": pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), data.dictionary),
    }
    return pa.table(columns, schema=SCHEMA)


def _late(cases: Cases, event: Ints, at: Ints) -> Ints:
    """How long after they happened some entries are recorded; a report at once."""
    late = (cases.dice.random(len(at)) < cases.p["recorded.late"]) & (event != 0)
    found: Ints = np.where(late, cases.dice.integers(1, 12 * 1440, len(at)) * 60_000_000, 0)
    return found


def _running(case: Ints) -> Ints:
    """1, 2, 3 … within each case, whose rows lie together."""
    starts = np.concatenate([[0], np.flatnonzero(np.diff(case)) + 1])
    sizes = np.diff(np.concatenate([starts, [len(case)]]))
    found: Ints = np.arange(len(case)) - np.repeat(starts, sizes) + 1
    return found


def _running_by(case: Ints, seq: Ints) -> Ints:
    """The numbers of the entries that are kept, without gaps, in the order that they had."""
    order = np.lexsort((seq, case))
    found = np.empty(len(case), np.int64)
    found[order] = _running(case[order])
    return found


def _coded(codes: Ints, names: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(names))


def _last_report(table: pa.Table) -> int:
    reported = pc.equal(table["event"].cast(pa.string()), "crime.reported")
    return int(pc.max(table.filter(reported)["occurred_at"].cast(pa.int64())).as_py())
