"""Code lists that are not ours: outcomes, forces, and the harmonised lists of equality data.

A list of equality data ends with four things that are not the same: `none` (asked, and there is
none), `not_asked`, `prefers_not_to_say` and `not_known` (asked, and the person does not know, or
somebody else answered). A field that is absent is a fifth: not recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answerable.events.model import NONE, NOT_ASKED, NOT_KNOWN, PREFERS_NOT_TO_SAY

MISSING = (NONE, NOT_ASKED, PREFERS_NOT_TO_SAY, NOT_KNOWN)

# Home Office outcomes of crimes. Source: the Home Office's user guide to its open data tables,
# labels by a transcription of it; check against the counting rules before release.
# 0 is not an outcome and is kept out of every denominator; 1a, 2a and 3a are parts of 1, 2 and 3.
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "0": "Not yet assigned an outcome",
        "1": "Charged or summonsed",
        "1a": "Charged or summonsed: alternative offence",
        "2": "Caution: youth",
        "2a": "Caution: youth, alternative offence",
        "3": "Caution: adult",
        "3a": "Caution: adult, alternative offence",
        "4": "Taken into consideration",
        "5": "Offender died",
        "6": "Penalty notice for disorder",
        "7": "Cannabis or khat warning",
        "8": "Community resolution",
        "9": "Not in the public interest: prosecutors",
        "10": "Not in the public interest: police",
        "11": "Prosecution prevented: suspect under age",
        "12": "Prosecution prevented: suspect too ill",
        "13": "Prosecution prevented: victim or key witness dead or too ill",
        "14": "Evidential difficulties: no suspect identified, victim does not support action",
        "15": "Evidential difficulties: named suspect, victim supports action",
        "16": "Evidential difficulties: named suspect, victim does not support action",
        "17": "Time limit for prosecution expired",
        "18": "Investigation complete: no suspect identified",
        "19": "Fraud: passed to the national body",
        "20": "Passed to another body to investigate",
        "21": "Further investigation not in the public interest: police",
        "22": "Diversionary, educational or intervention activity",
    }
)

# Police forces by the criminal justice system's two-digit code. Source: the Ministry of Justice's
# standing data of the courts' exchange.
FORCES: Mapping[str, str] = MappingProxyType(
    {
        "01": "Metropolitan Police", "03": "Cumbria", "04": "Lancashire", "05": "Merseyside",
        "06": "Greater Manchester", "07": "Cheshire", "10": "Northumbria", "11": "Durham",
        "12": "North Yorkshire", "13": "West Yorkshire", "14": "South Yorkshire",
        "16": "Humberside", "17": "Cleveland", "20": "West Midlands", "21": "Staffordshire",
        "22": "West Mercia", "23": "Warwickshire", "30": "Derbyshire", "31": "Nottinghamshire",
        "32": "Lincolnshire", "33": "Leicestershire", "34": "Northamptonshire",
        "35": "Cambridgeshire", "36": "Norfolk", "37": "Suffolk", "40": "Bedfordshire",
        "41": "Hertfordshire", "42": "Essex", "43": "Thames Valley", "44": "Hampshire",
        "45": "Surrey", "46": "Kent", "47": "Sussex", "48": "City of London",
        "50": "Devon and Cornwall", "52": "Avon and Somerset", "53": "Gloucestershire",
        "54": "Wiltshire", "55": "Dorset", "60": "North Wales", "61": "Gwent",
        "62": "South Wales", "63": "Dyfed-Powys", "93": "British Transport Police",
    }
)  # fmt: skip

# Ethnic groups of the 2021 census in England and Wales, in the order of the Government Statistical
# Service, each under its broad group. The older pattern of GOV.UK has no Roma: map on display.
ETHNIC_GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "asian": MappingProxyType(
            {
                "asian_indian": "Indian",
                "asian_pakistani": "Pakistani",
                "asian_bangladeshi": "Bangladeshi",
                "asian_chinese": "Chinese",
                "asian_other": "Any other Asian background",
            }
        ),
        "black": MappingProxyType(
            {
                "black_caribbean": "Caribbean",
                "black_african": "African",
                "black_other": "Any other Black, Black British, or Caribbean background",
            }
        ),
        "mixed": MappingProxyType(
            {
                "mixed_white_black_caribbean": "White and Black Caribbean",
                "mixed_white_black_african": "White and Black African",
                "mixed_white_asian": "White and Asian",
                "mixed_other": "Any other Mixed or multiple ethnic background",
            }
        ),
        "white": MappingProxyType(
            {
                "white_british": "English, Welsh, Scottish, Northern Irish or British",
                "white_irish": "Irish",
                "white_gypsy_irish_traveller": "Gypsy or Irish Traveller",
                "white_roma": "Roma",
                "white_other": "Any other White background",
            }
        ),
        "other": MappingProxyType({"other_arab": "Arab", "other_any": "Any other ethnic group"}),
    }
)

RACE = (*(code for group in ETHNIC_GROUPS.values() for code in group), *MISSING)

# What an officer saw is another fact than what a person says of herself: six groups and unknown.
OFFICER_OBSERVED = (
    "white_north_european", "white_south_european", "black", "asian", "chinese_japanese_se_asian",
    "arab_north_african", "unknown",
)  # fmt: skip

# Bands, for an age in years beside a place and a month tells who it is.
AGE = (
    "under_13", "13_to_15", "16_to_17", "18_to_24", "25_to_34", "35_to_44", "45_to_54",
    "55_to_64", "65_to_74", "75_and_over", *MISSING,
)  # fmt: skip

# The two harmonised questions together: a condition that has lasted or will last twelve months,
# and how far it reduces what the person can do.
DISABILITY = (
    "reduces_a_lot", "reduces_a_little", "does_not_reduce", "no_condition", *MISSING,
)  # fmt: skip

GENDER_REASSIGNMENT = ("same_as_registered_at_birth", "different", *MISSING)

MARRIAGE_CIVIL_PARTNERSHIP = (
    "never_married", "married", "in_civil_partnership", "separated_married",
    "separated_civil_partnership", "divorced", "dissolved_civil_partnership", "widowed",
    "surviving_civil_partner", *MISSING,
)  # fmt: skip

PREGNANCY_MATERNITY = ("pregnant", "maternity", "neither", *MISSING)

RELIGION_BELIEF = (
    "no_religion", "christian", "buddhist", "hindu", "jewish", "muslim", "sikh", "other", *MISSING,
)  # fmt: skip

SEX = ("female", "male", *MISSING)

SEXUAL_ORIENTATION = ("heterosexual", "gay_or_lesbian", "bisexual", "other", *MISSING)

# The nine protected characteristics of the Equality Act 2010, section 4.
CHARACTERISTICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "age": AGE,
        "disability": DISABILITY,
        "gender_reassignment": GENDER_REASSIGNMENT,
        "marriage_civil_partnership": MARRIAGE_CIVIL_PARTNERSHIP,
        "pregnancy_maternity": PREGNANCY_MATERNITY,
        "race": RACE,
        "religion_belief": RELIGION_BELIEF,
        "sex": SEX,
        "sexual_orientation": SEXUAL_ORIENTATION,
    }
)
