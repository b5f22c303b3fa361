"""What keeps a victim safe who is in touch, beside the published duties: our own, and so asked of
a case on its page and in the lists alone. No command and no figure goes by them."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "contact",
    Duty(
        id="contact.check",
        what=(
            "Ask the victim whether the agreed way to reach them is still safe, 90 days after it "
            "was agreed or last asked about."
        ),
        why="A way that was safe when it was agreed may not be safe once a life has changed.",
        owner="police, from charge.made witness_care",
        per="case",
        starts="contact.agreed",
        met_by="contact.agreed; contact.made[still_safe=yes]",
        lifted_by=(
            "case.closed; contact.declined[scope=all|until_decision]; "
            "contact.made[still_safe=no]; contact.breached; victim.moved"
        ),
        clock="Days(90)",
        flags="recurs",
        basis="default (ours, for the safety of the victim)",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
        ),
        requirements=("DC-025",),
    ),
    Duty(
        id="contact.another_way",
        what=(
            "Agree another way with the victim within seven days of their stopping all contact, "
            "of the agreed way being unsafe, or of their moving: through their adviser, or when "
            "they get in touch."
        ),
        why="Whoever cannot be reached safely is warned of nothing, and may be taken for gone.",
        owner="police, from charge.made witness_care",
        per="case",
        starts=(
            "contact.declined[scope=all]; contact.made[still_safe=no]; contact.breached; "
            "victim.moved"
        ),
        met_by="contact.agreed",
        lifted_by="case.closed",
        # Asked, and none is wanted: to ask on would be the contact that the victim stopped.
        paused_by="contact.declined[scope=all,no_other_way=true]",
        resumed_by="contact.agreed; contact.made[by=victim]",
        clock="Days(7)",
        basis="default (ours, for the safety of the victim)",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
        ),
        requirements=("P1-261", "DC-025"),
    ),
    Duty(
        id="contact.agree_again",
        what=(
            "Agree with the victim again how to reach them, within seven days of the case being "
            "opened again: through their adviser, or when they get in touch."
        ),
        why="What was agreed before a case was closed may reach somebody else by now.",
        owner="police, from charge.made witness_care",
        per="case",
        # It stands still from the closing to the opening, so that it runs in no closed case, and
        # in none that was opened again without having been closed: there the old agreement holds.
        starts="case.closed",
        met_by="contact.agreed",
        # Another way is owed in its place, or none is wanted for now.
        lifted_by=(
            "contact.declined[scope=all|until_decision]; contact.made[still_safe=no]; "
            "contact.breached; victim.moved"
        ),
        paused_by="case.closed",
        resumed_by="case.reopened",
        clock="Days(7)",
        basis="default (ours, for the safety of the victim)",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
        ),
        requirements=("P1-261",),
    ),
)
