"""Which requirement of the sources is covered, by what, and which worked example tests it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from answerable.events.catalogue import DERIVED, EVENT_TYPES
from answerable.rules.catalogue import ON_RECORD
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.sources import DOCUMENTS

# Where the worked examples of a rule stand: one file a room.
EXAMPLES = {"duty": "duties", "gate": "gates", "signal": "signals"}
EVENT_TEST = "tests/events/test_as_specified.py"
COUNTED = ("measure", "analysis")  # what asks for a figure; others are done by the rule itself
OTHER_TESTS = {
    "measure": "tests/analysis/test_measures.py",
    "prompt": "tests/rules/test_prompts.py",
    "source": "tests/rules/test_examples.py",
}


def trace(text: str, measures: Collection[str]) -> list[dict[str, Any]]:
    """For each requirement of a CSV with a column `id`, in its order: its kind, whether it is
    covered, what implements it and which test covers that. ValueError where there is no `id`.

    A requirement is `covered`; `partly`; `later`, where it belongs to a part of the product that
    is not built yet; `not_ours`, where no software can do it; `silent`, where nothing covers it
    though something should; `unknown`, where the catalogue has never heard of it. `measures` are
    the ids of those that there are (analysis.listing: the rules know none): what waits for another
    is covered in part, or later. `part:` names a file or folder of the product that is no rule.
    """
    reader = csv.DictReader(io.StringIO(text))
    if "id" not in (reader.fieldnames or ()):
        raise ValueError("the table has no column id")
    judged, citing = coverage(), citations()
    return [_row(row["id"], judged.get(row["id"]), citing, measures) for row in reader if row["id"]]


def _row(
    requirement: str,
    judged: Mapping[str, str] | None,
    citing: Mapping[str, list[str]],
    measures: Collection[str],
) -> dict[str, Any]:
    named = (judged or {}).get("covered_by", "").split()
    waiting = {
        name
        for name in named
        if name.startswith("measure:") and name.removeprefix("measure:") not in measures
    }
    found = [
        name
        for name in dict.fromkeys([*citing.get(requirement, ()), *named])
        if name not in waiting
    ]
    kind = (judged or {}).get("kind", "")
    status = judged["status"] if judged else ("covered" if found else "unknown")
    if status == "covered" and waiting and not found:
        status = "later"
    elif status == "covered" and waiting and kind in COUNTED:
        status = "partly"
    return {
        "id": requirement,
        "kind": kind,
        "status": status,
        "implemented_by": found,
        "tested_by": sorted({*_tests(found), *(judged or {}).get("tests", "").split()}),
        "how": (judged or {}).get("how", ""),
    }


def _tests(names: list[str]) -> Iterator[str]:
    rooms = rooms_of()
    for name in names:
        kind, _, rule = name.partition(":")
        if kind in EXAMPLES and name in rooms:
            yield f"tests/examples/{EXAMPLES[kind]}/{rooms[name]}.yaml ({rule})"
        elif kind == "event" and rule in EVENT_TYPES:
            yield EVENT_TEST
        elif kind in OTHER_TESTS:
            yield OTHER_TESTS[kind]


def citations() -> dict[str, list[str]]:
    """By requirement, what the declarations themselves say that it rests on it."""
    found: dict[str, list[str]] = {}
    declared = [
        *((f"duty:{duty.id}", duty.requirements) for duty in ON_RECORD),
        *((f"gate:{key(one)}", one.requirements) for one in REQUIREMENTS),
        *((f"signal:{signal.id}", signal.requirements) for signal in SIGNALS),
        *((f"event:{type_.name}", type_.requirements) for type_ in EVENT_TYPES.values()),
    ]
    for name, requirements in declared:
        for requirement in requirements:
            found.setdefault(requirement, []).append(name)
    return found


def rooms_of() -> dict[str, str]:
    """By rule, as `kind:id`, the room that it stands in."""
    return {
        **{f"duty:{duty.id}": duty.room for duty in ON_RECORD},
        **{f"gate:{key(one)}": one.room for one in REQUIREMENTS},
        **{f"signal:{signal.id}": signal.room for signal in SIGNALS},
    }


def known_names() -> set[str]:
    """Every rule, event, source and prompt that may cover a requirement, as `kind:id`."""
    events = (*EVENT_TYPES, *DERIVED)
    return {
        *rooms_of(), *(f"event:{name}" for name in events),
        *(f"source:{name}" for name in DOCUMENTS), "prompt:myths", "prompt:repeated",
    }  # fmt: skip


@lru_cache(maxsize=1)
def coverage() -> dict[str, dict[str, str]]:
    """What was judged of each requirement, from the package's own table, by its id."""
    text = (files("answerable.rules") / "coverage.csv").read_text(encoding="utf-8")
    return {row["requirement"]: row for row in csv.DictReader(io.StringIO(text))}


@lru_cache(maxsize=1)
def places() -> dict[str, dict[str, str]]:
    """Where each requirement stands in the sources: document, section, kind, by its id."""
    text = (files("answerable.rules") / "requirements.csv").read_text(encoding="utf-8")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
