"""Cases of a log in the record: each entry chained, its words apart, and the worklist with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.actions.loading import actor_of, load_cases
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Entry
from answerable.events.reading import read
from answerable.people.acting import working
from answerable.record import reading
from answerable.record.audience import Audience
from answerable.record.verifying import verify
from answerable.rules.catalogue import ON_RECORD
from answerable.rules.derived import with_derived
from answerable.rules.evaluate import obligations
from answerable.worklist.ahead import ReasonRow, look_ahead
from answerable.worklist.models import Item
from answerable.worklist.owing import stands_by
from answerable.worklist.rebuilding import check, rebuild
from answerable.worklist.refresh import replace_all

pytestmark = pytest.mark.django_db
INSPECTION = Path(__file__).resolve().parents[2] / "answerable/commands/cases/inspection.csv"
AT = datetime(2021, 1, 1, tzinfo=UTC)


def load_inspection():
    return load_cases(read(INSPECTION, EVENT_TYPES).cases, at=AT)


def everything(case_id, log="case"):
    with working():
        return reading.entries(case_id, log=log)


def test_what_the_inspectors_described_is_in_the_record_as_it_was_written_down():
    cases = read(INSPECTION, EVENT_TYPES).cases

    loaded = load_inspection()

    assert set(loaded) == set(cases)
    for name, entries in cases.items():
        there = everything(loaded[name].case_id)
        written = sorted(entries, key=lambda e: e.seq)
        assert [
            (e.event, e.occurred_at, e.recorded_at, e.agency, e.subject, e.data) for e in there
        ] == [(e.event, e.occurred_at, e.recorded_at, e.agency, e.subject, e.data) for e in written]
        assert [e.actor for e in there] == [str(actor_of(e.actor, {})) for e in written]


def test_every_loaded_entry_is_chained_like_any_other():
    load_inspection()

    with working():
        found = verify()

    assert found.broken is None
    assert found.entries >= sum(map(len, read(INSPECTION, EVENT_TYPES).cases.values()))


def test_a_loaded_case_owes_what_its_log_says():
    cases, loaded = read(INSPECTION, EVENT_TYPES).cases, load_inspection()

    for name, entries in cases.items():
        owed = [
            o
            for o in obligations(with_derived(entries), ON_RECORD, AT)
            if not o.closed_at and not stands_by(o)
        ]
        with working():
            there = Item.objects.filter(case_id=loaded[name].case_id, closed_at=None)
            assert sorted((i.duty, i.subject, i.due_at) for i in there) == sorted(
                (o.duty, o.subject, o.due_at) for o in owed
            )


def an_entry(seq, event, agency="police", /, **data):
    return Entry("c", seq, event, AT, AT + timedelta(hours=seq), "somebody", agency, "", data)


def test_what_names_another_entry_by_its_number_names_the_same_one_in_the_record():
    data = {"channel": "text", "why": "undelivered"}
    entries = [
        an_entry(1, "support.note", "support", note="She asked to be rung after six."),
        an_entry(2, "question.answered", how="text", for_victim="We have what you asked for."),
        an_entry(3, "message.failed", "system", seq=2),
        an_entry(4, "message.handed_over", "system", seq=2, **data),
        an_entry(5, "record.corrected", seq=4, reason="It arrived after all."),
    ]

    case_id = load_cases({"c": entries}, at=AT + timedelta(days=1))["c"].case_id

    assert [(e.seq, e.event, e.data.get("seq")) for e in everything(case_id)] == [
        (1, "question.answered", None), (2, "message.failed", 1), (3, "message.handed_over", 1),
        (4, "record.corrected", 3),
    ]  # fmt: skip


def test_a_note_of_a_support_service_goes_to_its_own_log_and_leaves_no_gap():
    entries = [
        an_entry(1, "victim.spoken_to", first=True),
        an_entry(2, "support.note", "support", note="She asked to be rung after six."),
        an_entry(3, "victim.spoken_to", first=False),
        an_entry(4, "record.corrected", seq=3, reason="Twice.", entry={"data": {"first": True}}),
    ]

    case_id = load_cases({"c": entries}, at=AT)["c"].case_id

    assert [(e.seq, e.event) for e in everything(case_id)] == [
        (1, "victim.spoken_to"), (2, "victim.spoken_to"), (3, "record.corrected"),
    ]  # fmt: skip
    assert everything(case_id)[2].data["seq"] == 2
    assert [(e.seq, e.data["note"]) for e in everything(case_id, "support")] == [
        (1, "She asked to be rung after six.")
    ]


def test_an_actor_of_a_log_may_be_somebody_of_the_staff():
    somebody = uuid4()

    loaded = load_cases(
        {"c": [an_entry(1, "victim.spoken_to", first=True)]}, at=AT, people={"somebody": somebody}
    )

    assert everything(loaded["c"].case_id)[0].actor == str(somebody)


def test_the_worklist_made_anew_is_the_worklist_that_was_there():
    load_inspection()
    with working():
        there = check(AT)
    rebuilt = rebuild(AT)

    assert (there.cases, there.difference) == (rebuilt, None)
    assert check(AT + timedelta(days=400)).difference is None


def test_however_many_rows_there_are_they_are_put_by_one_statement():
    case_id = load_inspection()["inspection-alcohol"].case_id
    given = [
        (ReasonRow(seq, "case.closed", "told", AT, Audience(("police",))), (None, None))
        for seq in range(10_000)  # a statement takes 65,535 values, and these are more
    ]

    with working(), CaptureQueriesContext(connection) as asked:
        replace_all([case_id], [look_ahead(everything(case_id), AT)._replace(reasons=given)])

    assert len([one for one in asked if "worklist_reason" in one["sql"]]) == 1
    with working(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT seq), min(occurred_at), max(occurred_at) FROM worklist_reason"
            " WHERE case_id = %s", [case_id]
        )  # fmt: skip
        assert cursor.fetchone() == (10_000, AT, AT)
    assert not check(AT).difference.missing
    rebuild(AT)
    assert check(AT).difference is None


def test_a_worklist_that_differs_from_the_record_is_found_and_named():
    case_id = load_inspection()["inspection-alcohol"].case_id
    with working(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM worklist_item WHERE case_id = %s AND duty = 'report.record'", [case_id]
        )
        cursor.execute("DELETE FROM worklist_case WHERE case_id = %s", [case_id])

    found = check(AT).difference

    assert (found.case_id, found.missing) == (case_id, True)
    assert "worklist_case lacks stage=" in str(found)
    rebuild(AT)
    assert check(AT).difference is None
