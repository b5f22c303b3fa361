"""A folder in the place of a provider: each message lies in it as it would leave.

Nobody gets anything, so nothing counts as delivered. The files are named by our references, in
which there is nothing of anybody.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from answerable.messages.ways import Out, Taken

PUT_THERE = "in_folder"
BY = {"text": "Text message", "email": "E-mail"}


class Folder:
    """A way out that leads no further."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, out: Out) -> Taken:
        """Write it down, whole or not at all."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        suffix, content = (".pdf", out.pdf) if out.pdf is not None else (".txt", _as_text(out))
        path = self.folder / f"{out.reference}{suffix}"
        being_written = path.with_suffix(f".{os.getpid()}")
        file = os.open(being_written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(content)
        being_written.replace(path)
        return Taken(str(out.reference), PUT_THERE)

    def find(self, reference: UUID) -> Taken | None:
        """Whether it lies there."""
        there = any((self.folder / f"{reference}{suffix}").exists() for suffix in (".pdf", ".txt"))
        return Taken(str(reference), PUT_THERE) if there else None

    def look(self, provider_id: str, channel: str) -> str:  # noqa: ARG002  any lies where it lies
        """What lies there lies there."""
        return PUT_THERE


def _as_text(out: Out) -> bytes:
    said = out.words
    assert said is not None  # noqa: S101  a text and an e-mail have words
    subject = f"Subject: {said.subject}\n" if out.channel == "email" else ""
    return f"{BY[out.channel]}\nTo: {out.to}\n{subject}\n{said.body}\n".encode()
