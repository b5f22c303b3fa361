"""All that a reader knows: the cells of every release, and how they make each other up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np

from answerable.analysis.audit.cells import (
    BASES,
    DIVIDE,
    GROWING,
    HOLDER,
    LEFT_OUT,
    Cell,
    Place,
    of_other_cases,
)
from answerable.analysis.audit.possible import MANY, Range, Sum
from answerable.analysis.audit.relations import HAPPENED, RELATIONS, SAME_COUNT
from answerable.analysis.disclosure import MOST_HIDDEN, ROUNDED_TO
from answerable.rules.catalogue import DUTY_OF

Name = tuple[str, str, Place]  # what is counted, as of when, of which group
Dims = frozenset[str]
AROUND = ROUNDED_TO // 2
NO = ": no"


def told(cell: Cell) -> tuple[int, int]:
    """The least and the most that a cell by itself leaves possible."""
    if cell.state == "shown" and cell.value is not None:
        return max(cell.value - AROUND, MOST_HIDDEN + 1), cell.value + AROUND
    return (0, MOST_HIDDEN) if cell.state == "hidden" else (0, MANY)


def name_of(cell: Cell) -> Name:
    """What a cell counts. Of which room a duty is, and on what it rests, everybody can look up: a
    count of a duty is one of these too, however it was asked for."""
    return cell.count, cell.as_of, _in_full(cell.place)


def _in_full(place: Place) -> Place:
    of = dict(place)
    duty = DUTY_OF.get(of["duty"][0]) if len(of.get("duty", ())) == 1 else None
    if duty is None:
        return place
    return tuple(sorted({"room": (duty.room,), "basis": (duty.figure,), **of}.items()))


@dataclass
class Knowledge:
    """Numbers, known or not, by name; the sums between them; and the cells that tell of each."""

    names: list[Name] = field(default_factory=list)
    place: dict[Name, int] = field(default_factory=dict)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    cells: dict[int, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    sums: list[Sum] = field(default_factory=list)

    def number(self, name: Name) -> int:
        """The place of a number, which is made where there is none: anything is possible."""
        if name not in self.place:
            self.place[name] = len(self.names)
            self.names.append(name)
            self.low.append(0)
            self.high.append(MANY)
        return self.place[name]

    def tell(self, cell: Cell) -> None:
        """Add what a cell says. Two that contradict each other tell of two states: the second
        is believed."""
        at = self.number(name_of(cell))
        low, high = told(cell)
        low, high = max(low, self.low[at]), min(high, self.high[at])
        self.low[at], self.high[at] = (low, high) if low <= high else told(cell)
        self.cells[at].append(cell)

    def equal(self, whole: int, parts: Sequence[int]) -> None:
        """Add that some numbers make up another."""
        if list(parts) != [whole]:
            self.sums.append(Sum((whole, *parts), (1, *(-1 for _ in parts))))

    def range(self) -> Range:
        """The least and the most of each number, before any sum is thought of."""
        return Range(np.array(self.low, np.int64), np.array(self.high, np.int64))

    def holder(self, at: int) -> str:
        """Whose cases a number counts, where they are of one force."""
        of = dict(self.names[at][2]).get(HOLDER, ())
        return of[0] if len(of) == 1 else ""


def known(cells: Iterable[Cell]) -> Knowledge:
    """What the cells of all releases say together."""
    found = Knowledge()
    for cell in cells:
        found.tell(cell)
    released: dict[tuple[str, str], list[Place]] = defaultdict(list)
    tables: dict[str, set[Dims]] = defaultdict(set)
    for count, as_of, place in found.names:
        released[count, as_of].append(place)
        if count in GROWING:
            tables[count].add(frozenset(name for name, _ in place))
    for (count, as_of), all_places in released.items():
        places = _whole_tables(found, count, as_of, all_places, released)
        parts = _areas(found, count, as_of, places)
        _tables(found, (count, as_of), places, parts, tables[count])
    _bases(found)
    _divided(found)
    _rests(found)
    _happened(found)
    _defined(found)
    _growth(found)
    return found


def _whole_tables(
    found: Knowledge, count: str, as_of: str, places: Sequence[Place],
    released: Mapping[tuple[str, str], Sequence[Place]],
) -> Sequence[Place]:  # fmt: skip
    """The groups of a count that are a table with nothing left out. Those that say no are known
    where they are few alone: only where they are in every group do they make up the whole."""
    if not count.endswith(NO):
        return places
    said_yes = next(cell.yes for cell in found.cells[found.place[count, as_of, places[0]]])
    many = Counter(_dims(place) for place in released.get((said_yes, as_of), ()))
    few = Counter(map(_dims, places))
    return [place for place in places if few[_dims(place)] == many[_dims(place)]]


def _dims(place: Place) -> Dims:
    return frozenset(name for name, _ in place)


def _areas(found: Knowledge, count: str, as_of: str, places: Sequence[Place]) -> list[Place]:
    """A group of several values is made up of those of each, which are given."""
    made: list[Place] = []
    for place in places:
        several = next((name for name, values in place if len(values) > 1), None)
        if several is None:
            continue
        of = dict(place)
        parts = [tuple(sorted({**of, several: (one,)}.items())) for one in of[several]]
        numbers = [found.number((count, as_of, part)) for part in parts]
        found.equal(found.number((count, as_of, place)), numbers)
        made += parts
    return made


def _tables(
    found: Knowledge, of: tuple[str, str], places: Sequence[Place], parts: Sequence[Place],
    others: set[Dims],
) -> None:  # fmt: skip
    """A table falls into the cells of a finer one, and two tables into what they share; so does
    one with what `others` there are of another state of the log."""
    groups: dict[Dims, set[Place]] = defaultdict(set)
    for place in (*places, *parts):
        if all(len(values) == 1 for _, values in place):
            groups[frozenset(name for name, _ in place)].add(place)
    released = set(places)
    # Of an area that was released without all its parts these are no table.
    unknown = {frozenset(name for name, _ in part) for part in parts if part not in released}
    whole = [dims for dims, some in groups.items() if some <= released or dims not in unknown]
    for dims in _closed([*whole, *others]):
        for other in _nearest([finer for finer in whole if dims < finer]):
            in_coarse: dict[Place, list[Place]] = defaultdict(list)
            for place in groups[other]:
                in_coarse[tuple(each for each in place if each[0] in dims)].append(place)
            for coarse, some in in_coarse.items():
                numbers = [found.number((*of, each)) for each in sorted(some)]
                found.equal(found.number((*of, coarse)), numbers)


def _closed(tables: Iterable[Dims]) -> set[Dims]:
    """The tables, and what any of them have in common."""
    found = set(tables)
    while more := {a & b for a, b in combinations(found, 2)} - found:
        found |= more
    return found


def _nearest(finer: Sequence[Dims]) -> list[Dims]:
    """Those with no other of them between."""
    return [one for one in finer if not any(other < one for other in finer)]


def _bases(found: Knowledge) -> None:
    """A base falls into what is counted, open, missing, and what it does not apply to."""
    for count, as_of, place in list(found.names):
        measure, _, what = count.rpartition(": ")
        base = next((base for start, base in BASES.items() if measure.startswith(start)), "")
        whole = (f"base: {base}", as_of, place)
        if what == "in it" and whole in found.place and not of_other_cases(count, place):
            names = [count, *(f"{measure}: {column}" for column in LEFT_OUT)]
            parts = [found.number((name, as_of, place)) for name in names]
            found.equal(found.number(whole), parts)


def _divided(found: Knowledge) -> None:
    """Measures that divide a base make it up, where the base is known; where some are not there,
    they are no more than it."""
    parts: dict[tuple[str, str, Place], list[int]] = defaultdict(list)
    bases: dict[tuple[str, str, Place], str] = {}
    for at, (count, as_of, place) in enumerate(found.names):
        start = next((each for each in DIVIDE if count.startswith(each)), "")
        of = next((cell.of for cell in found.cells.get(at, ()) if cell.table.startswith(start)), "")
        if start and of and count.endswith(": yes"):
            parts[start, as_of, place].append(at)
            bases[start, as_of, place] = of
    for key, some in parts.items():
        whole = (bases[key], *key[1:])
        if len(some) > 1 and whole in found.place:
            rest = 0 if len(some) == DIVIDE[key[0]] else MANY
            signs = (1, *(-1 for _ in some))
            found.sums.append(Sum((found.place[whole], *some), signs, 0, rest))


def _rests(found: Knowledge) -> None:
    """Those that say no are all without those that say yes."""
    for at in list(found.cells):
        count, as_of, place = found.names[at]
        what = count.rpartition(": ")[2]
        if what != "no":
            continue
        beside = [cell for cell in found.cells[at] if cell.of]
        for cell in beside[:1]:
            numbers = [found.number((name, as_of, place)) for name in (cell.yes, count)]
            found.equal(found.number((cell.of, as_of, place)), numbers)


def _happened(found: Knowledge) -> None:
    """What happened in any of the periods is all that happened: those that are not there had
    nothing."""
    periods: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(dict)
    for at, (count, as_of, place) in enumerate(found.names):
        if count.startswith(HAPPENED) and place:
            quarters = max(len(values) for _, values in place)
            periods[count, as_of].setdefault(quarters, []).append(at)
    for (count, as_of), some in periods.items():
        # Of years, that are made up of quarters, these may be there as well.
        found.equal(found.number((count, as_of, ())), some[max(some)])


def _defined(found: Knowledge) -> None:
    """Counts make each other up by what they are defined as, group by group."""
    groups: dict[tuple[str, Place], dict[str, int]] = defaultdict(dict)
    for (count, as_of, place), at in found.place.items():
        if not of_other_cases(count, place):
            groups[as_of, place][count] = at
    for counts in groups.values():
        for names in SAME_COUNT:
            there = [counts[name] for name in names if name in counts]
            for other in there[1:]:
                found.equal(there[0], [other])
            if there:
                counts |= {name: counts.get(name, there[0]) for name in names}
        for each in RELATIONS:
            made = each.among(counts)
            # Of a few, those that count twice are fewer still: that is so of any cases.
            if made and not (each.twice and found.high[made.who[0]] <= MOST_HIDDEN):
                found.sums.append(made)


def _growth(found: Knowledge) -> None:
    """Of a later state there are as many as of an earlier one, or more."""
    states: dict[tuple[str, Place], list[tuple[str, int]]] = defaultdict(list)
    for at, (count, as_of, place) in enumerate(found.names):
        if count in GROWING:
            states[count, place].append((as_of, at))
    for each in states.values():
        in_time = [at for _, at in sorted(each)]
        for before, after in pairwise(in_time):
            possible = found.high[after] >= found.low[before]
            if possible:  # otherwise some were struck out, and a reader knows that too
                found.sums.append(Sum((after, before), (1, -1), 0, MANY))
