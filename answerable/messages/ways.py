"""The ways out, each a folder or a provider: what they can be asked, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from answerable.messages.wording import Words

# Of a message that left: whether it is known for good what became of it, and well.
FINAL = frozenset({"delivered", "sent", "received", "in_folder"})
FAILED = frozenset({"permanent-failure", "temporary-failure", "technical-failure"})


class Out(NamedTuple):
    """A message as it leaves: to one recipient, a text, an e-mail or a letter.

    `reference` is our own, and holds nothing of anybody.
    """

    reference: UUID
    channel: str
    to: str
    words: Words | None
    pdf: bytes | None


class Taken(NamedTuple):
    """The provider has it: its own id for it, and what it says became of it."""

    provider_id: str
    state: str


@dataclass
class Refused(Exception):
    """The provider will never take this message; it has not left."""

    status: int = 400


@dataclass
class Trouble(Exception):
    """It did not work this time. `may_have_left`: nobody knows whether the provider has it."""

    may_have_left: bool


class OtherWords(Exception):
    """The provider would say something else than we do: nothing is sent until it does not."""


class WayOut(Protocol):
    """What a folder and a provider can be asked."""

    def send(self, out: Out) -> Taken:
        """Send it; Refused or Trouble where that did not work."""

    def find(self, reference: UUID) -> Taken | None:
        """What is there under our reference; None where there is nothing."""

    def look(self, provider_id: str, channel: str) -> str:
        """What became of a message that left."""
