"""Days, lengths of time, parts in a case and everything that every Welsh letter says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from answerable.clocks.clock import parse_clock
from answerable.clocks.kinds import Months, WorkingDays
from answerable.letters.model import Block, Contact
from answerable.rules.catalogue import DUTY_OF

WEEKDAYS = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")
MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
    "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
PARTS: Mapping[str, str] = {
    "investigator": "Eich ymchwilydd", "prosecutor": "Yr erlynydd",
    "victims_officer": "Eich swyddog sydd wedi ei hyfforddi’n arbennig",
    "adviser": "Eich cynghorydd", "witness_care_officer": "Eich swyddog gofal tystion",
}  # fmt: skip
DRAFT = (
    "Drafft: heb ei adolygu gan berson. Mae’r un llythyr yn Saesneg yn dilyn. Os nad yw’r ddau yr "
    "un fath, mae’r Saesneg yn sefyll."
)
DEAR = "Annwyl {name},"
HELP = (
    "I siarad â rhywun ar unrhyw awr, ffoniwch 0808 500 2222. Mae am ddim, ac nid yr heddlu yw.",
    "Mewn perygl, ffoniwch 999. I arwyddo, defnyddiwch 999 BSL.",
)
HELP_NOW = "Cymorth nawr"
GO_THROUGH = (
    "Os ydych chi am fynd drwy’r llythyr hwn, gwnaf hynny gyda chi. Gallwn ni gwrdd, neu siarad ar "
    "y ffôn. Gallwch chi ofyn amdano fwy nag unwaith."
)
SINCERELY = "Yn gywir"
TURN_TO = "At bwy i droi"
OTHER_FORMS = (
    "Gallwch chi gael hwn mewn print bras, mewn fersiwn Hawdd ei Deall neu mewn iaith arall. Gall "
    "rhywun ei ddarllen i chi neu ei arwyddo mewn BSL. Gofynnwch."
)
SUPPORT = "Cymorth"
SUPPORT_LASTS = (
    "Gwn y gall hyn fod yn anodd ei ddarllen. Nid yw’r cymorth yn dod i ben gyda’r llythyr hwn. "
    "Gallwch chi ei gael am ba hyd bynnag y mynnwch. {known}"
)
ADVISER_KNOWS = "Mae {name}, eich cynghorydd, yn gwybod bod y llythyr hwn yn dod."
NO_ADVISER = (
    "Os nad oes neb yn eich cefnogi nawr, gallwn ni eich rhoi mewn cysylltiad â rhywun. Gofynnwch "
    "i unrhyw un ohonon ni."
)
WHOM = "y person y dywedoch chi wrthyn ni amdano"


def day(value: object) -> str:
    """A day in words: `dydd Iau 2 Ebrill 2026`."""
    if not value:
        return ""
    found = value if isinstance(value, date) else date.fromisoformat(str(value))
    return f"dydd {WEEKDAYS[found.weekday()]} {found.day} {MONTHS[found.month - 1]} {found.year}"


def length(clock: str) -> str:
    """How long a clock of a rule runs, in words: `10 diwrnod gwaith`. No number changes a word."""
    match parse_clock(clock):
        case WorkingDays(n):
            return f"{n} diwrnod gwaith"
        case Months(n):
            return f"{n} mis"
    raise ValueError(f"a letter has no Welsh words for {clock}")


def within(duty: str) -> str:
    """How long a duty leaves, in words."""
    return length(DUTY_OF[duty].clock)


def person(one: Contact) -> Block:
    """Somebody to turn to."""
    who = ", ".join(filter(None, (one.name, one.rank, one.agency)))
    lines = (
        who,
        f"Ffôn: {one.telephone}" if one.telephone else "",
        f"E-bost: {one.email}" if one.email else "",
        f"Yn y gwaith: {one.when}" if one.when else "",
    )
    return Block("person", PARTS[one.part], tuple(filter(None, lines)))
