"""Writes the pages that are made from code, or with --check says which are stale.

docs/catalogue/<room>.md    every event, duty, gate and signal of a room, with worked examples
docs/catalogue/README.md    the rooms, the sources, and how well each is known
docs/catalogue/measures.md  every measure, with its definition, its base and its source
docs/catalogue/prompts.md   what an author is asked to look at again, while writing
docs/access.md              who sees what, and who does what
docs/requirements.md        which requirement of the sources is covered, by what, tested where
docs/settings.md            what a force may set in place of our defaults
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from answerable.analysis.catalogue import MEASURE_OF
from answerable.events.model import ROOMS
from answerable.rules.listing import listing
from answerable.rules.prompts import MYTHS, REPEATED
from answerable.rules.sources import DOCUMENTS, EVIDENCE
from answerable.rules.tracing import places, trace
from docs import access_page, measures_page

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "tests" / "examples"
SETTINGS = """\
Where a figure is our default, a force may set its own, from a day on. What was due or done before
that day is measured by what was in force then; law is never ours to set.

```toml
[[duty]]                          # another clock for a duty
id = "report.risk"
clock = "Hours(12)"
from = 2024-04-01

[[gate]]                          # what a requirement of a gate leaves to a force
id = "decision.made.authority"
rank = "chief_inspector"
from = 2024-04-01
```

`--settings FILE` of `answerable duties`, `explain` and `signals` reads the duties, that of
`answerable gates` the gates, in both its forms; one file serves all of them, and a file in which
anything is wrong is refused by each. A duty is measured by what was in force when it started, an
event by what is in force on its day. The answer of a gate says what is in force and whose it is:
*The rank in force: chief inspector, set by the force from 1 April 2024.* What a duty says in words
ends with what was set: *The force has set 12 hours instead, from 1 April 2024.*

