"""Written notices where a grown-up cannot decide about the request: to them in plain words, and to
whoever may decide for them, in one letter.

For a phone that is a parent or guardian, whoever stands for them in care, a registered social
worker, an attorney or a deputy, and else a responsible adult who is not of those that may copy it
(Police, Crime, Sentencing and Courts Act 2022, section 38). For records the notice is given to a
parent or guardian, to whoever stands for them in care, or to another adult who is right for it
(section 44B). Whether somebody can decide is asked of this one request, and never of a diagnosis.
"""

from __future__ import annotations

from answerable.letters.model import Ask, Block, Facts, Kind, Written, heading, items, text, typed
from answerable.letters.requests import (
    HANDLING,
    RECORDS_STATED,
    WHOLE,
    WHY,
    counselling,
    enquiry,
    is_under_age,
    kind_of_records,
    period,
    phone_data,
    tried,
    without_it,
)

WHO_DECIDES = Ask(
    name="adult",
    asks="Who may decide for the victim?",
    hint=(
        "The name. A parent or guardian, who stands for them in care, a registered social worker, "
        "an attorney or a deputy. If none can be had, another responsible adult, and nobody of the "
        "police. Ask the victim who is safe: never the suspect, or somebody close to the suspect."
    ),
)
WHO = Ask(
    name="who", asks="Who is that to the victim?", hint="For example: her sister, her deputy."
)


def _for_both(written: Written) -> Block:
    return text(
        f"This letter is for you, and for {written['adult'].strip()}, {written['who'].strip()}.",
        "The first part is for you. You can read it with somebody. Ask us about any word in it. We "
        "can explain it in a way that is good for you: with pictures, signs or a helper.",
    )


def _asked(facts: Facts, written: Written) -> list[Block]:
    return [
        heading("Why"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
    ]


def _what_happens(written: Written, *without: Block) -> list[Block]:
    return [
        heading("What happens with it"),
        text(
            "Only what stands here is looked at. The police look at it. Lawyers who work on the "
            "case may see what matters. If there is a court case, the lawyers of the other side "
            "may see it too.",
            "We tell you when we have looked.",
        ),
        *typed(written.get("handling", "")),
        *without,
        heading("Tell us what you think"),
        text(
            "You can tell us alone. You can say it, write it or show it. We write it down. If you "
            "can decide this with help, tell us, and we help you. Then you decide, and nobody else."
        ),
    ]


def _without_the_phone(facts: Facts) -> Block:
    return text(
        "We tell you when the copy is gone.",
        without_it(facts.says("days_estimated")),
        "If you need a phone to be safe, tell us. You can have another one for that time.",
    )


def _to_who_decides(written: Written, agrees: str) -> list[Block]:
    return [
        heading(f"For {written['adult'].strip()}"),
        text(
            "We think that the person to whom this letter goes cannot decide about this request, "
            f"even with help. If you think that they can, tell us. {agrees}",
            "If you are suspected in this case, or stand close to whoever is, tell us. Then "
            "it is somebody else.",
        ),
        text(
            "All that stands above is said to you too. What the person thinks has to be asked and "
            "thought about first. Do what is best for them, and not for the case."
        ),
    ]


def phone(facts: Facts, written: Written) -> list[Block]:
    """The notice of a request for the phone of somebody who cannot decide about it."""
    return [
        _for_both(written),
        heading("For you: we ask about your phone"),
        text(
            "We want to copy something from your phone. We need a yes before we may do that.",
            "Somebody gives the yes or the no for you. First we ask you what you think.",
        ),
        heading("You may say no"),
        text(
            "You can say that you do not want it. You do not have to say why. We will not stop "
            "just because of a no. Nobody may push you."
        ),
        heading("What we want to see"),
        items(*phone_data(facts), period(facts)),
        *_asked(facts, written),
        *_what_happens(written, _without_the_phone(facts)),
        *_to_who_decides(
            written,
            "The law asks for your agreement in their place. You may say no. You do not have to "
            "say why. The investigation will not end just because you say no. If you agree, you "
            "sign a form and get a copy of it. You can take it back later.",
        ),
    ]


def records(facts: Facts, written: Written) -> list[Block]:
    """The notice that others are asked for records about somebody who cannot decide about it."""
    return [
        _for_both(written),
        heading("For you: records about you"),
        text("We want to ask somebody else for records about you."),
        heading("What we ask for"),
        items(f"The kind: {kind_of_records(facts)}", period(facts)),
        *_asked(facts, written),
        *counselling(facts),
        *_what_happens(written),
        *_to_who_decides(
            written, "The law says that you are told in their place. You can say what you think."
        ),
    ]


def _child(facts: Facts) -> list[str]:
    return (
        ["The victim may be under 18: use the notice for a child."] if is_under_age(facts) else []
    )


KINDS = (
    Kind(
        name="device_notice_capacity",
        title="Written notice: a phone is asked for, and the victim cannot decide about it",
        heading="You are asked about your phone",
        to_victim="A letter about a phone",
        by=("police",),
        about="device.requested[of=victim]",
        asks=(WHO_DECIDES, WHO, WHY, HANDLING),
        says=phone,
        sent="device.form_sent",
        once=True,
        fixed=WHOLE,
        refuses=_child,
    ),
    Kind(
        name="records_notice_capacity",
        title="Written notice: records are asked for, and the victim cannot decide about it",
        heading="Records about you",
        to_victim="A letter about records",
        by=("police",),
        about="third_party.requested[of=victim]",
        asks=(WHO_DECIDES, WHO, WHY, HANDLING),
        says=records,
        sent="third_party.notice_sent",
        once=True,
        fixed=RECORDS_STATED,
        refuses=_child,
    ),
)
