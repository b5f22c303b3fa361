"""Letters that explain a decision, in Welsh."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.clocks.days import local_day
from answerable.letters.decisions import SCHEME_OF, for_good, right_of
from answerable.letters.model import Block, Facts, Written, heading, text, typed
from answerable.letters.welsh.words import WHOM, day, length, within
from answerable.rules.review import ReviewRight

NOT_DISBELIEVED = "Nid yw hyn yn golygu na chawsoch chi eich credu."
WHY_NOT: Mapping[str, str] = {
    "The decision was made before there was such a right.": (
        "Gwnaed y penderfyniad cyn bod hawl o’r fath."
    ),
    "It is for cases in which the police asked a suspect questions as a suspect.": (
        "Mae ar gyfer achosion lle gofynnodd yr heddlu gwestiynau i rywun fel person dan amheuaeth."
    ),
    "It is for people who want the case to go on. You told us that you did not. If you "
    "change your mind within three months, tell us, and you can ask.": (
        "Mae ar gyfer pobl sydd am i’r achos fynd yn ei flaen. Dywedoch chi wrthyn ni nad oeddech "
        "chi. Os byddwch chi’n newid eich meddwl o fewn 3 mis, dywedwch wrthyn ni, a gallwch chi "
        "ofyn."
    ),
}


def not_charged(facts: Facts, written: Written) -> list[Block]:
    """The letter after a decision not to charge, or to stop."""
    whom = facts.suspect or WHOM
    who = "erlynydd" if facts.writer_is("cps") else "yr heddlu"
    what = (
        f"Penderfynodd {who} stopio’r achos llys yn erbyn {whom}."
        if facts.entry.event == "proceedings.stopped"
        else f"Penderfynodd {who} beidio â chyhuddo {whom}. Mae hyn yn golygu na fydd treial, oni "
        "bai bod y penderfyniad yn cael ei newid."
    )
    return [
        _opening(facts),
        heading("Beth a benderfynwyd"),
        text(what, NOT_DISBELIEVED),
        heading("Pam"),
        *typed(written["reasons"]),
        heading("Beth yr edrychwyd arno"),
        *typed(written["looked_at"]),
        *_right(facts),
        *_next(written),
    ]


def _next(written: Written) -> list[Block]:
    said = written.get("next")
    return [heading("Beth sy’n digwydd nawr"), *typed(said)] if said else []


def _opening(facts: Facts) -> Block:
    told = facts.told_at
    when = f"Cawsoch chi wybod ar {day(local_day(told))}." if told else ""
    return text(
        f"Rwy’n ysgrifennu am benderfyniad yn eich achos. {when}".strip(),
        "Mae’r rhesymau yn y llythyr hwn, fel y gallwch chi eu cadw. Gallwch chi ei ddarllen pan "
        "fyddwch chi’n teimlo’n barod. Efallai y byddwch chi am gael rhywun gyda chi.",
    )


def _right(facts: Facts) -> list[Block]:
    right = right_of(facts)
    title = heading("Os ydych chi am i ni edrych eto")
    if not right.applies:
        return [
            title,
            text(
                "Mae hawl i rywun edrych eto ar rai penderfyniadau. Nid yw’n cynnwys yr un hwn. "
                f"{WHY_NOT.get(right.why_not, right.why_not)}",
                "Gallwch chi ofyn i ni esbonio’r penderfyniad o hyd. Gallwch chi gwyno hefyd. "
                "Byddwn ni’n dweud wrthych chi sut.",
            ),
        ]
    return [
        title,
        text(
            "Mae gennych chi hawl i ofyn i rywun edrych eto ar y penderfyniad hwn. Ei enw yw Hawl "
            "Dioddefwyr i Adolygiad. Nid yw’n costio dim. Nid oes rhaid i chi roi rheswm.",
            "Bydd rhywun nad oedd ganddo ran yn y penderfyniad yn edrych ar y cyfan.",
        ),
        *_what_may_come(facts),
        _by_when(right),
        text(
            "I ofyn, dywedwch wrth unrhyw un sydd wedi ei enwi yn y llythyr hwn, dros y ffôn, drwy "
            "e-bost neu mewn llythyr. Gall eich cynghorydd ei wneud drosoch chi, os oes "
            "un gennych.",
            _answer(right.by),
        ),
    ]


def _what_may_come(facts: Facts) -> list[Block]:
    if not for_good(facts):
        return []
    return [
        text(
            "Daeth yr achos llys hwn i ben heb dystiolaeth. Nid yw’r gyfraith yn gadael iddo "
            "ddechrau eto, beth bynnag a ddaw ohono. Os oedd y penderfyniad yn anghywir, byddwch "
            "chi’n cael esboniad ac ymddiheuriad."
        )
    ]


def _by_when(right: ReviewRight) -> Block:
    scheme, last = SCHEME_OF[right.by], day(right.at_the_latest)
    if right.ask_by:
        return text(
            f"Gofynnwch erbyn {day(right.ask_by)}. Mae hynny’n {length(scheme.ordinarily)} o’r "
            "llythyr hwn.",
            f"Os oes angen mwy o amser arnoch chi, gallwch chi ofyn tan {last}. Ar ôl hynny "
            "dim ond am reswm da iawn y caiff ei wneud.",
        )
    return text(
        f"Gofynnwch erbyn {last}. Mae hynny’n {length(scheme.within)} o’r diwrnod y cawsoch chi "
        "wybod.",
        "Os oes angen mwy o amser arnoch chi, dywedwch pam. Gall yr heddlu gytuno i hynny.",
    )


def _answer(by: str) -> str:
    if by == "police":
        return (
            f"Bydd yr heddlu’n dweud wrthych chi o fewn {within('decision.review_acknowledge')} "
            "fod eich cais ganddyn nhw. "
            f"Byddwch chi’n cael ateb o fewn {within('decision.review')}."
        )
    return (
        f"Byddwch chi’n cael ateb o fewn {within('decision.review_local')}. Os nad ydych chi’n "
        "cytuno ag ef, gallwch chi ofyn i ail dîm edrych. Tîm cenedlaethol yw hwnnw."
    )


RESULTS: Mapping[str, str] = {
    "upheld": "Mae’r penderfyniad yn aros fel yr oedd.",
    "overturned": "Newidiwyd y penderfyniad.",
    "more_enquiries": ("Bydd yr heddlu’n canfod mwy yn gyntaf. Yna bydd penderfyniad newydd."),
}


def looked_again(facts: Facts, written: Written) -> list[Block]:
    """The answer to somebody who asked for a decision to be looked at again."""
    result, stage = str(facts.says("result")), str(facts.says("stage"))
    return [
        text(
            "Gofynnoch chi i rywun edrych eto ar benderfyniad yn eich achos. Mae rhywun nad oedd "
            "ganddo ran ynddo wedi gwneud hynny. Diolch am ofyn: eich hawl chi oedd hynny."
        ),
        heading("Beth ddaeth ohono"),
        text(RESULTS[result], NOT_DISBELIEVED if result == "upheld" else ""),
        heading("Pam"),
        *typed(written["reasons"]),
        *_next_step(facts, result, stage),
        *_next(written),
    ]


def _next_step(facts: Facts, result: str, stage: str) -> list[Block]:
    if result != "upheld":
        return []
    if facts.writer_is("cps") and stage == "local":
        return [
            heading("Os ydych chi am i ail dîm edrych"),
            text(
                "Mae gennych chi hawl i ofyn am un edrychiad arall. Tîm cenedlaethol o erlynwyr "
                "sy’n ei wneud, yr Uned Apelau ac Adolygu. Nid yw’n costio dim.",
                "Gofynnwch i unrhyw un sydd wedi ei enwi yn y llythyr hwn. Byddwch chi’n cael ateb "
                f"o fewn {within('decision.review_national')}.",
            ),
        ]
    return [
        heading("Os nad ydych chi’n cytuno o hyd"),
        text(
            "Mae Hawl Dioddefwyr i Adolygiad yn dod i ben yma. Gall llys edrych a "
            "wnaed penderfyniad fel y mae’r gyfraith yn gofyn. Adolygiad barnwrol yw’r enw ar "
            "hynny, ac mae’r amser ar ei gyfer yn fyr.",
            "Gall cyfreithiwr ddweud mwy wrthych chi. Gofynnwch i un yn fuan, neu gofynnwch i’ch "
            "cynghorydd eich helpu i gael un. Gallwch chi gwyno hefyd. Byddwn ni’n dweud wrthych "
            "chi sut.",
        ),
    ]
