"""The first page: five findings in plain sentences, and what they come to as questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from answerable.analysis.catalogue import MEASURE_OF
from answerable.analysis.evaluate import Row
from answerable.analysis.reporting import words
from answerable.analysis.reporting.edition import Edition
from answerable.analysis.reporting.gathering import Figures
from answerable.analysis.reporting.model import NOT_SHOWN, Section

MOST = 5
# Each sentence with the figures that it needs; one without all of them is not said. They say what
# was recorded, and nothing of what brought it about.
SENTENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Of {n:cases.recorded} recorded cases, {n:funnel.referred} were referred to prosecutors, "
     "{v:funnel.referred}; {n:funnel.charged} were charged, {v:funnel.charged}; and "
     "{n:funnel.convicted} had ended in a conviction, {v:funnel.convicted}. Still open were "
     "{n:funnel.open}, {v:funnel.open}.",
     ("cases.recorded", "funnel.referred", "funnel.charged", "funnel.convicted", "funnel.open")),
    ("Of {n:cases.recorded} recorded cases, {n:funnel.referred} were referred to prosecutors, "
     "{v:funnel.referred}, and {n:funnel.charged} were charged, {v:funnel.charged}.",
     ("cases.recorded", "funnel.referred", "funnel.charged")),
    ("In {o:withdrawal.share} cases the victim does not support the case: "
     "{v:withdrawal.share}. Within 7 days of the report {v:withdrawal.incidence_7} of all victims "
     "had left, within 30 days {v:withdrawal.incidence_30}.",
     ("withdrawal.share", "withdrawal.incidence_7", "withdrawal.incidence_30")),
    ("In {o:withdrawal.share} cases the victim does not support the case: "
     "{v:withdrawal.share}.",
     ("withdrawal.share",)),
    ("In {d:time.report_to_police_nfa} cases the police decided to take no further action. That "
     "was {v:time.report_to_police_nfa} after the report on average, and in half of these cases "
     "within {v:time.report_to_police_nfa.median}.",
     ("time.report_to_police_nfa", "time.report_to_police_nfa.median")),
    ("The police decided to take no further action {v:time.report_to_police_nfa} after the report "
     "on average, and in half of these cases within {v:time.report_to_police_nfa.median}.",
     ("time.report_to_police_nfa", "time.report_to_police_nfa.median")),
    ("Whether the victim has a disability is recorded in {o:characteristics.disability} cases, "
     "{v:characteristics.disability}, and ethnicity in {o:characteristics.race}, "
     "{v:characteristics.race}. Of all others it cannot be said whether they are served alike.",
     ("characteristics.disability", "characteristics.race")),
    ("Of the cases that the police stopped, {o:decision.told} have a record that the victim was "
     "told of the decision, {v:decision.told}, and {o:review_right.told} one that the victim was "
     "told of the right to a review, {v:review_right.told}.",
     ("decision.told", "review_right.told")),
    ("Of withdrawals, {v:withdrawal.no_reason} have no reason on record, and "
     "{v:withdrawal.unconfirmed} were confirmed by neither the victim nor an adviser.",
     ("withdrawal.no_reason", "withdrawal.unconfirmed")),
    ("{v:duty.kept} of duties were kept in time, law and local defaults together.", ("duty.kept",)),
)  # fmt: skip
# A question for the chief constable, asked where the interval lies wholly beyond a mark.
QUESTIONS: tuple[tuple[str, str, float, str], ...] = (
    ("decision.told", "below", 0.9,
     "How do you know that a victim was told, where nothing records it? A record that the victim "
     "was told is in {v}."),
    ("review_right.told", "below", 0.9,
     "Why is there a record that the victim was told of the right to review in only {v}?"),
    ("supervision.within_7_days", "below", 0.9,
     "What stands in the way of a supervisor's review every seven days? It was kept in {v}."),
    ("safeguarding.made", "below", 0.95,
     "Where a safeguarding referral was needed it was made in {v}. What became of the others?"),
    ("withdrawal.unconfirmed", "above", 0.1,
     "In {v} of withdrawals neither the victim nor an adviser confirmed it. On whose word do "
     "they rest?"),
    ("withdrawal.no_reason", "above", 0.1,
     "Why do victims leave in the {v} of withdrawals in which no reason is recorded?"),
    ("characteristics.race", "below", 0.9,
     "Ethnicity is recorded in {v}. When can it be said whether victims are served alike?"),
    ("characteristics.disability", "below", 0.9,
     "Disability is recorded in {v}, as present or as absent. What is asked, and when?"),
    ("lines.outstanding", "above", 0.05,
     "In {v} of the cases that the police stopped a line of enquiry was open. Who agreed to it?"),
    ("contact.agreed", "below", 0.9,
     "How often to be in touch was agreed with the victim in {v}. What happens in the others?"),
    ("action.late", "above", 0.25,
     "{v} of the actions that prosecutors asked for, and that were due, were done late or not at "
     "all. Which kinds, and whose?"),
)  # fmt: skip


def findings(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The first five sentences of which every figure may be shown, each with the measures behind
    it: of the force that was named, where its figures may be, else of all."""
    found: dict[str, tuple[str, ...]] = {}
    for _, some in groupby(SENTENCES, key=lambda each: each[1][0]):
        versions = list(some)  # of one subject, the one that says most first
        ways = [(edition.force, f"{edition.force_name}: ")] if edition.force else []
        ways.append(("", "All forces: " if edition.force else ""))
        said = (
            (of + _filled(sentence, rows), needed)
            for force, of in ways
            for sentence, needed in versions
            if (rows := _rows(edition.figures, needed, force))
        )
        found.update(islice(said, 1))
    return dict(islice(found.items(), MOST))


