"""Police and prosecutors on one plan."""

from __future__ import annotations

from answerable.events.model import (
    EventType,
    any_of,
    code,
    day,
    in_room,
    one_of,
    text,
    vault,
    whole,
    yes_no,
)

TYPES = in_room(
    "prosecution",
    EventType(
        name="early_advice.considered",
        by=("police",),
        meaning="Whether to ask a prosecutor for early advice was considered.",
        to_agencies="Early advice was considered",
        fields=(
            yes_no("sought", "Whether advice is sought"),
            text("why_not", "Why not, in words", required=False),
        ),
    ),
    EventType(
        name="early_advice.requested",
        by=("police",),
        meaning="Early advice was asked for.",
        to_agencies="Early advice was requested",
        fields=(
            any_of(
                "sent_with",
                "summary|lines_of_enquiry|suspect_account|key_evidence|disclosable|questions",
                "What goes with the request; a full file is not needed",
                required=False,
            ),
        ),
        requirements=("P1-159", "P1-161"),
    ),
    EventType(
        name="early_advice.given",
        by=("cps",),
        meaning="A prosecutor gave early advice.",
        to_agencies="Early advice was given",
        fields=(
            one_of(
                "result",
                "advised|more_needed|not_suited",
                "Whether advice was given, or what stands against it",
                required=False,
            ),
            text("advice", "What was advised, or why not here", required=False),
        ),
        requirements=("P1-161", "P1-255"),
    ),
    EventType(
        name="file.submitted",
        by=("police",),
        meaning="A file went to the prosecutors.",
        to_agencies="A file was submitted",
        fields=(
            one_of("purpose", "early_advice|charging|resubmission", "For what"),
            one_of("track", "custody|five_day|standard", "On which track", required=False),
            code("cps_area", "The CPS Area, by a code"),
        ),
        requirements=("P1-159",),
    ),
    EventType(
        name="gatekeeper.reviewed",
        by=("police",),
        meaning="The gatekeeper checked the file before it went.",
        to_agencies="The gatekeeper reviewed the file",
        fields=(
            yes_no("passed", "Whether it passed"),
            any_of(
                "missing",
                "victim_video|key_statement|interview|medical|forensic|digital|"
                "disclosure_schedules|previous_convictions|summary|other",
                "What is missing",
                required=False,
            ),
        ),
    ),
    EventType(
        name="triage.completed",
        by=("cps",),
        meaning="Prosecutors checked that the file holds what it must; presence, not quality.",
        to_agencies="Triage was completed",
        fields=(
            yes_no("accepted", "Whether the file was accepted"),
            one_of("track", "custody|five_day|standard", "On which track"),
            any_of(
                "missing",
                "victim_video|key_statement|interview|medical|forensic|digital|"
                "disclosure_schedules|previous_convictions|summary|other",
                "What is missing",
                required=False,
            ),
        ),
        requirements=("P1-197",),
    ),
    EventType(
        name="file.assessed",
        by=("cps",),
        meaning="Prosecutors assessed the quality of the file.",
        to_agencies="The file was assessed",
        fields=(
            any_of(
                "inadequate",
                "victim_video|key_statement|interview|medical|forensic|digital|"
                "disclosure_schedules|previous_convictions|summary|other",
                "What is not good enough",
            ),
            one_of("disputed", "yes|no|no_answer", "Whether the police dispute it", required=False),
        ),
        requirements=("P1-197",),
    ),
    EventType(
        name="prosecutor.allocated",
        by=("cps",),
        meaning="A prosecutor was allocated.",
        to_agencies="A prosecutor was allocated",
        fields=(
            vault("officer", "Who, by a pseudonymous id"),
            yes_no("rasso", "Whether the prosecutor is a rape specialist"),
        ),
    ),
    EventType(
        name="strategy.set",
        by=("cps",),
        meaning="The prosecutor set a strategy for the case.",
        to_agencies="A case strategy was set",
        fields=(
            yes_no("strengths", "Whether the strengths are covered"),
            yes_no("weaknesses", "Whether the weaknesses are covered"),
            yes_no("handling", "Whether how to deal with them is covered"),
        ),
        requirements=("P1-202",),
    ),
    EventType(
        name="actionplan.sent",
        by=("cps",),
        meaning="Prosecutors sent the police an action plan.",
        to_agencies="An action plan was sent",
        fields=(
            whole("number", "The number of the plan in this case"),
            one_of(
                "why_again",
                "new_line|missed_before|not_answered|answered_in_part|other",
                "For a second and later plan: why it was needed",
                required=False,
            ),
        ),
        requirements=("P1-197",),
    ),
    EventType(
        name="action.set",
        by=("cps",),
        meaning="One action of the plan: what, why and by when.",
        to_agencies="An action was set",
        fields=(
            one_of(
                "kind",
                "statement|medical|digital|third_party|forensic|interview|disclosure|"
                "convictions|other",
                "What kind",
            ),
            text("why", "Why, in words"),
            yes_no("essential", "Whether the charging decision depends on it"),
            day("target", "The day by which it is to be done"),
            day("review", "The day on which to look at it again"),
            code(
                "line",
                "The line of enquiry that it serves, by its subject",
                names="line",
                required=False,
            ),
            day("from", "The first day of the period, where it is known", required=False),
            day("to", "The last day of the period, where it is known", required=False),
            one_of(
                "advised",
                "yes|new|differs",
                "Whether early advice named it already",
                required=False,
            ),
        ),
        subject="action",
        requirements=("P1-346",),
    ),
    EventType(
        name="action.challenged",
        by=("police",),
        meaning="The police challenge an action of the plan.",
        to_agencies="An action was challenged",
        fields=(
            one_of(
                "ground",
                "not_proportionate|not_a_line|date_unrealistic|already_done",
                "On what ground",
            ),
        ),
        subject="action",
    ),
    EventType(
        name="action.amended",
        by=("cps",),
        meaning="An action was given another target, or withdrawn.",
        to_agencies="An action was amended",
        fields=(
            day("target", "The day by which it is to be done", required=False),
            yes_no("withdrawn", "Whether it was withdrawn"),
        ),
        subject="action",
    ),
    EventType(
        name="action.upheld",
        by=("cps",),
        meaning="Prosecutors uphold an action that was challenged.",
        to_agencies="An action was upheld",
        fields=(text("why", "Why, in words"),),
        subject="action",
    ),
    EventType(
        name="action.completed",
        by=("police",),
        meaning="An action was completed, or could not be.",
        to_agencies="An action was completed",
        fields=(one_of("result", "done|not_possible", "What came of it"),),
        subject="action",
    ),
    EventType(
        name="actionplan.reviewed",
        by=("police", "cps"),
        meaning="Police and prosecutors, or one of them, went over the plan.",
        to_agencies="The action plan was reviewed",
        fields=(yes_no("together", "Whether police and prosecutors did it together"),),
    ),
    EventType(
        name="reminder.sent",
        by=("cps",),
        meaning="Prosecutors sent the police a reminder.",
        to_agencies="A reminder was sent",
        fields=(one_of("to", "investigator|supervisor|senior", "To whom"),),
    ),
    EventType(
        name="case.waiting_on_police",
        by=("cps",),
        meaning="Prosecutors wait for the police and have made no decision.",
        to_agencies="The prosecutor is waiting on the police; no decision has been made",
        fields=(
            yes_no("agreed", "Whether it was agreed with the police"),
            one_of(
                "reason",
                "no_response|suspect_not_found|material_awaited|other",
                "Why it waits",
            ),
        ),
        victim="yes",
        to_victim="The prosecutor is waiting for more from the police. No decision has been made.",
        requirements=("P1-250", "P1-347"),
    ),
    EventType(
        name="case.reactivated",
        by=("police", "cps"),
        meaning="The case is with the prosecutors again.",
        to_agencies="The case was reactivated",
        victim="yes",
        to_victim="The prosecutor is working on your case again.",
    ),
    EventType(
        name="cps.told",
        by=("police",),
        meaning="Prosecutors were told of a police decision, or of progress.",
        to_agencies="The prosecutors were told",
        fields=(one_of("of", "police_decision|progress", "What they were told of"),),
    ),
    EventType(
        name="conversation.held",
        by=("police", "cps"),
        meaning="Investigator and prosecutor, or their seniors, spoke about the case.",
        to_agencies="A conversation was held",
        fields=(
            one_of("how", "phone|video|in_person", "How it was done"),
            one_of("about", "pre_nfa|early_advice|action_plan|victim|other", "What it was about"),
            one_of("level", "working|senior", "The level"),
            text("note", "What was said, in words"),
        ),
        requirements=("P1-198", "P1-212", "P1-255", "AS-032"),
    ),
    EventType(
        name="disagreement.raised",
        by=("police", "cps"),
        meaning="One agency disagrees with the other, at a level.",
        to_agencies="A disagreement was raised",
        fields=(
            one_of("about", "action|decision|file|timescale", "What it is about"),
            one_of("level", "1|2|3", "The level"),
        ),
        subject="disagreement",
    ),
    EventType(
        name="disagreement.answered",
        by=("police", "cps"),
        meaning="A disagreement was answered.",
        to_agencies="A disagreement was answered",
        fields=(
            yes_no("resolved", "Whether it was resolved"),
            one_of("level", "1|2|3", "The level"),
            yes_no("independent", "Whether whoever answered had no part in it before"),
        ),
        subject="disagreement",
    ),
)
