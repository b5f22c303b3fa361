"""Codes of the record, in plain words: only those that the victim's pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from answerable.web import requested
from answerable.web.language import gettext as _

CODES: Mapping[str, Mapping[str, str]] = {
    **requested.CODES,
    "conditions": {
        "no_contact": "They must not contact you in any way.",
        "residence": "They must live at a place that was set.",
        "area": "They must keep away from some places.",
        "other": "There are other rules. Ask your people what they are.",
    },
    "order": {
        "dvpn": "A notice by the police to protect you at home.",
        "dvpo": "An order by a court to protect you at home.",
        "dapn": "A notice by the police to protect you at home.",
        "dapo": "An order by a court to protect you at home.",
        "sro": "An order that limits what they may do.",
        "shpo": "An order that limits what they may do.",
        "stalking": "An order that stops them from following or watching you.",
        "restraining": "An order that stops them from coming near you.",
        "non_molestation": "An order that stops them from hurting or scaring you.",
        "other": "An order to keep people safe.",
    },
    "answer": {
        "agreed": "You said yes.", "refused": "You said no.",
        "withdrawn": "You said yes before. Now you say no.",
        "asked_for_advice": "You want advice first.",
        "no_objection": "You said that we may ask for them.",
        "objected": "You said that you do not want this.",
        "views_given": "You told us what you think.",
    },
    "answered_for": {
        "agreed": "Somebody who may answer for you said yes.",
        "refused": "Somebody who may answer for you said no.",
        "withdrawn": "Somebody who may answer for you took the yes back.",
        "asked_for_advice": "Somebody who may answer for you wants advice first.",
    },
    "hearing": {
        "first": "The first day in court", "plea": "The day the person says guilty or not guilty",
        "section_28": "The day your answers are recorded before the trial",
        "trial": "The start of the trial", "sentence": "The day of the sentence",
        "other": "A day in court",
    },
    "kinds": {
        "screen": "a screen, so that you do not see the person",
        "live_link": "a video link, so that you are not in the room",
        "section_28": "your answers recorded before the trial",
        "intermediary": "somebody who helps you to understand and be understood",
        "private": "a court room without other people", "other": "another way",
        "none": "no way was needed",
    },
    "orders": {
        "shpo": "An order that limits what the person may do.",
        "restraining": "An order that stops the person from coming near you.",
        "none": "There is no order to protect you with it.",
    },
    "of": {
        "account": "you to speak with the police", "device": "your phone to come back",
        "investigation": "the police to finish their work", "decision": "a decision",
        "trial": "the trial", "other": "the next step",
    },
    "changed_because": {
        "digital": "the work on phones takes longer", "third_party": "we wait for records",
        "medical": "we wait for a doctor", "forensic": "we wait for a lab",
        "witness": "we wait for another person", "suspect": "we wait for the suspect",
        "workload": "there is too much work", "advice": "we wait for advice",
        "file_quality": "we have to add to the file", "court": "the court changed it",
        "other": "something else changed",
    },
    "waiting_for": {
        "digital": "work on phones", "third_party": "records", "medical": "a doctor",
        "forensic": "a lab", "witness": "another person", "suspect": "the suspect",
        "advice": "advice", "court": "the court",
    },
    "awaited": {
        "records": "records about you", "phone": "your phone to be ready to come back",
        "phone_reading": "what was copied from your phone to be looked at",
        "police_work": "work that the prosecutor asked for",
        "decision": "a decision about going to court",
        "review": "the decision to be looked at again",
        "hearing": "a day in court",
    },
    "awaited_of": {
        "holder": "the people who keep them", "police": "the police", "cps": "the prosecutor",
        "court": "the court",
    },
    "method": {
        "phone": "a phone call", "in_person": "talking face to face", "text": "a text message",
        "email": "an email", "third_party": "somebody else that you trust",
        "adviser": "your support worker", "app": "these pages",
        "bsl_video": "a video call in sign language",
    },
    "way": {
        "telephone": "A phone number", "email": "An email address", "address": "An address",
        "other": "Another way",
    },
    "sees": {
        "where": "Where my case is",
        "dates": "Days in court",
        "people": "Who my people are",
        "owed": "What must be done for me, and by when",
    },
    "safe_word": {
        "hers": "A word that I say, so that you know that it is me",
        "ours": "A word that you say, so that I know that it is you",
        "listened": "A word that I say when somebody is listening, so that you hang up",
    },
    "own_word": {
        "victim": "Victim", "survivor": "Survivor",
        "complainant": "Complainant (a word that courts use)", "none": "None of these",
    },
    "part": {
        "adviser": "Your support worker (on your side, not the police)",
        "victims_officer": "Police officer who keeps in touch with you",
        "investigator": "Police officer on your case",
        "prosecutor": "Prosecutor (a lawyer who decides about going to court)",
        "witness_care_officer": "Witness care officer (helps you with court)",
        "supervisor": "Boss of the police officers on your case",
    },
    "role": {
        "investigator": "A police officer", "supervisor": "A boss of police officers",
        "duty_supervisor": "A boss of police officers", "prosecutor": "A prosecutor",
        "prosecution_manager": "A boss of prosecutors", "adviser": "A support worker",
        "adviser_manager": "A boss of support workers",
        "witness_care": "A witness care officer",
        "witness_care_manager": "A boss of witness care officers",
        "performance": "A person who counts cases",
        "professional_standards": "A person who checks on police officers",
        "operator": "A person who looks after these computers",
    },
}  # fmt: skip


def said(codes: str, value: Any) -> str:
    """One code in words; an empty text for what is not recorded."""
    found = CODES[codes].get(str(value), "") if value else ""
    return _(found) if found else ""


def each(codes: str, values: Any) -> list[str]:
    """Several codes in words."""
    return [words for value in values or () if (words := said(codes, value))]


def listed(words: Iterable[str]) -> str:
    """A, B and C."""
    found = list(words)
    if len(found) == 1:
        return found[0]
    return _("{some} and {last}").format(some=", ".join(found[:-1]), last=found[-1])
