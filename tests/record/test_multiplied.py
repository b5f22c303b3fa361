"""The copies by which a million cases are measured: whole, under ids of their own, and their chains
hold; in every table that has something of a case."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from psycopg import sql

from answerable.config.home import ADMIN, APPLICATION, OWNER
from answerable.config.roles import make_database
from benchmarks import multiply
from tests import throwaway

pytestmark = pytest.mark.django_db  # the server runs, the template is made

CASES, COPIES = 12, 2
MADE = f"""
from answerable.config.starting import set_up
set_up()
from benchmarks import million, multiply, worklist
million.TEMPLATES = {CASES}
worklist.put_in_staff(2 * worklist.SHARE)
million.load_templates()
million.keep_staff(ADMIN_URL)
found = multiply.keep_templates(ADMIN_URL)
multiply.multiply(
    ADMIN_URL, range({COPIES}), templates=found, staff=range(2), since=worklist.LONG_AGO
)
"""
OF_A_CASE = (
    "record_case", "record_entry", "record_note", "record_head", *multiply.WORKLIST,
)  # fmt: skip


@pytest.fixture
def url():
    """A database of its own, for what is copied is committed."""
    name = f"{throwaway.database()}_multiplied"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(throwaway.home().url(ADMIN, "postgres"), autocommit=True) as admin:
        admin.execute(drop)
        make_database(admin, name, throwaway.TEMPLATE)
        yield {role: throwaway.home().url(role, name) for role in (ADMIN, APPLICATION, OWNER)}
        admin.execute(drop)


def test_every_copy_is_whole_and_its_chain_holds(url):
    there = {**os.environ, "DATABASE_URL": url[APPLICATION], "DATABASE_OWNER_URL": url[OWNER]}
    script = f"ADMIN_URL = {url[ADMIN]!r}\n{MADE}"

    subprocess.run([sys.executable, "-c", script], env=there, check=True)
    verified = subprocess.run(
        [sys.executable, "-m", "answerable.commands", "verify"],
        env=there, check=True, capture_output=True, text=True,
    )  # fmt: skip

    with psycopg.connect(url[ADMIN]) as admin:
        counted = {
            table: admin.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in OF_A_CASE
        }
        filled = {
            row[0]
            for row in admin.execute(
                "SELECT table_name FROM information_schema.columns"
                " WHERE column_name = 'case_id' AND table_name LIKE 'worklist_%'"
            )
        }
    assert filled == set(multiply.WORKLIST)
    assert counted["record_case"] == (1 + COPIES) * CASES
    assert counted["record_entry"] > 10 * CASES
    assert not [table for table, number in counted.items() if number % (1 + COPIES)]
    assert f"{counted['record_entry']:,} entries checked; all hold" in verified.stdout
