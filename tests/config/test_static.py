"""What a browser gets of style sheets and scripts while another process puts them there again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from answerable.config.static import collect

SCRIPT = "vendored/govuk-frontend.min.js"

pytestmark = pytest.mark.usefixtures("django_db_setup")  # it collects once


@contextmanager
def read_over_and_over(path: Path) -> Iterator[set[int]]:
    """How many bytes were there, each time somebody looked; -1 where there was no file."""
    seen: set[int] = set()
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                seen.add(len(path.read_bytes()))
            except FileNotFoundError:
                seen.add(-1)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield seen
    finally:
        over.set()
        reader.join()


def served(name: str) -> Path:
    return Path(staticfiles_storage.path(staticfiles_storage.stored_name(name)))


def test_a_script_is_there_whole_while_it_is_collected_again():
    script = served(SCRIPT)
    whole = len(script.read_bytes())
    with read_over_and_over(script) as seen:
        for _ in range(5):
            collect()
    assert seen == {whole}


def test_every_name_in_the_list_is_a_file_and_what_is_compressed_is_beside_it():
    for name in staticfiles_storage.hashed_files:
        assert served(name).is_file(), name
    assert served(SCRIPT).with_name(served(SCRIPT).name + ".gz").is_file()


def test_what_an_older_page_still_asks_for_stays_and_nothing_else_is_left_behind():
    older = served(SCRIPT).with_name("of-an-older-page.js")
    older.write_text("// of an older page\n")
    collect()
    assert older.is_file()
    older.unlink()
    assert not list(Path(staticfiles_storage.location).parent.glob("static-*"))
