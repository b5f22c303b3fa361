"""Pandas, which the benchmark of measures sets beside ours, works out the same as we do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from answerable.analysis.catalogue import MEASURES
from answerable.analysis.gathering import Measured
from answerable.analysis.view import View
from answerable.commands.measuring import through
from answerable.commands.reading_logs import Account
from answerable.synthetic.caseload import write_caseload
from benchmarks import analysis_ours
from benchmarks.analysis_ours import AS_OF
from benchmarks.analysis_peers import agree, declared
from benchmarks.in_pandas.cases import cases_of
from benchmarks.in_pandas.keeping import fallen_due, owed_by_duty
from benchmarks.in_pandas.patterns import asked_by
from benchmarks.in_pandas.reading import read
from benchmarks.in_pandas.whole import whole

EARLIER = datetime(2020, 9, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A small caseload, as the benchmark has it."""
    found = tmp_path_factory.mktemp("log") / "log.parquet"
    write_caseload(found, 400, seed=1)
    return found


@pytest.fixture(scope="module")
def found(path):
    """What pandas and we find in it."""
    return whole(path, AS_OF, *declared()), analysis_ours.whole(path, Account())


def test_every_figure_curve_and_number_of_the_funnel_is_the_same_in_pandas(found):
    theirs, ours = found

    agree(theirs, ours)

    assert {name.split(".incidence")[0] for name in theirs.figures} > {
        measure.id for measure in MEASURES if measure.by_day is None
    }
    assert len(theirs.figures) == len(ours.figures) > len(MEASURES)
    assert len(theirs.cohorts["cases"]) > 8


def test_it_is_the_same_where_many_cases_are_still_open(path):
    theirs = whole(path, EARLIER, *declared())

    agree(theirs, analysis_ours.whole(path, Account(), as_of=EARLIER))

    assert theirs.figures["funnel.open"][0] > 0.05


def test_a_figure_that_differs_stops_the_benchmark(found):
    theirs, ours = found
    value, *rest = theirs.figures["duty.kept"]
    other = replace(theirs, figures={**theirs.figures, "duty.kept": (value + 0.001, *rest)})

    with pytest.raises(ValueError, match=r"they differ in duty\.kept"):
        agree(other, ours)


def test_a_curve_that_differs_stops_the_benchmark(found):
    theirs, ours = found
    curve = theirs.curves["held.police"]
    other = {**theirs.curves, "held.police": replace(curve, times=curve.times + 0.001)}

    with pytest.raises(ValueError, match=r"they differ in the times of the curve"):
        agree(replace(theirs, curves=other), ours)


def test_every_duty_was_kept_as_often_in_pandas(path):
    duties, kinds = declared()
    log = read(path, AS_OF, asked_by(duties))
    cases, owed = cases_of(log), owed_by_duty(log, duties, kinds)
    found = {name: fallen_due(cases, each, each["met"]) for name, each in owed.items() if len(each)}

    measured = Measured(("duty.kept",), ("duty",))
    answers = through(path, measured, View(AS_OF), Account())
    expected = {group["duty"]: one for _, group, one in measured.gathered(answers)}

    assert found.keys() == expected.keys()
    for name, (value, _, _, *left_out) in found.items():
        one = expected[name]
        assert left_out == [number.items for number in one.left_out], name
        inside = one.yes.items + one.no.items
        assert value == pytest.approx(one.yes.items / inside) if inside else value is None, name
