"""Many cases in the database, made set-wise of a few that were loaded as any log is.

A copy of a case has ids of its own and, entry by entry, a chain of its own: the database computes
it with the very function that its trigger calls. Triggers are off meanwhile, for the trigger does
one entry at a time; `answerable verify` finds afterwards whether every chain holds.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg

from answerable.record.notes import Words, opened

CONNECTIONS = 2

TEMPLATES = """
CREATE UNLOGGED TABLE bench_case AS SELECT *, row_number() OVER (ORDER BY id) - 1 AS place
    FROM record_case;
CREATE UNLOGGED TABLE bench_entry AS SELECT * FROM record_entry;
CREATE UNLOGGED TABLE bench_note AS SELECT * FROM record_note;
CREATE UNLOGGED TABLE bench_worklist_case AS SELECT * FROM worklist_case;
CREATE UNLOGGED TABLE bench_worklist_item AS SELECT * FROM worklist_item;
CREATE UNLOGGED TABLE bench_worklist_signal AS SELECT * FROM worklist_signal;
CREATE UNLOGGED TABLE bench_worklist_reason AS SELECT * FROM worklist_reason;
CREATE UNLOGGED TABLE bench_worklist_client AS SELECT * FROM worklist_client;
CREATE UNLOGGED TABLE bench_worklist_told AS SELECT * FROM worklist_told;
CREATE UNIQUE INDEX ON bench_entry (case_id, log, seq);
CREATE INDEX ON bench_note (case_id);
CREATE INDEX ON bench_worklist_case (case_id);
CREATE INDEX ON bench_worklist_item (case_id);
CREATE INDEX ON bench_worklist_signal (case_id);
CREATE INDEX ON bench_worklist_reason (case_id);
CREATE INDEX ON bench_worklist_client (case_id);
CREATE INDEX ON bench_worklist_told (case_id);
ANALYZE;
"""

# A copy is a case by its number: which template, which new id, whose it is.
NEW = """
CREATE TEMP TABLE new ON COMMIT DROP AS
SELECT id AS old, gen_random_uuid() AS id, opened_at, opened_by, %(copy)s * %(templates)s + place AS number
FROM bench_case;
ANALYZE new;
INSERT INTO record_case (id, reference, opened_at, opened_by)
    SELECT id, 'B' || lpad(number::text, 9, '0'), opened_at, opened_by FROM new
"""

CHAIN = """
WITH RECURSIVE made AS (
    SELECT new.old, new.id, one.log, 0 AS seq, ''::bytea AS previous, ''::bytea AS hash
        FROM new CROSS JOIN (VALUES ('case'::varchar), ('support')) AS one (log)
    UNION ALL
    SELECT made.old, made.id, made.log, entry.seq, made.hash, sha256(convert_to(record_text(ROW(
        made.id, entry.log, entry.seq, entry.event, entry.occurred_at, entry.recorded_at,
        entry.actor, entry.agency, entry.subject, entry.data, entry.audience, entry.shared_if,
        made.hash, NULL
    )::record_entry), 'UTF8'))
    FROM made JOIN bench_entry AS entry
        ON entry.case_id = made.old AND entry.log = made.log AND entry.seq = made.seq + 1
)
INSERT INTO record_entry (
    case_id, log, seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience,
    shared_if, previous, hash
)
SELECT made.id, log, seq, event, occurred_at, recorded_at, actor, agency, subject, data, audience,
    shared_if, made.previous, made.hash
FROM made JOIN bench_entry AS entry USING (log, seq) WHERE entry.case_id = made.old
ORDER BY made.id, log, seq
"""

HEADS = """
INSERT INTO record_head (case_id, log, seq, hash)
SELECT new.id, one.log, coalesce(last.seq, 0), coalesce(last.hash, '')
FROM new CROSS JOIN (VALUES ('case'::varchar), ('support')) AS one (log)
LEFT JOIN LATERAL (
    SELECT seq, hash FROM record_entry AS entry
    WHERE entry.case_id = new.id AND entry.log = one.log ORDER BY seq DESC LIMIT 1
) AS last ON true
"""

# Words are sealed each for its case, so here alone something of a copy is made one by one.
NOTES = """
SELECT new.id, note.case_id, log, seq, field, audience, shared_if, salt, text
FROM new JOIN bench_note AS note ON note.case_id = new.old
"""
NOTES_IN = """
COPY record_note (id, case_id, log, seq, field, audience, shared_if, salt, text) FROM STDIN
"""

# Cases of one investigator lie far apart in the tables, as those of years do.
GIVEN = """
INSERT INTO people_part (id, case_id, staff_id, part, how, since, given_by, why, ended_why)
SELECT gen_random_uuid(), new.id, staff.id, 'investigator', 'given', %(since)s, staff.id, '', ''
FROM new JOIN bench_staff AS staff ON staff.place = %(first)s + new.number %% %(staff)s;
INSERT INTO people_case_agency (id, case_id, agency_id, team_id, since, brought_by, ended_why)
SELECT gen_random_uuid(), new.id, staff.agency_id, staff.team_id, %(since)s, staff.id, ''
FROM new JOIN bench_staff AS staff ON staff.place = %(first)s + new.number %% %(staff)s
"""

WORKLIST = (
    "worklist_case", "worklist_item", "worklist_signal", "worklist_reason", "worklist_client",
    "worklist_told",
)  # fmt: skip


def keep_templates(url: str) -> int:
    """Take the cases that are in the database as those to be copied: how many there are."""
    with psycopg.connect(url) as admin:
        for statement in TEMPLATES.split(";"):
            if statement.strip():
                admin.execute(statement)
        return int(admin.execute("SELECT count(*) FROM bench_case").fetchone()[0])


def multiply(url: str, copies: range, *, templates: int, staff: range, since: object) -> float:
    """Put so many copies of every template into the database: the seconds that it took.

    `staff` are the places, among investigators, of those whose cases they are.
    """
    start = time.perf_counter()
    values = {"templates": templates, "first": staff.start, "staff": len(staff), "since": since}
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for done, _ in enumerate(pool.map(lambda n: _copy(url, {**values, "copy": n}), copies)):
            if done % 50 == 0:
                print(f"{done} of {len(copies)} copies", file=sys.stderr)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
    return time.perf_counter() - start


def _copy(url: str, values: dict[str, object]) -> None:
    with psycopg.connect(url, cursor_factory=psycopg.ClientCursor) as admin:
        admin.execute("SET session_replication_role = replica; SET work_mem = '256MB'")
        admin.execute(NEW, values)
        for statement in (CHAIN, HEADS):
            admin.execute(statement)
        _copy_notes(admin)
        admin.execute(GIVEN, values)
        for table in WORKLIST:
            columns = _columns(admin, table)
            admin.execute(
                f"INSERT INTO {table} (case_id, {columns}) SELECT new.id, {columns}"
                f" FROM new JOIN bench_{table} AS one ON one.case_id = new.old"
            )


def _copy_notes(admin: psycopg.Connection) -> None:
    notes = admin.execute(NOTES).fetchall()
    with admin.cursor().copy(NOTES_IN) as copy:
        for case_id, old, log, seq, field, audience, shared_if, salt, text in notes:
            again = Words(field, b"", opened(text, old, log, seq, field)).sealed(case_id, log, seq)
            copy.write_row((uuid4(), case_id, log, seq, field, audience, shared_if, salt, again))


def _columns(admin: psycopg.Connection, table: str) -> str:
    found = admin.execute(
        "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns"
        f" WHERE table_name = '{table}' AND column_name NOT IN ('id', 'case_id')"
    ).fetchone()
    return str(found[0])
