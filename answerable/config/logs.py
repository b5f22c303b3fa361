"""What the log says when a page could not be answered: which error, and where in the code."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator


class WhereAlone(logging.Formatter):
    """An error by its kind and its place in the code, the first cause first.

    Never its message, the address asked for, or a value: each may tell of a case, or of somebody.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line that says when, and a line for each step of each cause."""
        said = [f"{self.formatTime(record)} {record.name}: a page could not be answered"]
        error = record.exc_info[1] if record.exc_info else None
        for cause in reversed(list(_causes(error))):
            said.append(f"  {type(cause).__module__}.{type(cause).__qualname__}")
            steps = traceback.extract_tb(cause.__traceback__)
            said += [f"    {step.filename}:{step.lineno} in {step.name}" for step in steps]
        return "\n".join(said)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


# Django's own writes an error to nobody: it has an administrator's e-mail in mind, with all in it
# that was typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"where": {"()": WhereAlone}},
    "handlers": {
        "errors": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "where"}
    },
    "loggers": {"django.request": {"handlers": ["errors"], "propagate": False}},
}
