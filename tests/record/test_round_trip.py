"""Whatever may be recorded is read back as it was, its chain holds, and no word of it is in the log."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.model import Field
from answerable.people.acting import WORKER, acting_for
from answerable.record import reading
from answerable.record.audience import entry_audience, note_audience
from answerable.record.canonical import canonical
from answerable.record.verifying import verify
from answerable.record.writing import append
from tests.record.cast import OMAR, a_case
from tests.trying import tries

# What JSON and PostgreSQL can both hold: all but NUL and halves of characters.
WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1)
# What somebody wrote, told from any code that Hypothesis may make alike.
WRITTEN = WORDS.map("What she told us: ".__add__)
DAYS = st.dates(min_value=datetime(1990, 1, 1).date(), max_value=datetime(2150, 1, 1).date())
INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2150, 1, 1), timezones=st.just(UTC)
)


def values(field: Field) -> st.SearchStrategy:
    """What a field may hold."""
    if field.type == "entry":
        inner = st.sampled_from(sorted(EVENT_TYPES)).filter(lambda name: name != "record.corrected")
        return inner.flatmap(
            lambda name: st.fixed_dictionaries({"event": st.just(name), "data": data_of(name)})
        )
    return {
        "bool": st.booleans(),
        "int": st.integers(field.least or 0, field.most or 10),
        "date": DAYS.map(str),
        "one_of": st.sampled_from(field.codes or ("",)),
        "any_of": st.lists(st.sampled_from(field.codes or ("",)), min_size=1),
        "code": st.sampled_from(field.codes) if field.codes else WORDS,
        "text": WRITTEN,
    }.get(field.type, WORDS)


def data_of(name: str) -> st.SearchStrategy:
    fields = EVENT_TYPES[name].all_fields
    data = st.fixed_dictionaries(
        {n: values(f) for n, f in fields.items() if f.required},
        optional={n: values(f) for n, f in fields.items() if not f.required},
    )
    reasons = st.dictionaries(WORDS, WRITTEN, min_size=1, max_size=2)
    return st.builds(
        lambda found, why: {**found, "reasons": why} if why else found,
        data,
        st.none() if "reasons" in fields else st.none() | reasons,
    )


def events() -> st.SearchStrategy:
    """Any event that an agency may record, but for one that says that a letter is kept beside it:
    its letter is verified too, in tests/letters."""
    types = [t for t in EVENT_TYPES.values() if t.by and t.name != "letter.prepared"]
    return st.sampled_from(types).flatmap(
        lambda type_: st.builds(
            Event,
            st.just(type_.name),
            INSTANTS,
            st.sampled_from(type_.by),
            WORDS | st.just(""),
            data_of(type_.name),
            st.just("case"),
        )
    )


def texts_of(event: Event) -> list[str]:
    fields = EVENT_TYPES[event.event].all_fields
    found = [v for n, v in event.data.items() if n in fields and fields[n].type == "text"]
    reasons = event.data.get("reasons")
    return found + (list(reasons.values()) if isinstance(reasons, dict) else [])


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.mark.usefixtures("database")
@given(st.lists(events(), min_size=1, max_size=3))
@settings(max_examples=tries(30), deadline=None)
def test_any_event_is_read_back_as_it_was_recorded(recorded):
    with transaction.atomic():
        case_id = a_case()
        with acting_for(WORKER):
            append(case_id, recorded, expected_seq=0, actor=OMAR, key="k", at=datetime.now(UTC))
            read = {log: reading.entries(case_id, log=log) for log in ("case", "support")}
            stored = stored_texts(case_id)
            verified = verify()
        transaction.set_rollback(True)

    by_event = [entry for log in read.values() for entry in log]
    for event in recorded:
        assert any(
            (e.event, e.occurred_at, e.agency, e.subject, e.data)
            == (event.event, event.occurred_at, event.agency, event.subject, event.data)
            for e in by_event
        )
        for text in texts_of(event):
            assert text not in stored
    assert verified == (len(recorded), None)


def stored_texts(case_id) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM record_entry WHERE case_id = %s", [case_id])
        return " ".join(
            json.dumps(json.loads(text), ensure_ascii=False) for (text,) in cursor.fetchall()
        )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | WORDS | st.just(""),
    lambda inner: st.lists(inner) | st.dictionaries(WORDS | st.just(""), inner),
)


@pytest.mark.usefixtures("database")
@given(JSON)
@settings(max_examples=tries(60), deadline=None)
def test_the_canonical_text_is_the_databases(value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [json.dumps(value)])

        assert cursor.fetchone() == (canonical(value),)


@given(events())
def test_nobody_reads_the_words_of_an_entry_that_they_do_not_see(event):
    type_ = EVENT_TYPES[event.event]
    for log in ("case", "support"):
        seen = entry_audience(type_, event.agency, log)
        for name, field in type_.all_fields.items():
            if field.type == "text":
                read = note_audience(type_, event.agency, seen, f"/{name}")
                assert set(read.agencies) <= set(seen.agencies)
                assert read.shared_if in ("", seen.shared_if)


@given(events())
def test_whoever_recorded_an_entry_sees_it(event):
    seen = entry_audience(EVENT_TYPES[event.event], event.agency, event.log)

    if event.agency in ("police", "cps", "support", "witness_care", "victim"):
        assert event.agency in seen.agencies


def test_an_instant_is_written_to_the_microsecond():
    from answerable.record.canonical import instant

    at = datetime(2026, 3, 29, 1, 30, 0, 7, tzinfo=UTC)
    assert instant(at + timedelta(hours=1)) == "2026-03-29T02:30:00.000007Z"
