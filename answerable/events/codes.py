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

# Home Office outcomes of crimes. Source: the Home Office's user guide to its open data tables (tag
# F: it is there), labels by somebody else's transcription of it (tag 2: secondary); check against
# the counting rules before release.
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
# standing data of the courts' exchange (tag F). The 43 territorial forces and British Transport
# Police; the Metropolitan Police also has 02, and a log may hold any code.
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
# Service (tag F), each under its broad group. The older pattern of GOV.UK has no
# Roma: map on display.
ETHNIC_GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "white": MappingProxyType(
            {
                "white_british": "English, Welsh, Scottish, Northern Irish or British",
                "white_irish": "Irish",
                "white_gypsy_irish_traveller": "Gypsy or Irish Traveller",
                "white_roma": "Roma",
                "white_other": "Any other White background",
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
        "other": MappingProxyType({"other_arab": "Arab", "other_any": "Any other ethnic group"}),
    }
)

# The broad group of each: a figure of 19 groups is often too small to be shown.
ETHNIC_PARENT: Mapping[str, str] = MappingProxyType(
    {code: broad for broad, group in ETHNIC_GROUPS.items() for code in group}
)

_MISSING_LABELS = {
    NONE: "None",
    NOT_ASKED: "Not asked",
    PREFERS_NOT_TO_SAY: "Prefers not to say",
    NOT_KNOWN: "Not known",
}


def _labels(**labels: str) -> Mapping[str, str]:
    return MappingProxyType({**labels, **_MISSING_LABELS})


# Every list in words, by the field's own name, in the order in which it is asked.
LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        # Bands, for an age in years beside a place and a month tells who it is; the first three
        # are where the law changes, the rest are decades.
        "age": MappingProxyType(
            {
                "under_13": "Under 13", "13_to_15": "13 to 15", "16_to_17": "16 to 17",
                "18_to_24": "18 to 24", "25_to_34": "25 to 34", "35_to_44": "35 to 44",
                "45_to_54": "45 to 54", "55_to_64": "55 to 64", "65_to_74": "65 to 74",
                "75_and_over": "75 and over", **_MISSING_LABELS,
            }
        ),
        # The two harmonised questions together: a condition that has lasted or will last twelve
        # months, and how far it reduces what the person can do.
        "disability": _labels(
            reduces_a_lot="A condition that reduces daily activities a lot",
            reduces_a_little="A condition that reduces daily activities a little",
            does_not_reduce="A condition that does not reduce daily activities",
            no_condition="No lasting condition",
        ),
        "gender_reassignment": _labels(
            same_as_registered_at_birth="Gender the same as the sex registered at birth",
            different="Gender different from the sex registered at birth",
        ),
        "marriage_civil_partnership": _labels(
            never_married="Never married and never in a civil partnership",
            married="Married",
            in_civil_partnership="In a civil partnership",
            separated_married="Separated, still married",
            separated_civil_partnership="Separated, still in a civil partnership",
            divorced="Divorced",
            dissolved_civil_partnership="Formerly in a civil partnership, now dissolved",
            widowed="Widowed",
            surviving_civil_partner="Surviving partner from a civil partnership",
        ),
        "pregnancy_maternity": _labels(
            pregnant="Pregnant",
            maternity="On maternity leave, or gave birth lately",
            neither="Neither",
        ),
        "race": MappingProxyType(
            {
                **{c: text for group in ETHNIC_GROUPS.values() for c, text in group.items()},
                **_MISSING_LABELS,
            }
        ),
        "religion_belief": _labels(
            no_religion="No religion", christian="Christian", buddhist="Buddhist", hindu="Hindu",
            jewish="Jewish", muslim="Muslim", sikh="Sikh", other="Any other religion or belief",
        ),
        "sex": _labels(female="Female", male="Male"),
        "sexual_orientation": _labels(
            heterosexual="Heterosexual or straight", gay_or_lesbian="Gay or lesbian",
            bisexual="Bisexual", other="Other",
        ),
        # What an officer saw is another fact than what people say of themselves: six groups and
        # unknown (tag F that it is 6+1; the seven names are general knowledge, to be verified).
        "officer_observed": MappingProxyType(
            {
                "white_north_european": "White, North European",
                "white_south_european": "White, South European",
                "black": "Black",
                "asian": "Asian",
                "chinese_japanese_se_asian": "Chinese, Japanese or South East Asian",
                "arab_north_african": "Arab or North African",
                "unknown": "Unknown",
            }
        ),
        "outcome": OUTCOMES,
        "force": FORCES,
    }
)  # fmt: skip

AGE = tuple(LABELS["age"])
DISABILITY = tuple(LABELS["disability"])
GENDER_REASSIGNMENT = tuple(LABELS["gender_reassignment"])
MARRIAGE_CIVIL_PARTNERSHIP = tuple(LABELS["marriage_civil_partnership"])
PREGNANCY_MATERNITY = tuple(LABELS["pregnancy_maternity"])
RACE = tuple(LABELS["race"])
RELIGION_BELIEF = tuple(LABELS["religion_belief"])
SEX = tuple(LABELS["sex"])
SEXUAL_ORIENTATION = tuple(LABELS["sexual_orientation"])
OFFICER_OBSERVED = tuple(LABELS["officer_observed"])

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
