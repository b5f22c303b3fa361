"""The decisions of a made-up case, by the police or by prosecutors, a suspect at a time."""

from __future__ import annotations

from typing import Any

import numpy as np

from answerable.synthetic.blocks import PLACE, Blocks, Coded, Floats, Ints, Named
from answerable.synthetic.model import CHARGED, CPS_NFA, SUPPORTED, WAITS, WITHDRAWN, Model
from answerable.synthetic.parameters import MISSING

DECIDERS = 800
# What is said where a requirement asks for an explanation.
REASONS = {"lines_closed": "made up", "bad_character": "made up"}


def decided(b: Blocks, m: Model) -> None:
    """Every decision; that about the first suspect is the last, and dates the case."""
    police = m.of(WITHDRAWN, SUPPORTED, WAITS)
    police = police[np.isfinite(m.police_nfa[police])]
    for of, suspect, at in (
        (police[m.second[police]], PLACE["s"] + 1, np.maximum(m.end - 0.05, 0.9 * m.end)),
        (police[m.identified[police]], PLACE["s"], m.end),
        (police[~m.identified[police]], 0, m.end),
    ):
        _by_police(b, m, of, at, suspect)
    for cause, result in ((CPS_NFA, "no_further_action"), (CHARGED, "charge")):
        of = m.of(cause)
        second = of[m.second[of]]
        earlier = np.maximum(m.end - 0.05, 0.9 * m.end)
        _by_prosecutors(b, m, second, earlier, PLACE["s"] + 1, "no_further_action")
        _by_prosecutors(b, m, of, m.cps, PLACE["s"], result)


def _by_police(b: Blocks, m: Model, of: Ints, at: Floats, suspect: int) -> None:
    c = m.cases
    outcome = np.select(
        [(m.cause == WITHDRAWN) & m.has_suspect, m.cause == WITHDRAWN, ~m.has_suspect],
        [1, 0, 3], 2,
    )[of]  # fmt: skip
    not_in_interest = c.uniform(len(of)) < c.p["supported.not_in_interest"]
    outcome = np.where((outcome == 2) & not_in_interest, 4, outcome)
    wrong = c.uniform(len(of)) < c.p["outcome.wrong"]
    outcome = np.where(wrong, (outcome + 1) % 5, outcome)
    stages = ["victim_position", "victim_position", "evidential", "no_suspect", "public_interest"]
    b.add(
        "decision.made", of, at[of], subject=suspect, by="police", result="no_further_action",
        outcome=Coded(["14", "16", "15", "18", "21"], outcome), stage=Coded(stages, outcome),
        evidential=c.pick("decided.evidential", len(of)), public_interest="not_reached",
        authorised_by=c.pick("decided.authorised_by", len(of)),
        read=c.pick_lists("decided.read", len(of)), **_rest(m, of, "p"),
    )  # fmt: skip
    charged = c.some("decided.police_charge", of)
    b.add(
        "decision.made", charged, at[charged] * 0.5, subject=suspect, by="police", result="charge",
        stage="evidential", evidential="pass", public_interest="for", authorised_by="inspector",
        read=["file"], **_rest(m, charged, "p"),
    )  # fmt: skip


def _by_prosecutors(b: Blocks, m: Model, of: Ints, at: Floats, suspect: int, result: str) -> None:
    c = m.cases
    fields: dict[str, Any] = {"evidential": "pass", "public_interest": "for"}
    if result != "charge":
        fields = {
            "evidential": c.pick("decided.cps_evidential", len(of)),
            "public_interest": c.pick("decided.cps_interest", len(of)),
        }
    b.add(
        "decision.made", of, at[of], "cps", subject=suspect, by="cps", result=result,
        stage="evidential", authorised_by="prosecutor",
        read=c.pick_lists("decided.cps_read", len(of)), **fields, **_rest(m, of, "c"),
    )  # fmt: skip


def _rest(m: Model, of: Ints, who: str) -> dict[str, Any]:
    explained = (m.cases.uniform(len(of)) < m.cases.p["decided.explained"]).astype(np.int64)
    return {
        "jury_prediction": m.cases.pick("decided.jury", len(of)), "rationale": "made up",
        "reasons": Coded([MISSING, REASONS], explained),
        "decided_by": Named(who, decider(m, of)),
        "authorised_id": Named(who, decider(m, of) + 2 * DECIDERS),
    }  # fmt: skip


def decider(m: Model, of: Ints) -> Ints:
    """The number of whoever decides a case; who authorises and who reviews have others."""
    found: Ints = (m.cases.first + of) * 13 % DECIDERS + 1
    return found