def _rows(figures: Figures, needed: Sequence[str], force: str) -> dict[str, Row] | None:
    """The figures that a sentence needs; None where one may not be shown."""
    group = {"force": force} if force else {}
    rows = {id_: figures.row(id_, **group) for id_ in needed}
    shown = {id_: row for id_, row in rows.items() if row is not None and row.value is not None}
    return shown if len(shown) == len(rows) else None


def _filled(sentence: str, rows: Mapping[str, Row]) -> str:
    for id_, row in rows.items():
        sentence = sentence.replace(f"{{v:{id_}}}", words.in_text(row))
        sentence = sentence.replace(f"{{n:{id_}}}", words.number(row.numerator))
        sentence = sentence.replace(f"{{o:{id_}}}", words.counts(row))
        sentence = sentence.replace(f"{{d:{id_}}}", words.number(row.denominator))
    return sentence


def questions(edition: Edition) -> Section:
    """What a board may ask, each with the figure that gives rise to it."""
    asked = list(_asked(edition))
    whose = (
        f" The figures are those of {edition.force_name}; where they may not be shown, those of "
        "all forces, and then it says so."
        if edition.force
        else ""
    )
    return Section(
        "questions", "Questions for the chief constable",
        ("Each is asked because a figure lies beyond the mark in its brackets, with its whole "
         "interval. The marks are defaults of this product: no law and no source sets them, and "
         "none is a target. A figure says what is recorded; only an answer can say why." + whose,)
        if asked
        else ("No figure that may be shown lies beyond a mark with its whole interval.",),
        asked,
    )  # fmt: skip


def _asked(edition: Edition) -> Iterator[str]:
    """Of the force that was named, for its chief constable answers for no other; else of all."""
    for id_, side, mark, question in QUESTIONS:
        of, own = "", edition.figures.row(id_, force=edition.force) if edition.force else None
        row = own if own is not None and own.value is not None else edition.figures.row(id_)
        if edition.force and row is not own:
            of = ", all forces"
        if row is None or row.low is None or row.high is None:
            continue
        if row.high < mark if side == "below" else row.low > mark:
            asked = question.replace("{v}", words.in_text(row))
            yield f"{asked} [{MEASURE_OF[id_].title}{of}; asked {side} {100 * mark:.0f}%]"


def counted(edition: Edition) -> dict[str, tuple[str, ...]]:
    """What stands beside every rate, each by its label with the measure behind it."""
    found: dict[str, tuple[str, ...]] = {
        "Cases recorded": ("cases.recorded",), "Referred": ("funnel.referred",),
        "Charged": ("funnel.charged",), "Open": ("funnel.open",),
    }  # fmt: skip
    if not edition.force:  # of a force it is not asked how many were reported or convicted
        found = {"Cases reported": ("cases.reported",), **found, "Convicted": ("funnel.convicted",)}
    return found


def facts(edition: Edition) -> list[tuple[str, str]]:
    """The size of it: counts that stand beside every rate."""
    group = {"force": edition.force} if edition.force else {}
    found = []
    for label, (id_,) in counted(edition).items():
        row = edition.figures.row(id_, **group)
        number = None if row is None else row.numerator
        found.append((label, NOT_SHOWN if number is None else words.number(number)))
    return found
