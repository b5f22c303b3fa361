"""Worked examples in YAML, made into cases.

An example is a short case that somebody who knows the law can read:

    - example: Told on the next working day
      duty: decision.tell            # or gate: decision.made.lines_closed, or signal: ping_pong
      shows: met                     # duty: met | late | awkward; gate: refused | allowed |
                                     # explained; signal: raised | cleared | quiet
      why: The clock counts working days, and Saturday is none.     # where it needs saying
      events:
        - at: 2026-03-06 10:00       # local time in London; a bare date is 00:00
          event: decision.made
          subject: s1                # where there is one
          agency: cps                # where it matters
          data: {by: cps, result: no_further_action}
      as_of: 2026-04-01
      expect: ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from answerable.events.entry import Entry

LONDON = ZoneInfo("Europe/London")
HERE = Path(__file__).parent


class Plain(yaml.CSafeLoader):
    """YAML in which only true and false are truth values: `on` and `yes` are words of the field."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith(":bool")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def examples(kind: str) -> Iterator[dict[str, Any]]:
    """Every example of one kind (duties, gates, signals), with the file that it stands in."""
    for path in sorted((HERE / kind).glob("*.yaml")):
        for example in yaml.load(path.read_text(), Plain) or []:
            yield {**example, "file": path.name}


def at(value: str | date | datetime) -> datetime:
    """A local time of an example as an instant; `end of DAY` is when the next day begins."""
    if isinstance(value, str) and value.startswith("end of "):
        day = date.fromisoformat(value.removeprefix("end of ").strip()) + timedelta(days=1)
        return datetime.combine(day, time(), LONDON).astimezone(UTC)
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=LONDON)).astimezone(UTC)


def entry(seq: int, event: dict[str, Any]) -> Entry:
    """One event of an example."""
    known = {"at", "event", "subject", "agency", "data"}
    assert set(event) <= known, f"unknown keys {set(event) - known} in {event}"
    instant = at(event["at"])
    data = {name: _plain(value) for name, value in (event.get("data") or {}).items()}
    return Entry(
        "example", seq, event["event"], instant, instant, "somebody",
        event.get("agency", ""), event.get("subject", ""), data,
    )  # fmt: skip


def entries(example: dict[str, Any]) -> list[Entry]:
    """The case of an example, in the order in which it is written."""
    return [entry(seq, event) for seq, event in enumerate(example["events"], 1)]


def _plain(value: Any) -> Any:
    """YAML reads a day as a date and an outcome code as a number; the log holds texts."""
    return value.isoformat() if isinstance(value, date) else value
