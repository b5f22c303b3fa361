"""Events that belong to every room."""

from __future__ import annotations

from answerable.events.model import (
    AGENCIES,
    EventType,
    code,
    day,
    entry,
    in_room,
    one_of,
    text,
    whole,
    yes_no,
)

TYPES = in_room(
    "every",
    EventType(
        name="record.corrected",
        by=AGENCIES,
        meaning="An entry of the record is to be read differently, or should never have been made.",
        to_agencies="An entry was corrected",
        fields=(
            whole("seq", "The entry of this case that is meant, by its number"),
            text("reason", "Why, in words"),
            entry(
                "entry",
                "The event as it should have been recorded; left out where it should never "
                "have been",
            ),
        ),
    ),
    EventType(
        name="message.failed",
        by=("system",),
        meaning="A message that was sent did not arrive: sent is not told.",
        to_agencies="A message did not arrive",
        fields=(whole("seq", "The entry of this case that is meant, by its number"),),
    ),
    EventType(
        name="message.handed_over",
        by=("system",),
        meaning="A message to the victim did not leave, or did not arrive: a person has to tell.",
        to_agencies="A message did not reach the victim and is left to a person",
        fields=(
            whole("seq", "The entry of this case that it was about, by its number"),
            one_of("channel", "text|email|letter", "How it was to go"),
            one_of(
                "why",
                "not_agreed|not_safe|breached|declined|changed|moved|times_unclear|no_hour|"
                "no_address|adviser_changed|not_told|refused|undelivered|provider_down|not_known",
                "Why it did not",
            ),
        ),
        subject="message",
        requirements=("DC-025",),
    ),
    EventType(
        name="opening.delayed",
        by=("police",),
        meaning=(
            "That the record was opened is shown to the victim later: for one kind of agency, with "
            "its ground in law and its last day."
        ),
        to_agencies="Who opened the record is shown to the victim later",
        fields=(
            one_of("whose", "police|cps|support|witness_care", "Whose openings are shown later"),
            day("from", "The first day whose openings are shown later"),
            day(
                "until",
                "The last day of it, at most 28 days on, which is ours; then they show",
            ),
            one_of(
                "provision",
                "inquiry|crime|public_security|national_security|rights_of_others",
                "Why the right to see it is restricted: section 45(4) of the Data Protection Act "
                "2018, (a) to (e)",
            ),
            one_of(
                "rank",
                "inspector|chief_inspector|superintendent",
                "The rank that decided it: the Act names none, these are ours",
            ),
            text("why", "Why it is needed, and no more than is needed"),
        ),
    ),
    EventType(
        name="case.linked",
        by=("police", "cps"),
        meaning=(
            "Another case shares the suspect, the victim or the incident; linked cases are "
            "never merged."
        ),
        to_agencies="A linked case was named",
        fields=(
            code("to", "The reference of the other case"),
            one_of(
                "why",
                "same_suspect|same_victim|same_incident|counter_report",
                "What the two cases share",
            ),
        ),
    ),
    EventType(
        name="offence.added",
        by=("police", "cps"),
        meaning="A further offence is part of this report.",
        to_agencies="An offence was added",
        fields=(
            one_of(
                "offence",
                "rape|attempted_rape|assault_by_penetration|sexual_assault|other",
                "The offence",
            ),
            day("from", "The first day of the period, where it is known", required=False),
            day("to", "The last day of the period, where it is known", required=False),
        ),
        subject="offence",
        subject_may_be_empty=True,
        requirements=("P1-375",),
    ),
    EventType(
        name="delay.explained",
        by=("police", "cps"),
        meaning="Why a duty or a stage is late, by its cause and in words.",
        to_agencies="A delay was explained",
        fields=(
            code("of", "The duty that is late, by its id, or the stage"),
            one_of(
                "cause",
                "digital|third_party|medical|forensic|witness|suspect|workload|advice|"
                "file_quality|court|other",
                "The cause of the delay",
            ),
            text("why", "Why, in words"),
            yes_no(
                "outside",
                "Whether the cause lies outside the justice system, such as an epidemic",
                required=False,
            ),
        ),
        requirements=("P1-154", "P1-230"),
    ),
)
