"""Leaflets: facts alone, in our own words, with nothing in them of anybody's case."""

from __future__ import annotations

from answerable.letters.decisions import SCHEME_OF, within
from answerable.letters.model import Block, Facts, Kind, Written, heading, items, length, text


def victims_code(facts: Facts, written: Written) -> list[Block]:
    """The twelve rights of the Code of 2020."""
    return [
        text(
            "The Victims’ Code says what you can expect from the police, from prosecutors and from "
            "others. It is the law. You have these rights whether or not anybody is charged."
        ),
        heading("Your twelve rights"),
        items(
            "To understand, and to be understood. An interpreter is free.",
            "To have what happened recorded without delay.",
            "To be told what happens when you report, in writing if that is safe for you.",
            "To be put in touch with support, within two working days.",
            "To be told about compensation.",
            "To be told about the investigation and each decision. You say how, and how often.",
            "To say what it has done to you, in a victim personal statement.",
            "To be told about the trial, and to have help if you give evidence.",
            "To be told what the court decided.",
            "To have your costs paid if you come to court, and your things given back.",
            "To be told about the person who was found guilty, if you want to.",
            "To complain if you do not get what you have a right to.",
        ),
        heading("More for you"),
        text(
            "After a rape you have enhanced rights. News of an arrest, of bail or of a decision "
            "comes to you within one working day. You can ask to speak with a woman or with a man.",
            "If you complain, you hear back within ten working days.",
        ),
        heading("Your choice"),
        text(
            "You choose how you are told things, and how often. You may say that you want to hear "
            "nothing for a time. You can change that whenever you want."
        ),
    ]


def right_to_review(facts: Facts, written: Written) -> list[Block]:
    """The right to ask for a decision to be looked at again."""
    police, cps = SCHEME_OF["police"], SCHEME_OF["cps"]
    return [
        text(
            "If it was decided not to charge or to stop, you can ask us to look again. The name "
            "for this is the Victims’ Right to Review. It costs nothing."
        ),
        heading("A decision of the police"),
        items(
            "It is for when the police asked a person questions as a suspect.",
            f"Ask within {length(police.within)} from when you were told.",
            "You can ask for more time.",
            "Somebody senior looks at it who had no part in it.",
            f"You are told within {within('decision.review_acknowledge')} that they have your "
            "request.",
            f"You get an answer within {within('decision.review')}.",
        ),
        heading("A decision of a prosecutor"),
        items(
            f"Ask within {length(cps.ordinarily)} if you can.",
            f"The last day is {length(cps.within)} from the letter.",
            "First, another prosecutor near you looks at it.",
            "If you do not agree, a national team looks at all of it again.",
        ),
        heading("What may come of it"),
        text(
            "The decision may stay, or be changed. The police may be asked to find out more. If a "
            "court case was ended with no evidence, it cannot begin again. Then you get an "
            "explanation, and an apology if it was wrong.",
            "Asking does no harm to you. You do not have to give a reason. Your adviser can ask "
            "for you.",
        ),
    ]


KINDS = (
    Kind(
        name="victims_code",
        title="Leaflet: your rights under the Victims’ Code",
        heading="Your rights",
        to_victim="A leaflet about your rights",
        by=("police", "witness_care"),
        says=victims_code,
        sent="information.given",
        fixed={"kind": "victims_code"},
        leaflet=True,
    ),
    Kind(
        name="review_scheme",
        title="Leaflet: asking for a decision to be looked at again",
        heading="Asking for a decision to be looked at again",
        to_victim="A leaflet about looking again",
        by=("police", "witness_care"),
        says=right_to_review,
        sent="information.given",
        fixed={"kind": "review_scheme"},
        leaflet=True,
    ),
)
