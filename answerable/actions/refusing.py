"""Why an action was not done: each says so, and nothing at all was written."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.rules.gates import Answer


class NotAllowed(Exception):
    """This person may not do this, in this case."""


class ReasonNeeded(Exception):
    """It is done with a reason alone, and none was given."""


class TooLong(Exception):
    """What is let in for a time was to last longer than it may."""


class AlreadyThere(Exception):
    """Somebody else put it down since the page was made: look again."""


class Invalid(Exception):
    """What was given is not what its event type says: for each event, (column, reason)."""

    def __init__(self, problems: Sequence[Sequence[tuple[str, str]]]) -> None:
        super().__init__("what was given is not what its event type says")
        self.problems = problems


class GateClosed(Exception):
    """A gate refuses it: every answer is there, with its source and what would put it right."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__("; ".join(answer.message for answer in answers if answer.refuses))
        self.answers = answers


class NotIntroduced(Exception):
    """Somebody new was in touch before the victim was told of them, and it was not said why."""


class NotReady(Exception):
    """A letter that cannot be prepared, or must not go: what is missing, each in a sentence."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__("something is missing")
        self.missing = tuple(missing)
