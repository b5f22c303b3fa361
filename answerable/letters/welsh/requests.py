"""Written notices of a request for a phone or for records, in Welsh."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.letters.model import Block, Facts, Written, heading, items, text, typed
from answerable.letters.welsh.words import day
from answerable.rules.enquiry import line_about

DATA: Mapping[str, str] = {
    "messages": "negeseuon", "calls": "galwadau", "photos": "lluniau",
    "location": "ble roedd y ffôn", "app": "un ap a’r hyn sydd ynddo",
    "full_download": "popeth sydd arno",
}  # fmt: skip
OTHER_WAYS: Mapping[str, str] = {
    "social_media": "yr hyn sydd i’w weld ar gyfryngau cymdeithasol",
    "suspect_device": "ffôn y person sydd dan amheuaeth", "witness": "gofyn i bobl eraill",
    "open_source": "yr hyn y gall unrhyw un ei weld", "cloud": "yr hyn sydd wedi ei storio mewn "
    "man arall",
}  # fmt: skip
RECORDS: Mapping[str, str] = {
    "medical": "cofnodion iechyd", "counselling": "cofnodion cwnsela",
    "social_services": "cofnodion gwasanaethau cymdeithasol", "education": "cofnodion addysg",
    "other": "cofnodion eraill",
}  # fmt: skip

ENQUIRY: Mapping[str, str] = {
    "suspect": "yr hyn sy’n hysbys am y person sydd dan amheuaeth",
    "victim_material": "pethau sydd gennych chi a all helpu",
    "witness": "yr hyn a welodd pobl eraill neu y maen nhw’n ei wybod",
    "forensic": "olion y gall labordy eu profi",
    "digital": "yr hyn sydd ar ffonau, ar gyfrifiaduron ac ar-lein",
    "third_party": "cofnodion y mae eraill yn eu cadw", "scene": "y man lle digwyddodd",
    "other": "rhan arall ohono, y gallaf ei hesbonio i chi",
}  # fmt: skip


def period(facts: Facts) -> str:
    """From when to when it is asked for."""
    return f"O {day(facts.says('from'))} i {day(facts.says('to'))}. Dim cynt na wedyn."


def phone_data(facts: Facts) -> list[str]:
    """What of a phone is asked for."""
    return [DATA[one] for one in facts.says("data") or () if one in DATA]


def kind_of_records(facts: Facts) -> str:
    """Which records are asked for."""
    return RECORDS.get(str(facts.says("kind")), RECORDS["other"])


def enquiry(facts: Facts) -> list[Block]:
    """Which part of the work it is for."""
    about = ENQUIRY.get(line_about(facts.case.events, facts.says("line")))
    if about is None:
        return []
    meant = (
        "Mae ar gyfer un trywydd ymholi. Dyna mae’r heddlu’n ei alw’n un rhan o’u gwaith.",
        f"Mae’r rhan hon yn edrych ar {about}.",
    )
    return [text(*meant)]


def tried(facts: Facts) -> list[Block]:
    """The ways that were looked at first."""
    ways = [OTHER_WAYS[one] for one in facts.says("alternatives") or () if one in OTHER_WAYS]
    if not ways:
        return [text("Edrychon ni am ffordd arall o ganfod hyn, ac nid oes un.")]
    return [text("Edrychon ni ar ffyrdd eraill yn gyntaf:"), items(*ways)]


def without_phone(facts: Facts) -> str:
    """For how long the phone would be gone, where that was estimated."""
    days = facts.says("days_estimated")
    return f"Byddech chi heb eich ffôn am tua {days} diwrnod." if days else ""


def phone(facts: Facts, written: Written) -> list[Block]:
    """The notice of a request for her phone: all five things that the law asks for."""
    return [
        text(
            "Mae’r heddlu’n gofyn a wnewch chi adael iddyn nhw gopïo rhywbeth o’ch ffôn. Chi sy’n "
            "dewis. Cymerwch yr amser sydd ei angen arnoch. Gallwch chi ofyn i’ch cynghorydd, i "
            "ffrind neu i gyfreithiwr yn gyntaf."
        ),
        heading("Cewch ddweud na"),
        text(
            "Nid oes rhaid i chi gytuno. Nid oes rhaid i chi ddweud pam. Ni fydd yr ymchwiliad yn "
            "dod i ben dim ond am eich bod yn dweud na.",
            "Os byddwch chi’n dweud ie, gallwch chi ei dynnu’n ôl wedyn. Ni chaiff neb roi pwysau "
            "arnoch chi.",
        ),
        heading("Beth y gofynnir amdano"),
        items(*phone_data(facts), period(facts)),
        heading("Pam"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        heading("Beth sy’n digwydd iddo"),
        text(
            "Dim ond yr hyn y gofynnir amdano sy’n cael ei gopïo, os gellir gwneud hynny. Mae’r "
            "heddlu’n edrych ar yr hyn a all fod o bwys i’r achos. Gellir dangos yr hyn maen nhw’n "
            "ei ganfod i’r erlynydd.",
            "Os caiff rhywun ei gyhuddo, gellir dangos yr hyn sydd o bwys i’r achos i’r "
            "amddiffyniad. Yr amddiffyniad yw cyfreithwyr y person sydd wedi ei gyhuddo.",
            "Cewch chi wybod pryd yr edrychwyd arno, a phryd y cafodd y copi ei ddileu.",
        ),
        *typed(written.get("handling", "")),
        text(
            without_phone(facts),
            "Os oes angen ffôn arnoch chi i fod yn ddiogel, i weithio neu i gael cymorth, dywedwch "
            "hynny. Gallwch chi gael un arall am yr amser hwnnw.",
        ),
        heading("Beth y gofynnir i chi ei wneud"),
        text(
            "Dywedwch ie neu na wrth yr ymchwilydd, neu eich bod am feddwl. Os byddwch chi’n dweud "
            "ie, rydych chi’n llofnodi ffurflen. Cewch chi gopi ohoni. Os na allwch chi ysgrifennu "
            "neu ddarllen, gallwch chi ei ddweud, ac mae rhywun yn ei ysgrifennu drosoch chi."
        ),
    ]


def records(facts: Facts, written: Written) -> list[Block]:
    """The notice that others are asked for records about her."""
    return [
        text(
            "Mae’r heddlu am ofyn i rywun arall am gofnodion amdanoch chi. Mae’r gyfraith yn dweud "
            "eich bod yn cael gwybod yn ysgrifenedig beth y gofynnir amdano, pam, a beth sy’n "
            "digwydd iddo."
        ),
        heading("Beth y gofynnir amdano"),
        items(f"Y math: {kind_of_records(facts)}", period(facts)),
        heading("Pam"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        *counselling(facts),
        heading("Beth sy’n digwydd iddo"),
        text(
            "Dim ond am yr hyn y mae angen i’r heddlu ei weld y gofynnir. Maen nhw’n edrych a yw o "
            "bwys i’r achos. Gellir dangos yr hyn sydd o bwys i’r erlynydd ac, os caiff rhywun ei "
            "gyhuddo, i’r amddiffyniad. Yr amddiffyniad yw cyfreithwyr y person sydd wedi ei "
            "gyhuddo.",
            "Cewch chi wybod pryd y daeth y cofnodion a phryd yr edrychwyd arnyn nhw.",
        ),
        *typed(written.get("handling", "")),
        heading("Beth y gallwch chi ei wneud"),
        text(
            "Gallwch chi ddweud wrth yr ymchwilydd beth yw eich barn amdano. Gallwch chi "
            "ddweud nad ydych chi am ei gael, a pham. Caiff yr hyn a ddywedwch ei ysgrifennu, "
            "ac edrychir arno cyn gwneud dim â’r cofnodion.",
            "Nid yw eich achos yn dod i ben am nad ydych chi am ei gael. Gallwch chi ofyn i’ch "
            "cynghorydd neu i gyfreithiwr yn gyntaf.",
        ),
    ]


def counselling(facts: Facts) -> list[Block]:
    """What is special about records of counselling."""
    if facts.says("kind") != "counselling":
        return []
    senior = "Cytunodd uwch swyddog â’r cais hwn." if facts.says("approved_by") else ""
    return [
        text(
            "Mae cofnodion cwnsela yn arbennig. Mae’r gyfraith yn dweud nad oes eu hangen fel "
            f"rheol. {senior}".strip(),
            "Gallwch chi fynd ymlaen â’ch cwnsela, neu ei ddechrau. Ni chaiff neb ofyn i chi aros.",
        )
    ]
