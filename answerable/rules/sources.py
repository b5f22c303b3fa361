"""The documents that rules rest on, and how well the place of each is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

# How well a fact of the law is known. Whoever releases a figure reads the source again first.
EVIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "F": "its text was seen at the official source, or in an official body's own code",
        "2": "its text was seen at a secondary source",
        "D": "it is derived from facts so seen",
        "GK": "general knowledge; not verified",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that rules cite: its title, who published it, and from when it applies.

    `read_whole` says that it was read from beginning to end, and not a part of it as others
    give it.
    """

    title: str
    publisher: str
    since: date | None
    read_whole: bool = False
    dated: str = ""


_PARLIAMENT = "Parliament of the United Kingdom"

DOCUMENTS: Mapping[str, Document] = MappingProxyType(
    {
        "phase_one": Document(
            title=(
                "A joint thematic inspection of the police and Crown Prosecution Service's "
                "response to rape. Phase one: from report to police or CPS decision to take no "
                "further action"
            ),
            publisher="HMICFRS and HMCPSI",
            since=date(2021, 7, 16),
            read_whole=True,
        ),
        "london_review": Document(
            title="The London Rape Review: 2021 update",
            publisher="Mayor's Office for Policing and Crime, Victims' Commissioner for London",
            since=date(2021, 12, 31),
            read_whole=True,
            dated="The text gives the year alone; the last day that it can have been is taken.",
        ),
        "avon_somerset_response": Document(
            title=(
                "Avon and Somerset Police and Crime Commissioner's response to the joint thematic "
                "inspection of rape, phase one"
            ),
            publisher="Police and Crime Commissioner for Avon and Somerset",
            since=date(2021, 9, 17),
            read_whole=True,
        ),
        "devon_cornwall_response": Document(
            title=(
                "Police and Crime Commissioner's response to the joint thematic inspection of "
                "rape, phase two, with the Chief Constable's comments"
            ),
            publisher="Police and Crime Commissioner for Devon and Cornwall",
            since=date(2022, 2, 25),
            read_whole=True,
            dated="It bears no date; that of the recommendations that it answers is taken.",
        ),
        "victims_code_2020": Document(
            title="Code of Practice for Victims of Crime in England and Wales (November 2020)",
            publisher="Ministry of Justice",
            since=date(2021, 4, 1),
        ),
        "counting_rules": Document(
            title="Home Office Counting Rules and National Crime Recording Standard",
            publisher="Home Office",
            since=date(2015, 4, 1),
            dated="The day from which 24 hours replaced 72 is general knowledge, not verified.",
        ),
        "pace_1984": Document(
            title="Police and Criminal Evidence Act 1984, as amended in 2017 and 2022",
            publisher=_PARLIAMENT,
            since=date(2017, 4, 3),
        ),
        "pcsc_act_2022": Document(
            title=(
                "Police, Crime, Sentencing and Courts Act 2022, Part 2 Chapter 3: extraction of "
                "information from devices, and its code"
            ),
            publisher=_PARLIAMENT,
            since=date(2022, 11, 8),
        ),
        "victims_prisoners_act_2024": Document(
            title="Victims and Prisoners Act 2024, section 28: requests for victim information",
            publisher=_PARLIAMENT,
            since=date(2026, 1, 12),
        ),
        "charging_guidance": Document(
            title="Director's Guidance on Charging, 6th edition",
            publisher="Director of Public Prosecutions",
            since=date(2020, 12, 31),
        ),
        "police_review_scheme": Document(
            title="Victims' right to review: decisions of the police",
            publisher="National Police Chiefs' Council",
            since=date(2015, 4, 1),
        ),
        "cps_review_scheme": Document(
            title="Victims' right to review: decisions of the Crown Prosecution Service",
            publisher="Crown Prosecution Service",
            since=date(2013, 6, 5),
        ),
        "youth_justice_1999": Document(
            title="Youth Justice and Criminal Evidence Act 1999, sections 17 and 19",
            publisher=_PARLIAMENT,
            since=None,
        ),
        "code_for_crown_prosecutors": Document(
            title="Code for Crown Prosecutors: the two-stage test",
            publisher="Crown Prosecution Service",
            since=None,
        ),
    }
)
