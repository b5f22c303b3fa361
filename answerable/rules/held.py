"""What is held back from the victim until a person has told them, and what telling lets it show."""

from __future__ import annotations

from typing import NamedTuple


class Held(NamedTuple):
    """What is held back, until one of three lets it show.

    `told_by`: an event after it, of the same subject or of none, which is of all; with `of_all`, of
    whichever. `rests_on`: what she was shown before and says as much. And whatever is not told by
    anything of its own shows unless something of `unless` before it is held back. What `protects`
    her waits for nobody else to be told.
    """

    events: str
    told_by: str = ""
    of_all: bool = False
    rests_on: str = ""
    unless: str = ""
    protects: bool = False


CHARGE_TOLD = "progress.told[about=charged]; hearing.told"
RESULT_TOLD = "progress.told[about=outcome|not_investigated]"
DECIDED = "decision.made; proceedings.stopped; review.decided"
ENDS = "decision.made; proceedings.stopped; court.outcome; review.decided"

# The first line that fits an event decides.
HELD: tuple[Held, ...] = (
    Held("decision.made; proceedings.stopped", "decision.told"),
    # A person tells first, and the letter follows: it shows with the decision that came before it,
    # and with none of them held back.
    Held("letter.sent; letter.delivered", "decision.told", rests_on=DECIDED, unless=DECIDED),
    Held("bail.granted; bail.varied", "progress.told[about=bail|released]", protects=True),
    Held(
        "order.granted",
        "progress.told[about=bail|released|outcome]; contact.made[by=agency,about=safety]",
        protects=True,
    ),
    Held("charge.made", CHARGE_TOLD, of_all=True),
    Held("court.outcome; sentence.passed", "progress.told[about=outcome]"),
    # A day for a sentence says that there was a verdict.
    Held(
        "hearing.listed[kind=sentence]; hearing.moved[kind=sentence]; hearing.held", "hearing.told"
    ),
    Held(
        "hearing.listed; hearing.moved; trial.started; witness_care.taken_on; court_visit.offered; "
        "measures.applied; measures.decided; measures.considered[agency=cps|witness_care]",
        CHARGE_TOLD,
        of_all=True,
        rests_on=CHARGE_TOLD,
    ),
    Held("review.decided", "decision.told", of_all=True),
    Held(
        "case.closed",
        f"decision.told; {RESULT_TOLD}",
        of_all=True,
        rests_on=f"decision.made[result=no_further_action]; proceedings.stopped; court.outcome; "
        f"{RESULT_TOLD}",
        unless=ENDS,
    ),
    # That it was opened again says that it had ended: it shows with the end that she was told of.
    Held(
        "case.reopened[agency=police|cps]",
        "decision.told",
        of_all=True,
        rests_on=f"{ENDS}; case.closed",
        unless=f"{ENDS}; case.closed",
    ),
)

# Of two victims of one suspect both are told of these before the pages of either change,
TOLD_TO_BOTH = (
    "decision.made; proceedings.stopped; review.decided; charge.made; court.outcome; "
    "sentence.passed"
)
# so of these tellings nothing shows before. Those of bail and of safety are not among them: what a
# victim needs in the night does not wait for somebody else.
WAITS_FOR_BOTH = (
    "decision.told; hearing.told; progress.told[about=charged|not_investigated|outcome]"
)
