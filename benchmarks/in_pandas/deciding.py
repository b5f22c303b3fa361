"""What was done at the start, what was asked for, and what was said of the decision: shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.in_pandas.answering import Curve, Row, share, spells, time
from benchmarks.in_pandas.cases import Cases, standing
from benchmarks.in_pandas.reading import CHARACTERISTICS, DAY, Log, earlier

UNANSWERED = ("not_asked", "not_known")
WAIT = 30 * DAY


def reports(log: Log, cases: Cases) -> Iterator[tuple[str, Row]]:
    """Safeguarding, who the victim is, support, and contact."""
    decided = log["safeguarding.decided"]
    decided = decided[decided["result"].isin(["made", "not_needed", "declined", "not_made"])]
    last = log.last(decided)
    said = decided["result"].astype(object).reindex(last).set_axis(last.index)
    made = log.has(decided[decided["result"] == "made"])
    yield "safeguarding.made", share(
        cases.police_nfa, made, missing=last.isna(),
        not_applicable=said.isin(["not_needed", "declined"]) & ~made,
    )  # fmt: skip
    answered = {name: _answered(log, name) for name in CHARACTERISTICS}
    every = pd.Series(np.all([*answered.values()], axis=0))
    for name, yes in {"complete": every, **answered}.items():
        yield f"characteristics.{name}", share(cases.counted, yes)
    answers, started = log["support.answered"], log["support.started"]
    isva = (answers["service"] == "isva") & (answers["answer"] == "accepted")
    accepted = log.first(answers[isva])
    started = log.at(log.first(started[started["service"] == "isva"]))
    since = log.at(accepted)
    in_time, young = started <= since + WAIT, since > log.end - WAIT
    yield "support.isva_by_day_30", share(cases.counted & accepted.notna(), in_time, open_=young)
    yield "contact.agreed", share(cases.police_nfa, log.has(log["contact.agreed"]))


def _answered(log: Log, name: str) -> Any:
    """The cases in which the last that was recorded of a characteristic is an answer."""
    recorded = log["characteristics.recorded"]
    said = recorded[recorded[name].notna()]
    last = said.drop_duplicates("case", keep="last")
    return log.has(last[~last[name].isin(UNANSWERED)])


def material(log: Log, cases: Cases, curves: dict[str, Curve]) -> Iterator[tuple[str, Row]]:
    """The victims' devices: asked for, agreed to, held, and of what use."""
    requested, taken = (_hers(log[event]) for event in ("device.requested", "device.taken"))
    answers, reviews = log["device.answered"], log["device.reviewed"]
    yes, undecided = log.has(requested), cases.undecided
    yield "device.requested", share(cases.counted, yes, still_open=undecided & ~yes)

    case = requested["case"]
    answered = answers[answers["answer"].isin(["agreed", "refused"])]
    answer = log.following(requested, answered, about=True)
    again = log.following(requested, requested, about=True)
    repeated = again.notna() & (answer.isna() | (again < answer))
    silent = repeated | answer.isna()
    agreed = answer.isin(answers.index[answers["answer"] == "agreed"])
    yield "device.agreed", share(
        _of(cases.counted, case), agreed, case=case, missing=silent,
        open_=silent & ~repeated & _of(undecided, case),
    )  # fmt: skip

    devices = log.together(requested, taken).drop_duplicates(["case", "subject"])
    case = devices["case"]

    def seen(table: Any) -> Any:
        return log.following(devices, table, about=True).notna()

    was_taken = devices.index.isin(taken.index) | seen(taken)
    reviewed, said = seen(reviews), seen(reviews[reviews["relevant"].notna()])
    yield "device.relevant", share(
        _of(cases.counted, case) & (reviewed | was_taken),
        seen(reviews[reviews["relevant"] == True]),  # noqa: E712  a category, not a truth
        case=case, open_=~reviewed, missing=~said,
    )  # fmt: skip

    # What one return ends, or nothing has ended, was taken once.
    back = log.following(taken, log["device.returned"], about=True)
    once = taken.assign(back=back).drop_duplicates(["case", "subject", "back"])
    row, case, back = once.index.to_series().astype(float), once["case"], once["back"]
    never = pd.Series(np.nan, once.index)
    held = spells(log, _of(cases.counted, case), row, back, never, case=case)
    yield from time("device.days_held", held, curves)


