"""Written notices where the person is under 18: to the child in their own words, and to the adult
who decides, in one letter.

A child cannot agree for themselves. A parent or guardian decides, or whoever stands for them in
care; where none of them can be had, another responsible adult who is not of those that may copy the
phone (Police, Crime, Sentencing and Courts Act 2022, section 38, and 44B for records). What the
child thinks is asked first.
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

ADULT = Ask(
    name="adult",
    asks="Which adult decides with the child?",
    hint=(
        "The name. A parent or guardian, or whoever stands for the child in care. If none can be "
        "had, another responsible adult, and nobody of the police. Ask the child who is safe: "
        "never the suspect, or somebody who is close to the suspect."
    ),
)
WHO = Ask(
    name="who",
    asks="Who is that adult to the child?",
    hint="For example: her mother, her social worker.",
)


def _for_both(written: Written) -> Block:
    return text(
        f"This letter is for you, and for {written['adult'].strip()}, {written['who'].strip()}.",
        "The first part is for you. The second part is for the adult.",
        "You can read it alone or with somebody. You can ask us about any word in it.",
    )


def _adults(written: Written) -> Block:
    return heading(f"For {written['adult'].strip()}")


def phone(facts: Facts, written: Written) -> list[Block]:
    """The notice to a child whose phone is asked for, and to the adult who decides."""
    return [
        _for_both(written),
        *_phone_to_the_child(facts, written),
        _adults(written),
        *_phone_to_the_adult(),
    ]


def _phone_to_the_child(facts: Facts, written: Written) -> list[Block]:
    days = facts.says("days_estimated")
    return [
        heading("For you: we ask about your phone"),
        text(
            "We want to copy something from your phone. We need a yes before we may do that.",
            "The law says that an adult gives the yes or the no for you, as you are under 18. But "
            "first we ask you what you think. What you say counts.",
        ),
        heading("You may say no"),
        text(
            "You can say that you do not want it. You do not have to say why. We will not stop "
            "just because of a no. You are not in trouble, whatever you say.",
            "Nobody may push you. If somebody does, tell us, or tell an adult whom you trust.",
        ),
        heading("What we want to see"),
        items(*phone_data(facts), period(facts)),
        heading("Why"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        heading("What happens with it"),
        text(
            "We copy only what stands here, if that can be done. The police look at it. Lawyers "
            "who work on the case may see what matters. If there is a court case, the lawyers of "
            "the other side may see it too.",
            "We tell you when we have looked. We tell you when the copy is gone.",
        ),
        *typed(written.get("handling", "")),
        text(
            without_it(days),
            "If you need a phone to be safe, tell us. You can have another one for that time.",
        ),
        heading("Tell us what you think"),
        text(
            "You can tell us alone, without the adult. You can say it, write it or show it. We "
            "write it down. The adult hears it before they decide, if that is safe for you."
        ),
    ]


def _phone_to_the_adult() -> list[Block]:
    return [
        text(
            "The person to whom this letter goes is under 18. So the law asks for your agreement "
            "in their place. You can only give it if you are their parent or guardian, or stand "
            "for them in care. If none of those can be had, another responsible adult can, who is "
            "not of the police.",
            "If you are suspected in this case, or stand close to whoever is, tell us. Then "
            "somebody else decides.",
        ),
        text(
            "All that stands above is said to you too: what is asked for, why, and what happens "
            "with it. You may say no. You do not have to say why. The investigation will not end "
            "just because you say no. Nobody may put pressure on you.",
            "Before you decide, what the child thinks has to be asked and thought about. Their "
            "answer and yours may differ: tell us both.",
        ),
        text(
            "If you agree, you sign a form and get a copy of it. If you cannot write or read, you "
            "can say it, and somebody writes it down. You can take it back later.",
            "If you are not their parent or guardian, we tell the parent or guardian that you "
            "agreed, unless that would not be right for the child.",
        ),
    ]


def records(facts: Facts, written: Written) -> list[Block]:
    """The notice that others are asked for records about a child, to the child and an adult."""
    return [
        _for_both(written),
        heading("For you: records about you"),
        text(
            "We want to ask somebody else for records about you. The law says that we tell you in "
            "writing what we ask for, why, and what happens with it."
        ),
        heading("What we ask for"),
        items(f"The kind: {kind_of_records(facts)}", period(facts)),
        heading("Why"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        *counselling(facts),
        heading("What happens with it"),
        text(
            "We ask only for what we need to see. The police look at it. Lawyers who work on the "
            "case may see what matters. If there is a court case, the lawyers of the other side "
            "may see it too.",
            "We tell you when the records came and when we looked at them.",
        ),
        *typed(written.get("handling", "")),
        heading("Tell us what you think"),
        text(
            "You can say that you do not want it, and why. You can tell us alone, without the "
            "adult. We write it down, and think about it before we do anything with the records.",
            "Your case does not end because you do not want it.",
        ),
        _adults(written),
        text(
            "The person to whom this letter goes is under 18. So the law says that you are told "
            "too, as their parent or guardian, or as an adult who stands for them. All that "
            "stands above is said to you as well. You can tell us what you think about it.",
            "If you are suspected in this case, or stand close to whoever is, tell us.",
        ),
    ]


def _of_age(facts: Facts) -> list[str]:
    if is_under_age(facts):
        return []
    return ["The record does not say that she is under 18. Use the notice for adults."]


KINDS = (
    Kind(
        name="device_notice_child",
        title="Written notice: the phone of a child is asked for (under 18)",
        heading="You are asked about your phone",
        to_victim="A letter about a phone",
        by=("police",),
        about="device.requested[of=victim]",
        asks=(ADULT, WHO, WHY, HANDLING),
        says=phone,
        sent="device.form_sent",
        once=True,
        fixed=WHOLE,
        refuses=_of_age,
    ),
    Kind(
        name="records_notice_child",
        title="Written notice: records about a child are asked for (under 18)",
        heading="Records about you",
        to_victim="A letter about records",
        by=("police",),
        about="third_party.requested[of=victim]",
        asks=(ADULT, WHO, WHY, HANDLING),
        says=records,
        sent="third_party.notice_sent",
        once=True,
        fixed=RECORDS_STATED,
        refuses=_of_age,
    ),
)
