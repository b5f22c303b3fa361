"""The words in which a page of a form is declared: sections, each the form of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Section:
    """One event of a page.

    `fixed` are fields that the page itself says; `first` what a field holds
    until somebody changes it; `only` the fields that it asks for, where it is not all; `without`
    the codes of a field that it does not offer. An
    `optional` section that is left empty is not recorded. `hint` says what helps to fill it in.
    With `same_subject` it is about what the first section of that kind is about, and does not ask;
    nor does it with `subject`, which names it, or nothing where it is empty.
    """

    event: str
    title: str = ""
    hint: str = ""
    fixed: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    first: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    only: tuple[str, ...] = ()
    without: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    optional: bool = False
    name: str = ""
    same_subject: bool = False
    subject: str | None = None

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with."""
        return self.name or self.event.replace(".", "-")


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A page whose sections are recorded together, or not at all.

    One that is `for_her` holds what the victim says herself, which a worker writes down and reads
    back. With `by_itself` recording it is what sets it off: it is not asked when it happened, nor
    who heard it. One that `follows` is reached from what it follows on alone, and is in no list.
    """

    name: str
    title: str
    sections: tuple[Section, ...]
    lead: str = ""
    for_her: bool = False
    by_itself: bool = False
    follows: bool = False
    button: str = "Record"
