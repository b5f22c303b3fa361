"""Duties from the first call to a recorded crime."""

from __future__ import annotations

from datetime import date

from answerable.rules.model import Duty, Source, in_room

READ = date(2026, 11, 24)

DUTIES = in_room(
    "report",
    Duty(
        id="report.record",
        what="Record the report as a crime, or say formally why it is not one, within 24 hours.",
        why=(
            "Where recording waits, everything that hangs on a crime record waits with it, "
            "and evidence is lost."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="crime.recorded; crime.classified_n100",
        clock="Hours(24)",
        flags="before",
        basis="law: Home Office counting rules",
        figure="law",
        since=date(2015, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Getting the first response right",
            ),
            Source(
                document="counting_rules",
                place="National Crime Recording Standard, 24 hours",
                evidence="F; 2; start date GK",
            ),
        ),
        requirements=("P1-113",),
    ),
    Duty(
        id="report.speak_to_victim",
        what="Speak to the victim within 24 hours of the report.",
        why=(
            "Inspectors found victims who withdrew without anybody ever having spoken to "
            "them, and one who waited months."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="victim.spoken_to",
        lifted_by="case.decided",
        clock="Hours(24)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Getting the first response right",
            ),
        ),
        requirements=("P1-117", "P1-118"),
    ),
    Duty(
        id="report.attend",
        what="Attend the report within 24 hours.",
        why="The first response is where trust and evidence are won or lost.",
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="response.attended",
        lifted_by="case.decided",
        clock="Hours(24)",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Getting the first response right",
            ),
        ),
        requirements=("P1-117",),
    ),
    Duty(
        id="report.risk",
        what="Assess the risk to the victim within 24 hours of the report.",
        why="Without an assessment nobody knows whether the victim is safe tonight.",
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="risk.assessed",
        clock="Hours(24)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="The response to victims / Safeguarding and support",
            ),
        ),
        requirements=("P1-127",),
    ),
    Duty(
        id="report.safeguarding",
        what=(
            "Decide within 24 hours whether to refer for safeguarding, and record the "
            "decision either way."
        ),
        why=(
            "Risk was assessed but the referral that should follow was not always made, and "
            "partners were not told."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="safeguarding.decided",
        clock="Hours(24)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Headline findings"),
            Source(
                document="phase_one",
                place="The response to victims / Safeguarding and support",
            ),
        ),
        requirements=("P1-020", "P1-128"),
    ),
    Duty(
        id="report.needs",
        what="Assess what the victim needs within two working days of the report.",
        why=(
            "Forces seldom knew who their victims were, so support did not fit them, and the "
            "process overwhelmed them."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="needs.assessed",
        clock="WorkingDays(2)",
        flags="before",
        basis="law: Victims' Code right 4 (the figure is a default)",
        figure="default",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place=(
                    "The response to victims / Recording reports of rape where victims have "
                    "protected characteristics"
                ),
            ),
            Source(
                document="london_review",
                place="2. Victims/Survivors Leaving the Justice Process",
            ),
            Source(
                document="victims_code_2020",
                place="right 4, assessment of needs; no figure in it",
                evidence="F",
            ),
        ),
        requirements=("P1-125", "LR-022"),
    ),
    Duty(
        id="report.characteristics",
        what=(
            "Record all nine protected characteristics within seven days of the crime "
            "record, saying so where one was not asked or not told."
        ),
        why=(
            "Ethnicity was unknown for 167 of 502 victims and most of the rest was hardly "
            "recorded, so nobody can tell whether some victims are served worse."
        ),
        owner="police",
        per="case",
        starts="crime.recorded",
        met_by="characteristics.recorded",
        clock="Days(7)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Recommendations / Recommendation 1"),
            Source(
                document="phase_one",
                place=(
                    "The response to victims / Recording reports of rape where victims have "
                    "protected characteristics"
                ),
            ),
        ),
        requirements=("P1-041", "P1-121"),
    ),
    Duty(
        id="report.acknowledge",
        what=(
            "Confirm the report to the victim in writing within five working days, by a way "
            "that is safe."
        ),
        why=(
            "Without it the victim has no reference, no name to ask for, and no sign of being "
            "taken seriously."
        ),
        owner="police",
        per="case",
        starts="crime.recorded",
        met_by="report.acknowledged",
        clock="WorkingDays(5)",
        flags="before",
        basis="law: Victims' Code right 3 (the figure is a default)",
        figure="default",
        since=date(2021, 4, 1),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Communication with the victim / Keeping the victim informed",
            ),
            Source(
                document="victims_code_2020",
                place="right 3, written confirmation; no figure in it",
                evidence="F",
            ),
        ),
        requirements=("P1-257",),
    ),
    Duty(
        id="report.leaflet",
        what="Give the victim the first leaflet within five working days of the report.",
        why=(
            "At the first meeting little is taken in; something in writing says what happens "
            "next and who helps."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="information.given[kind=first_leaflet]",
        lifted_by="case.decided",
        clock="WorkingDays(5)",
        basis="default",
        figure="default",
        since=date(2021, 9, 17),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
            Source(document="avon_somerset_response", place="Recommendation 3"),
        ),
        requirements=("DC-034", "AS-024"),
    ),
    Duty(
        id="report.full_leaflet",
        what="Follow the first leaflet with the full one within 28 days.",
        why=(
            "The first leaflet is for the first hours; who does what on the whole way to "
            "court needs a second."
        ),
        owner="police",
        per="case",
        starts="information.given[kind=first_leaflet]",
        met_by="information.given[kind=full_leaflet]",
        lifted_by="case.decided",
        clock="Days(28)",
        basis="default",
        figure="default",
        since=date(2022, 2, 25),
        read_on=READ,
        sources=(
            Source(
                document="devon_cornwall_response",
                place="2.0 Chief Constable's comments / Recommendation 1",
            ),
        ),
        requirements=("DC-034",),
    ),
    Duty(
        id="report.position",
        what=(
            "Record within seven days whether the victim supports an investigation, and from when."
        ),
        why=(
            "Never supporting and later leaving were blended under one outcome code, so "
            "nobody could see what drives victims away."
        ),
        owner="police",
        per="case",
        starts="crime.reported",
        met_by="position.stated",
        clock="Days(7)",
        flags="before",
        basis="default",
        figure="default",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(
                document="phase_one",
                place="Police decisions / When the victim doesn't support the case (Outcome 16)",
            ),
        ),
        requirements=("P1-172",),
    ),
    Duty(
        id="report.preserve",
        what=(
            "Secure evidence that will not last before it expires, or within 24 hours where "
            "no date is known."
        ),
        why=(
            "An app's messages were found to be out of reach eighteen months later, when "
            "somebody first looked."
        ),
        owner="police",
        per="evidence",
        starts="evidence.perishable",
        met_by="evidence.preserved",
        clock="Until(expires_on) else Hours(24)",
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-066",),
    ),
)