def _hers(table: Any) -> Any:
    return table[table["of"] == "victim"]


def _of(cases: Any, case: Any) -> Any:
    """What is true of the case of each of some rows."""
    return pd.Series(cases.to_numpy()[case], case.index)


def prosecution(log: Log, cases: Cases) -> Iterator[tuple[str, Row]]:
    """What passes between police and prosecutors."""
    files = log["file.submitted"]
    for_advice = log.first(files[files["purpose"] == "early_advice"])
    early = earlier(log.first(log["early_advice.requested"]), for_advice)
    charging = log.first(cases.charging_files)
    first = early.notna() & (charging.isna() | (early < charging))
    yield "early_advice.first", share(cases.cps_nfa, first)

    triaged, assessed = log["triage.completed"], log["file.assessed"]
    refused = triaged["accepted"] == False  # noqa: E712  a category, not a truth
    lacking = refused | triaged["missing"].fillna("").ne("")
    unsaid = triaged["accepted"].isna() & ~lacking
    case = triaged["case"]
    yield "file.incomplete", share(_of(cases.counted, case), lacking, case=case, missing=unsaid)

    at, again = log.following(triaged, assessed), log.following(triaged, triaged)
    never = triaged[at.isna() | (again < at)]
    items = pd.concat([assessed, never])
    case, poor = items["case"], items["inadequate"].fillna("").ne("")
    unseen = items.index.isin(never.index)
    yield "file.inadequate", share(_of(cases.counted, case), poor, case=case, missing=unseen)
    plans = log["actionplan.sent"]["case"].value_counts().reindex(range(log.cases), fill_value=0)
    for name, number in (("one", 1), ("three", 3)):
        yield f"actionplan.more_than_{name}", share(cases.cps_nfa, plans > number)

    waited, told = log.first(log["case.waiting_on_police"]), log["cps.told"]
    told = log.first(told[told["of"] == "police_decision"], np.fmax(waited, cases.decided))
    by_police = cases.police_nfa & (cases.decided > waited)
    yield "waiting.told", share(
        cases.counted & waited.notna(), told.notna(), open_=cases.undecided,
        not_applicable=~by_police & ~cases.undecided,
    )  # fmt: skip


def decisions(log: Log, cases: Cases) -> Iterator[tuple[str, Row]]:
    """What was left open, and what the victim was told."""
    base, decided, told = cases.police_nfa, cases.decided, log["decision.told"]
    letters, made = log["letter.sent"], log["decision.made"]
    yield "decision.told", share(base, log.has(told, decided))

    stopped = made[(made["by"] == "cps") & (made["result"] == "no_further_action")]
    case, row = stopped["case"], stopped.index.to_series().astype(float)
    letter = log.following(stopped, letters, about=True)
    sent, of = letter.notna(), _of(cases.counted, case)
    in_time, young = (log.at(letter) - log.at(row) <= DAY), log.end - log.at(row) <= DAY
    yield "letter.within_24h", share(of, in_time, case=case, open_=~sent & young)
    yield "letter.sent", share(of, sent, case=case)

    said = [one[one["review_right"].isin(["applies", "does_not_apply"])] for one in (told, letters)]
    right = log.has(said[0], decided) | log.has(said[1], decided)
    yield "review_right.told", share(base, right)
    interviewed = log.last(log["suspect.interviewed"], decided).notna()
    stayed = ~standing(log, decided).withdrawn
    yield "review_right.eligible", share(base & interviewed & stayed, right)
    yield "review.requested", share(base & right, log.has(log["review.requested"], decided))
    yield "lines.outstanding", share(base, _left_open(log, decided))


def _left_open(log: Log, decided: Any) -> Any:
    """The cases with a line of enquiry of which the last before the decision is that it opened."""
    lines = log.together(
        log["line.opened"].assign(opened=True), log["line.closed"].assign(opened=False)
    )
    lines = lines[lines.index < decided.to_numpy()[lines["case"]]]
    last = lines.drop_duplicates(["case", "subject"], keep="last")
    return log.has(last[last["opened"]])
