"""Leaflets, in Welsh."""

from __future__ import annotations

from answerable.letters.decisions import SCHEME_OF
from answerable.letters.model import Block, Facts, Written, heading, items, text
from answerable.letters.welsh.words import length, within


def victims_code(facts: Facts, written: Written) -> list[Block]:
    """The twelve rights of the Code of 2020."""
    return [
        text(
            "Mae’r Cod Dioddefwyr yn dweud beth y gallwch chi ei ddisgwyl gan yr heddlu, gan "
            "erlynwyr a chan eraill. Y gyfraith yw. Mae’r hawliau hyn gennych chi p’un a gaiff neb "
            "ei gyhuddo ai peidio."
        ),
        heading("Eich deuddeg hawl"),
        items(
            "Deall, a chael eich deall. Mae cyfieithydd am ddim.",
            "Cael cofnodi’r hyn a ddigwyddodd heb oedi.",
            "Cael gwybod beth sy’n digwydd pan fyddwch chi’n adrodd, yn ysgrifenedig os yw hynny’n "
            "ddiogel i chi.",
            "Cael eich rhoi mewn cysylltiad â chymorth, o fewn 2 ddiwrnod gwaith.",
            "Cael gwybod am iawndal.",
            "Cael gwybod am yr ymchwiliad a phob penderfyniad. Chi sy’n dweud sut, a pha mor aml.",
            "Dweud beth mae wedi ei wneud i chi, mewn datganiad personol dioddefwr.",
            "Cael gwybod am y treial, a chael cymorth os ydych chi’n rhoi tystiolaeth.",
            "Cael gwybod beth a benderfynodd y llys.",
            "Cael talu eich costau os dewch chi i’r llys, a chael eich pethau yn ôl.",
            "Cael gwybod am y person a gafwyd yn euog, os ydych chi am wybod.",
            "Cwyno os nad ydych chi’n cael yr hyn y mae gennych hawl iddo.",
        ),
        heading("Mwy i chi"),
        text(
            "Ar ôl trais mae gennych chi hawliau uwch. Mae newyddion am arestio, am fechnïaeth neu "
            "am benderfyniad yn dod atoch chi o fewn 1 diwrnod gwaith. Gallwch chi ofyn am gael "
            "siarad â menyw neu â dyn.",
            "Os byddwch chi’n cwyno, byddwch chi’n clywed yn ôl o fewn 10 diwrnod gwaith.",
        ),
        heading("Eich dewis chi"),
        text(
            "Chi sy’n dewis sut y cewch chi wybod pethau, a pha mor aml. Cewch ddweud eich bod am "
            "glywed dim am gyfnod. Gallwch chi newid hynny pryd bynnag y mynnwch."
        ),
    ]


def right_to_review(facts: Facts, written: Written) -> list[Block]:
    """The right to ask for a decision to be looked at again."""
    police, cps = SCHEME_OF["police"], SCHEME_OF["cps"]
    return [
        text(
            "Os penderfynwyd peidio â chyhuddo neu stopio, gallwch chi ofyn i ni edrych eto. "
            "Yr enw ar hyn yw Hawl Dioddefwyr i Adolygiad. Nid yw’n costio dim."
        ),
        heading("Penderfyniad gan yr heddlu"),
        items(
            "Mae ar gyfer pan ofynnodd yr heddlu gwestiynau i rywun fel person dan amheuaeth.",
            f"Gofynnwch o fewn {length(police.within)} o’r diwrnod y cawsoch chi wybod.",
            "Gallwch chi ofyn am fwy o amser.",
            "Mae rhywun uwch nad oedd ganddo ran ynddo yn edrych arno.",
            f"Cewch chi wybod o fewn {within('decision.review_acknowledge')} fod eich cais ganddyn "
            "nhw.",
            f"Cewch chi ateb o fewn {within('decision.review')}.",
        ),
        heading("Penderfyniad gan erlynydd"),
        items(
            f"Gofynnwch o fewn {length(cps.ordinarily)} os gallwch chi.",
            f"Y diwrnod olaf yw {length(cps.within)} o’r llythyr.",
            "Yn gyntaf, mae erlynydd arall yn eich ardal yn edrych arno.",
            "Os nad ydych chi’n cytuno, mae tîm cenedlaethol yn edrych ar y cyfan eto.",
        ),
        heading("Beth all ddod ohono"),
        text(
            "Gall y penderfyniad aros, neu gael ei newid. Gellir gofyn i’r heddlu ganfod mwy. Os "
            "daeth achos llys i ben heb dystiolaeth, ni all ddechrau eto. Yna cewch chi esboniad, "
            "ac ymddiheuriad os oedd yn anghywir.",
            "Nid yw gofyn yn gwneud drwg i chi. Nid oes rhaid i chi roi rheswm. Gall eich "
            "cynghorydd ofyn drosoch chi.",
        ),
    ]
