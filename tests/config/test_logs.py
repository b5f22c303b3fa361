"""Of a page that could not be answered, the log says where it went wrong, and nothing of a case."""

from __future__ import annotations

import io
import logging

from django.http import HttpResponseServerError
from django.utils.log import log_response

from answerable.config.logs import WhereAlone

ADDRESS = "/cases/7KQM-4XWA-TR9C/record/decision"


def goes_wrong(words):
    try:
        int(words)
    except ValueError as error:
        raise LookupError("Vera Exampleton, 020 7946 0999") from error


def ours():
    handlers = logging.getLogger("django.request").handlers
    return [one for one in handlers if isinstance(one.formatter, WhereAlone)]


def logged(monkeypatch, words="she said so"):
    said = io.StringIO()
    (handler,) = ours()
    monkeypatch.setattr(handler, "stream", said)
    try:
        goes_wrong(words)
    except LookupError as error:
        answer = HttpResponseServerError()
        log_response("Internal Server Error: %s", ADDRESS, response=answer, exception=error)
    return said.getvalue()


def test_a_page_that_could_not_be_answered_is_logged_with_its_place_in_the_code(monkeypatch):
    said = logged(monkeypatch)

    assert "a page could not be answered" in said
    assert said.index("ValueError") < said.index("builtins.LookupError")
    assert f"{__file__}:" in said
    assert "in goes_wrong" in said


def test_neither_the_address_nor_what_an_error_says_is_in_the_log(monkeypatch):
    said = logged(monkeypatch)

    assert "LookupError" in said
    for word in (ADDRESS, "7KQM", "Vera", "7946", "she said so"):
        assert word not in said


def test_an_address_that_there_is_not_is_not_logged():
    (handler,) = ours()

    assert handler.level == logging.ERROR
    assert not logging.getLogger("django.request").propagate
