"""Letters that tell of a step, in Welsh."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from answerable.clocks.days import local_day
from answerable.letters.model import Block, Facts, Written, heading, items, text, typed
from answerable.letters.progress import PART_OF, bail_until
from answerable.letters.welsh.words import PARTS, WHOM, day, person

OFFENCES: Mapping[str, str] = {
    "rape": "treisio", "attempted_rape": "ceisio treisio",
    "assault_by_penetration": "ymosod drwy dreiddio", "sexual_assault": "ymosodiad rhywiol",
    "other": "trosedd arall",
}  # fmt: skip


def acknowledged(facts: Facts, written: Written) -> list[Block]:
    """Written confirmation of a report: the basic details, the reference, whom to turn to."""
    recorded = facts.case.last("crime.recorded")
    reference = str(recorded.data.get("crime_ref", "")) if recorded else ""
    offence = OFFENCES.get(str(facts.says("offence") or ""), "")
    return [
        text(
            "Diolch am ddweud wrthyn ni. Rydyn ni’n eich cymryd o ddifrif, a dyma’ch cadarnhad "
            "ysgrifenedig o hynny."
        ),
        heading("Beth a gofnodwyd"),
        items(
            f"Diwrnod yr adroddiad: {day(local_day(facts.entry.occurred_at))}",
            f"Beth a gofnodwyd: {offence}",
            f"Y cyfeirnod, i’w ddweud pan fyddwch chi’n ffonio: {reference}",
        ),
        *typed(written.get("note", "")),
        heading("Beth sy’n digwydd nesaf"),
        text(
            "Rydyn ni’n edrych i mewn i’r hyn y dywedoch chi wrthyn ni. Rydyn ni’n rhoi gwybod i "
            "chi, mor aml ac yn y ffordd yr ydych chi am ei gael.",
            _agreed(facts),
        ),
        text(
            "Gallwch chi gael rhywun gyda chi pan fyddwch chi’n siarad â ni. Gallwch chi ofyn am "
            "gael siarad â menyw neu â dyn. Gallwch chi ofyn am gyfieithydd. Mae’r cyfan am ddim.",
            "Gallwch chi newid eich meddwl am unrhyw ran o hyn ar unrhyw adeg.",
        ),
    ]


def _agreed(facts: Facts) -> str:
    agreed = facts.case.last("contact.agreed")
    days = agreed.data.get("every_days") if agreed else None
    return f"Cytunon ni gyda chi y bydd hyn o leiaf bob {days} diwrnod." if days else ""


def somebody_new(facts: Facts, written: Written) -> list[Block]:
    """That somebody else works with her now: who, since when, and how to reach them."""
    part = PART_OF[str(facts.says("role"))]
    new = facts.contact(part)
    named = new.name if new else "Rhywun newydd"
    since = day(local_day(facts.entry.occurred_at))
    return [
        text(
            f"Mae {named} yn gweithio ar eich achos o {since} ymlaen.",
            f"{PARTS[part]} nawr yw {named}.",
        ),
        *typed(written.get("note", "")),
        *([person(new)] if new else []),
        text(
            "Nid oes rhaid i chi ddweud eto yr hyn y dywedoch chi wrthyn ni o’r blaen. Mae ar "
            "gofnod, a gall y person newydd ei ddarllen.",
            "Mae’r ffordd yr ydych chi am i ni gysylltu â chi yn aros fel y cytunon ni. Os ydych "
            "chi am ei newid, dywedwch wrthyn ni.",
        ),
        text("Gwn y gall newid fod yn anodd. Os nad yw’n gweithio i chi, dywedwch wrthyn ni."),
    ]


RULES: Mapping[str, str] = {
    "no_contact": (
        "Rhaid iddyn nhw beidio â chysylltu â chi, mewn unrhyw ffordd, na gofyn i eraill wneud."
    ),
    "residence": "Rhaid iddyn nhw fyw a chysgu mewn cyfeiriad y mae’r heddlu’n ei wybod.",
    "area": "Rhaid iddyn nhw gadw draw o rai lleoedd.",
    "other": "Mae rheolau eraill. Maen nhw isod.",
}


def bail(facts: Facts, written: Written) -> list[Block]:
    """The rules of bail, a change of them, or that there are none any more."""
    event, whom = facts.entry.event, facts.suspect or WHOM
    lines = [RULES[one] for one in facts.says("conditions") or () if one in RULES]
    ended = event in ("bail.ended", "suspect.released")
    if ended:
        found = [text(_no_bail(facts, whom), "Nid oes rheolau mechnïaeth y mae’n rhaid eu cadw.")]
    else:
        found = [
            text(
                f"Newidiwyd rheolau’r fechnïaeth ar gyfer {whom}." if event == "bail.varied"
                else f"Gofynnodd yr heddlu gwestiynau i {whom}, a gadael iddo fynd, gyda rheolau. "
                "Mechnïaeth yw’r enw ar hyn. Nid yw person ar fechnïaeth dan glo, ond rhaid cadw "
                "rheolau.",
            ),
            heading("Y rheolau"),
            items(*lines) if lines else text("Ni osodwyd rheol sydd amdanoch chi."),
            *_how_long(bail_until(facts)),
        ]  # fmt: skip
    return [
        *found,
        heading("Beth mae hyn yn ei olygu i chi"),
        *typed(written["means"]),
        heading(
            "Os oes ofn arnoch chi"
            if ended
            else "Os caiff rheol ei thorri, neu os oes ofn arnoch chi"
        ),
        items(
            "Mewn perygl, ffoniwch 999. Os na allwch chi siarad, ffoniwch 999 o ffôn symudol, "
            "gwrandewch, yna gwasgwch 55.",
            "I arwyddo, defnyddiwch 999 BSL.",
            "Ffoniwch eich ymchwilydd hefyd. Cadwch negeseuon, ac ysgrifennwch y diwrnod "
            "a’r amser.",
        ),
    ]


def _how_long(until: date | None) -> list[Block]:
    if until is None:
        return []
    return [
        text(
            f"Mae’r rheolau i fod i bara tan {day(until)}. Gallan nhw gael eu gwneud yn hirach, "
            "neu orffen cyn hynny. Rydyn ni’n dweud wrthych chi os byddan nhw’n newid."
        )
    ]


def _no_bail(facts: Facts, whom: str) -> str:
    why = {
        "charged": f"Daeth mechnïaeth cyn cyhuddo i ben i {whom}, gan fod cyhuddiad.",
        "no_further_action": f"Daeth mechnïaeth i ben i {whom}.",
        "lapsed": f"Daeth mechnïaeth i ben i {whom}, gan i’w hamser ddod i ben.",
    }
    going_on = f"Gadawodd yr heddlu i {whom} fynd tra eu bod yn dal i edrych i mewn iddo."
    return why.get(str(facts.says("to") or ""), going_on)


COURT: Mapping[str, str] = {
    "first": "y gwrandawiad cyntaf", "plea": "gwrandawiad i bledio",
    "section_28": "y diwrnod y caiff eich atebion eu recordio", "trial": "y treial",
    "sentence": "y gwrandawiad ar gyfer y ddedfryd", "other": "gwrandawiad",
}  # fmt: skip
MOVED: Mapping[str, str] = {
    "court": "nid oedd lle gan y llys", "prosecution": "gofynnodd yr erlynwyr am hynny",
    "defence": "gofynnodd yr amddiffyniad am hynny", "victim": "gofynnoch chi am hynny",
}  # fmt: skip


def hearing(facts: Facts, written: Written) -> list[Block]:
    """A day in court, or that it was moved."""
    what, on = COURT.get(str(facts.says("kind")), "gwrandawiad"), day(facts.says("on"))
    moved = facts.entry.event == "hearing.moved"
    why = MOVED.get(str(facts.says("reason")), "")
    line = (
        f"Mae’r diwrnod yn y llys wedi symud. {on} yw bellach: {what}."
        if moved
        else f"Bydd diwrnod yn y llys ar {on}: {what}."
    )
    return [
        text(line, f"Symudwyd ef am y rheswm hwn: {why}." if why and moved else ""),
        heading("Ble, pryd, ac a oes rhaid i chi ddod"),
        *typed(written["practical"]),
        heading("Ffyrdd o wneud y llys yn haws"),
        text(
            "Mesurau arbennig y mae’r gyfraith yn eu galw. Gallwch chi ofyn am unrhyw un ohonyn "
            "nhw. Y barnwr sy’n penderfynu."
        ),
        items(
            "Sgrin, fel na fyddwch chi’n gweld y person sydd wedi ei gyhuddo.",
            "Rhoi tystiolaeth drwy fideo, o ystafell arall neu le arall.",
            "Recordio eich tystiolaeth cyn y treial.",
            "Rhywun sy’n eich helpu i ddilyn y cwestiynau ac i ateb.",
            "Clirio’r ystafell, fel mai ychydig o bobl sydd yno.",
        ),
        text(
            "Gallwch chi edrych ar y llys cyn y diwrnod. Gall rhywun fod gyda chi. Gofynnwch i mi."
        ),
    ]
