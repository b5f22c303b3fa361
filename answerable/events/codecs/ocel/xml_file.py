"""OCEL 2.0 as XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from answerable.events.codecs.ocel.spooled import Piece, piece, put_by, write_all
from answerable.events.codecs.ocel.things import Happened, Related, Thing, Types
from answerable.events.codecs.xml_text import attribute, element
from answerable.events.entry import Entry

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log>\n'


def xml_piece(entries: Iterable[Entry]) -> Piece:
    """Whole cases, in order."""
    return piece(entries, _event, _thing, "")


def write_xml(path: Path, pieces: Iterable[Piece]) -> None:
    """Write a log as OCEL 2.0 XML."""
    with put_by(pieces, "") as found:
        head = HEAD + "".join(_types(found.types))
        objects = ("  <objects>\n", found.things, "  </objects>\n")
        events = ("  <events>\n", found.events, "  </events>\n")
        write_all(path, head, *objects, *events, "</log>\n")


def _types(types: Types) -> Iterator[str]:
    yield "  <object-types>\n"
    for kind in sorted(types.kinds):
        yield f"    <object-type name={attribute(kind)}><attributes/></object-type>\n"
    yield "  </object-types>\n  <event-types>\n"
    for name, of_type in sorted(types.events.items()):
        yield f"    <event-type name={attribute(name)}><attributes>\n"
        yield from _declared(of_type)
        yield "    </attributes></event-type>\n"
    yield "  </event-types>\n"


def _declared(attributes: Mapping[str, str]) -> Iterator[str]:
    for name, kind in sorted(attributes.items()):
        yield f"      <attribute name={attribute(name)} type={attribute(kind)}/>\n"


def _event(one: Happened) -> str:
    head = (
        f"    <event id={attribute(one.id)} type={attribute(one.type)} time={attribute(one.time)}>"
    )
    lines = [f"{head}\n      <attributes>\n"]
    for name, (_, value) in one.attributes.items():
        lines.append(f"        <attribute name={attribute(name)}>{element(value)}</attribute>\n")
    lines += ["      </attributes>\n      ", _related(one.related), "    </event>\n"]
    return "".join(lines)


def _thing(one: Thing) -> str:
    head = f"    <object id={attribute(one.id)} type={attribute(one.kind)}><attributes/>"
    return f"{head}{_related(one.related)}    </object>\n"


def _related(related: Iterable[Related]) -> str:
    """The things that something names, as the published schema has them (its own examples call
    them `relationship`, which it does not know); with their kind, which one edition asks for."""
    lines = ["<objects>\n"]
    for one in related:
        names = f"object-id={attribute(one.thing)} qualifier={attribute(one.qualifier)}"
        lines.append(f"        <object {names} type={attribute(one.kind)}/>\n")
    return "".join([*lines, "      </objects>\n"])