The pages go by the files of the folder that `ANSWERABLE_FORCES` names, one a force, `13.toml` for
the force whose code is 13 ([operating](operating.md)): a case by those of the force that it was
reported to. Commands with `--db`, and published figures of the record, go by the same folder. A
command on a log goes by what `--settings` names: a file, for all of its cases, or such a folder."""
MADE = "<!-- Made from code by `make docs`; change the code, not this page. -->"

Page = list[str]


def pages() -> dict[Path, str]:
    """Every page by its path, with its text."""
    found = listing()
    texts = {HERE / "catalogue" / f"{room}.md": _room(room, found) for room in ROOMS}
    texts[HERE / "catalogue" / "README.md"] = _index(found)
    texts[HERE / "catalogue" / "measures.md"] = measures_page.page(MADE)
    texts[HERE / "catalogue" / "prompts.md"] = _prompts()
    texts[HERE / "access.md"] = access_page.page()
    texts[HERE / "requirements.md"] = _requirements()
    texts[HERE / "settings.md"] = _settings(found)
    return {path: "\n".join(text).rstrip() + "\n" for path, text in texts.items()}


def _index(found: Mapping[str, Any]) -> Page:
    page = ["# The catalogue", "", MADE, "", "What has to be recorded, and what must come first."]
    page += [
        "",
        "| room | events | duties | requirements of gates | signals |",
        "|---|--:|--:|--:|--:|",
    ]
    for room in ROOMS:
        counts = [sum(1 for one in found[kind] if one["room"] == room) for kind in _KINDS]
        page.append(f"| [{room}]({room}.md) | " + " | ".join(map(str, counts)) + " |")
    totals = " | ".join(str(len(found[kind])) for kind in _KINDS)
    page += [
        f"| all | {totals} |",
        "",
        "And the [measures](measures.md) and [prompts](prompts.md).",
        "",
        "## Sources",
        "",
    ]
    page += ["| key | title | publisher | applies from | read |", "|---|---|---|---|---|"]
    for name, document in DOCUMENTS.items():
        read = "whole" if document.read_whole else "in part, as others give it"
        since = f"{document.since or 'not established'}. {document.dated}".rstrip(". ")
        page.append(f"| `{name}` | {document.title} | {document.publisher} | {since} | {read} |")
    page += ["", "How well a place of the law is known:", ""]
    page += [f"- **{letter}**: {meaning}" for letter, meaning in EVIDENCE.items()]
    return page


_KINDS = ("events", "duties", "gates", "signals")


def _room(room: str, found: Mapping[str, Any]) -> Page:
    title = "Every room" if room == "every" else room.capitalize()
    page = [f"# {title}", "", MADE, ""]
    mine = {kind: [one for one in found[kind] if one["room"] == room] for kind in _KINDS}
    for kind, heading, write in (
        ("duties", "Duties", _duty),
        ("gates", "Gates", _gate),
        ("signals", "Signals", _signal),
        ("events", "Events", _event),
    ):
        if mine[kind]:
            page += [f"## {heading}", ""]
            for one in mine[kind]:
                page += [*write(one), *_examples(kind, room, one), ""]
    return page


def _duty(duty: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {duty['id']}"
    yield ""
    yield f"{duty['what']} {duty['why']}".strip()
    yield ""
    yield "| | |"
    yield "|---|---|"
    for label, name in (
        ("owed by", "owner"), ("about each", "subject"), ("starts", "starts"),
        ("met by", "met_by"), ("lifted by", "lifted_by"), ("clock", "clock"), ("flags", "flags"),
        ("paused by", "paused_by"), ("resumed by", "resumed_by"), ("moved by", "moved_by"),
        ("only when", "when"),
    ):  # fmt: skip
        if duty[name]:
            yield f"| {label} | {_cell(duty[name])} |"
    if not duty["published"]:
        yield "| asked | of a case on its page and in the lists; by no command and no figure |"
    yield from _rule(duty)


def _gate(gate: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {gate['id']}"
    yield ""
    yield f"**{gate['force']}** · {gate['asks']} {gate['what']} Else: {gate['message']}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    dated = f", from {gate['since']}" if gate["dated"] else ""
    yield f"| guards | {_cell(gate['guards'])}{dated} |"
    if gate["setting"]:
        yield f"| a force may set | {_may_set(gate['setting'])} |"
    yield from _rule(gate)


def _may_set(setting: Mapping[str, Any]) -> str:
    default = setting["default"]
    ours = ", ".join(default) if isinstance(default, list) else str(default)
    kind = f"any of {', '.join(setting['allowed'])}" if isinstance(default, list) else ""
    kind = kind or ", ".join(setting["allowed"]) or "a whole number from 1"
    return f"`{setting['name']}`: {kind} (our default: {ours})"


def _settings(found: Mapping[str, Any]) -> Page:
    page = ["# What a force may set", "", MADE, "", *SETTINGS.splitlines(), ""]
    page += ["## Gates", "", "| requirement | a force may set |", "|---|---|"]
    page += [
        f"| `{one['id']}` | {_may_set(one['setting'])} |"
        for one in found["gates"]
        if one["setting"]
    ]
    page += [
        "",
        "## Duties",
        "",
        "Those whose figure is our default; the others are law, or stated.",
    ]
    page += ["", "| duty | our clock |", "|---|---|"]
    ours = (duty for duty in found["duties"] if duty["figure"] == "default")
    return page + [f"| `{duty['id']}` | {_cell(duty['clock'])} |" for duty in ours]


def _signal(signal: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {signal['id']}"
    yield ""
    yield f"A {signal['kind']}. {signal['what']}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield from _rule(signal)


def _rule(rule: Mapping[str, Any]) -> Iterator[str]:
    yield f"| basis | {rule['basis']}; its figure: {rule['figure']} |"
    for source in rule["sources"]:
        known = f" ({source['evidence']})" if source["evidence"] else ""
        yield f"| source | {DOCUMENTS[source['document']].title}: {source['place']}{known} |"
    yield f"| requirements | {rule['requirements'].replace(' ', ', ')} |"
    yield f"| applies from | {rule['since']}; sources last read on {rule['read_on']} |"


def _examples(kind: str, room: str, rule: Mapping[str, Any]) -> Iterator[str]:
    path = EXAMPLES / kind / f"{room}.yaml"
    if kind == "events" or not path.exists():
        return
    name = {"duties": "duty", "gates": "gate", "signals": "signal"}[kind]
    mine = [one for one in _read(path) if one[name] == rule["id"]]
    if mine:
        yield ""
        yield "Worked examples:"
        yield ""
        for one in mine:
            why = f" {one['why']}" if one.get("why") else ""
            yield f"- *{one['shows']}*: {one['example']}.{why}"


@cache
def _read(path: Path) -> list[dict[str, Any]]:
    """The examples of a file, read once and by the quick reader: there are thousands of lines."""
    return yaml.load(path.read_text(), yaml.CSafeLoader) or []


def _event(event: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {event['name']}"
    yield ""
    yield event["meaning"]
    yield ""
    by = ", ".join(event["by"]) or "nobody: it is worked out"
    about = f" About a {event['subject']}." if event["subject"] else ""
    seen = {"yes": "The victim sees it", "once_told": "The victim sees it once she was told"}
    line = f"{seen[event['victim']]}: “{event['to_victim']}”" if event["victim"] in seen else ""
    yield f"Recorded by {by}.{about} {line}".rstrip()
    for condition, line in event["to_victim_where"].items():
        yield f"Where `{condition}`: “{line}”"
    if event["fields"]:
        yield ""
        yield "| field | type | | meaning |"
        yield "|---|---|---|---|"
    for field in event["fields"]:
        kind = " \\| ".join(field["codes"]) if 0 < len(field["codes"]) < 16 else field["type"]
        kind = f"any of {kind}" if field["type"] == "any_of" else kind
        needed = "" if field["required"] else "optional"
        needed = f"if {field['required_when']}" if field["required_when"] else needed
        yield f"| `{field['name']}` | {kind} | {needed} | {field['meaning']} |"


def _prompts() -> Page:
    page = ["# Prompts", "", MADE, ""]
    page += ["What the author of a decision's reasons is asked to look at again, while writing."]
    page += [
        "Never stored, and never a judgement. A victim is “they” in the words, whoever it is.",
        "",
    ]
    page += ["| words | why | requirements |", "|---|---|---|"]
    for one in (*MYTHS, REPEATED):
        words = ", ".join(one.words) or "the recommendation's own words, said again"
        page.append(f"| {words} | {one.why} | {' '.join(one.requirements)} |")
    return page


def _cell(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def _requirements() -> Page:
    rows = trace("id\n" + "\n".join(places()), MEASURE_OF)
    page = ["# Requirements", "", MADE, "", "What the sources ask for, and what covers it.", ""]
    kinds = list(dict.fromkeys(place["kind"] for place in places().values()))
    statuses = ("covered", "partly", "later", "not_ours", "silent")
    counts = Counter((places()[row["id"]]["kind"], row["status"]) for row in rows)
    page += ["| kind | " + " | ".join(statuses) + " |", "|---|" + "--:|" * len(statuses)]
    for kind in kinds:
        page.append(f"| {kind} | " + " | ".join(str(counts[kind, one]) for one in statuses) + " |")
    page += ["", "| requirement | where | status | implemented by | tested by | how |"]
    page += ["|---|---|---|---|---|---|"]
    page += [_requirement_line(row) for row in rows]
    return page


def _requirement_line(row: Mapping[str, Any]) -> str:
    place = places()[row["id"]]
    cells = [
        f"{row['id']} ({place['kind']})", f"`{place['document']}`: {place['section']}",
        row["status"], _names(row["implemented_by"]), _names(row["tested_by"]), row["how"],
    ]  # fmt: skip
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def stale() -> list[Path]:
    """The pages that are not as the code would write them."""
    return [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main() -> None:
    """Write the pages; with --check, fail where one is stale."""
    if "--check" in sys.argv:
        found = stale()
        for path in found:
            print(f"{path.relative_to(HERE.parent)} is stale: run `make docs`")
        sys.exit(1 if found else 0)
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
