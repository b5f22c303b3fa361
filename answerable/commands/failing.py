"""How a command ends when it cannot do all that was asked."""

from __future__ import annotations

WRONG_USE = 2  # an unknown command, option, name or file
PUT_ASIDE = 3  # some rows of the log could not be read


class Failed(Exception):
    """A command cannot go on: one line that says what is wrong and how to put it right."""

    def __init__(self, message: str, code: int = WRONG_USE) -> None:
        super().__init__(message)
        self.code = code
