"""What the victim needs so as to take part, what they said of themselves, and what was adjusted.

Not recorded, not asked, would not say and not known are four things, and no cell hides one behind
another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from answerable.events.codes import CHARACTERISTICS
from answerable.events.entry import Entry
from answerable.events.model import NOT_ASKED
from answerable.events.words import AGENCY_WORDS, as_words, begun, code_words
from answerable.people.access import coarse, may_read_sealed_needs
from answerable.web import dates
from answerable.web.agency.looking import Looked
from answerable.web.agency.tables import NOT_RECORDED, Table, latest, none_of, said

SEALED = (
    "Immigration and sex work are named to those to whom the case was given. To you, either of them"
    " reads as “Other”."
)
FOUR_THINGS = (
    "Not recorded, not asked, prefers not to say and not known are four different things. An answer"
    " stands until there is another; that nobody asked again does not undo it."
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "gender_reassignment": "Gender and the sex registered at birth",
        "marriage_civil_partnership": "Marriage or civil partnership",
        "pregnancy_maternity": "Pregnancy or maternity",
        "race": "Ethnic group, as the victim says",
        "race_observed": "Ethnic group, as somebody took it to be",
        "religion_belief": "Religion or belief",
    }
)
LISTS = {"race_observed": "officer_observed"}  # the list of codes, where it has another name
NOT_ASKED_YET = "No characteristic was recorded or asked about yet"


def needs(looked: Looked) -> Table:
    """Each assessment of needs, the latest first: an unticked need is not a need denied."""
    sealed = not may_read_sealed_needs(looked.standing)
    found = [one for one in reversed(looked.in_force) if one.event == "needs.assessed"]
    rows = [
        (
            dates.day(one.occurred_at), begun(AGENCY_WORDS[one.agency]),
            _needs(one, sealed=sealed), said(one, "phone_dependence"),
        )
        for one in found
    ]  # fmt: skip
    return Table(
        "What the victim needs", ("Assessed on", "By", "Needs", "What their phone means"), rows,
        f"{none_of('needs.assessed', looked, 'Needs were not assessed yet')}. That is not the same "
        "as no needs.", SEALED if sealed else "",
    )  # fmt: skip


def _needs(entry: Entry, *, sealed: bool) -> str:
    shown = entry._replace(data=coarse(entry.data)) if sealed else entry
    return said(shown, "needs")


def characteristics(looked: Looked) -> Table:
    """The nine protected characteristics, and what an officer saw, each by its own latest word."""
    found = [one for one in looked.in_force if one.event == "characteristics.recorded"]
    names = [*CHARACTERISTICS, "race_observed"]
    rows = [_characteristic(name, found) for name in names] if found else []
    return Table(
        "Protected characteristics", ("Characteristic", "What is recorded", "Who said so", "When"),
        rows,
        f"{none_of('characteristics.recorded', looked, NOT_ASKED_YET)}.",
        FOUR_THINGS,
    )  # fmt: skip


def _characteristic(name: str, found: Sequence[Entry]) -> tuple[str, ...]:
    words = WORDS.get(name, as_words(name))
    told = [one for one in found if one.data.get(name)]
    answered = [one for one in told if one.data[name] != NOT_ASKED]
    last = (answered or told)[-1] if told else None
    if last is None:
        return (words, NOT_RECORDED, NOT_RECORDED, NOT_RECORDED)
    code = str(last.data[name])
    source = "Nobody" if code == NOT_ASKED else said(last, "source")
    by = f"{dates.day(last.occurred_at)}, {AGENCY_WORDS[last.agency]}"
    return (words, code_words(LISTS.get(name, name), code), source, by)


def adjustments(looked: Looked) -> Table:
    """What was done so that the victim can understand, be understood and take part."""
    rows = [
        _interpreter(looked),
        _of("Another language, for contact", "language", "contact.agreed", looked),
        _of("The way to be in touch", "method", "contact.agreed", looked),
        _of("What was told was understood", "understood", "information.given", looked),
        _of("A wish for who takes the account", "interviewer_sex", "account.offered", looked),
        _of("An intermediary for the account", "intermediary", "account.recorded", looked),
        _of("Somebody beside them for the account", "companion", "account.recorded", looked),
        _of("Ways to make court easier (special measures)", "kinds", "measures.considered", looked),
        _of("Whether the victim wants them", "victim_wish", "measures.considered", looked),
    ]  # fmt: skip
    columns = ("Adjustment", "What is recorded", "When")
    return Table("Adjustments so that the victim can take part", columns, rows)


def interpreter(looked: Looked) -> str:
    """Whether an interpreter is needed, in a sentence: before anybody rings."""
    found = latest(looked.in_force, "needs.assessed")
    if found is None:
        said_ = "Whether an interpreter is needed is not recorded"
        return f"{none_of('needs.assessed', looked, said_)}."
    return "An interpreter is needed." if _ticked(found) else ""


def _ticked(needs: Entry) -> bool:
    return "interpreter" in needs.data.get("needs", ())


def _interpreter(looked: Looked) -> tuple[str, ...]:
    found = latest(looked.in_force, "needs.assessed")
    ticked = found is not None and _ticked(found)
    if found is None:
        return ("An interpreter", none_of("needs.assessed", looked), NOT_RECORDED)
    what = "Needed" if ticked else "Not among the needs that were assessed"
    return ("An interpreter", what, dates.day(found.occurred_at))


def _of(words: str, field: str, event: str, looked: Looked) -> tuple[str, ...]:
    """The latest entry that says something of it: one that is silent does not undo another."""
    told = [
        one for one in looked.in_force
        if one.event == event and one.data.get(field) not in (None, "")
    ]  # fmt: skip
    if not told:
        return (words, none_of(event, looked), NOT_RECORDED)
    return (words, said(told[-1], field), dates.day(told[-1].occurred_at))
