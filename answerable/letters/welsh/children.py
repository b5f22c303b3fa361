"""Written notices where the person is under 18, in Welsh."""

from __future__ import annotations

from answerable.letters.model import Block, Facts, Written, heading, items, text, typed
from answerable.letters.welsh.requests import (
    counselling,
    enquiry,
    kind_of_records,
    period,
    phone_data,
    tried,
    without_phone,
)


def _for_both(written: Written) -> Block:
    return text(
        f"Mae’r llythyr hwn i chi, ac i {written['adult'].strip()}, {written['who'].strip()}.",
        "Mae’r rhan gyntaf i chi. Mae’r ail ran i’r oedolyn.",
        "Gallwch chi ei ddarllen ar eich pen eich hun neu gyda rhywun. Gallwch chi ofyn i ni am "
        "unrhyw air ynddo.",
    )


def _adults(written: Written) -> Block:
    return heading(f"I {written['adult'].strip()}")


def phone(facts: Facts, written: Written) -> list[Block]:
    """The notice to a child whose phone is asked for, and to the adult who decides."""
    return [
        _for_both(written),
        *_phone_to_the_child(facts, written),
        _adults(written),
        *_phone_to_the_adult(),
    ]


def _phone_to_the_child(facts: Facts, written: Written) -> list[Block]:
    return [
        heading("I chi: rydyn ni’n gofyn am eich ffôn"),
        text(
            "Rydyn ni am gopïo rhywbeth o’ch ffôn. Mae angen ie arnon ni cyn cael gwneud hynny.",
            "Mae’r gyfraith yn dweud mai oedolyn sy’n rhoi’r ie neu’r na drosoch chi, gan eich bod "
            "dan 18. Ond yn gyntaf rydyn ni’n gofyn i chi beth yw eich barn. Mae’r hyn a ddywedwch "
            "yn cyfrif.",
        ),
        heading("Cewch ddweud na"),
        text(
            "Gallwch chi ddweud nad ydych chi am iddo ddigwydd. Nid oes rhaid i chi ddweud pam. Ni "
            "fyddwn ni’n stopio dim ond oherwydd na. Nid ydych chi mewn trwbl, beth bynnag a "
            "ddywedwch.",
            "Ni chaiff neb eich gwthio. Os bydd rhywun yn gwneud, dywedwch wrthyn ni, neu wrth "
            "oedolyn yr ydych chi’n ymddiried ynddo.",
        ),
        heading("Beth rydyn ni am ei weld"),
        items(*phone_data(facts), period(facts)),
        heading("Pam"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        heading("Beth sy’n digwydd iddo"),
        text(
            "Dim ond yr hyn sydd yma rydyn ni’n ei gopïo, os gellir gwneud hynny. Mae’r heddlu’n "
            "edrych arno. Gall cyfreithwyr sy’n gweithio ar yr achos weld yr hyn sydd o bwys. Os "
            "oes achos llys, gall cyfreithwyr yr ochr arall ei weld hefyd.",
            "Rydyn ni’n dweud wrthych chi pan fyddwn ni wedi edrych. Rydyn ni’n dweud wrthych chi "
            "pan fydd y copi wedi mynd.",
        ),
        *typed(written.get("handling", "")),
        text(
            without_phone(facts),
            "Os oes angen ffôn arnoch chi i fod yn ddiogel, dywedwch wrthyn ni. Gallwch chi "
            "gael un arall am yr amser hwnnw.",
        ),
        heading("Dywedwch wrthyn ni beth yw eich barn"),
        text(
            "Gallwch chi ddweud wrthyn ni ar eich pen eich hun, heb yr oedolyn. Gallwch chi ei "
            "ddweud, ei ysgrifennu neu ei ddangos. Rydyn ni’n ei ysgrifennu. Mae’r oedolyn yn ei "
            "glywed cyn penderfynu, os yw hynny’n ddiogel i chi."
        ),
    ]


def _phone_to_the_adult() -> list[Block]:
    return [
        text(
            "Mae’r person y mae’r llythyr hwn yn mynd ato dan 18. Felly mae’r gyfraith yn gofyn am "
            "eich cytundeb chi yn ei le. Dim ond os ydych chi’n rhiant neu’n warcheidwad, neu’n "
            "sefyll drosto mewn gofal, y gallwch chi ei roi. Os na ellir cael yr un o’r rheini, "
            "gall oedolyn cyfrifol arall nad yw’n aelod o’r heddlu.",
            "Os ydych chi dan amheuaeth yn yr achos hwn, neu’n agos at bwy bynnag sydd, dywedwch "
            "wrthyn ni. Yna mae rhywun arall yn penderfynu.",
        ),
        text(
            "Mae popeth sydd uchod yn cael ei ddweud wrthych chi hefyd: beth y gofynnir amdano, "
            "pam, a beth sy’n digwydd iddo. Cewch ddweud na. Nid oes rhaid i chi ddweud pam. Ni "
            "fydd yr ymchwiliad yn dod i ben dim ond am eich bod yn dweud na. Ni chaiff neb roi "
            "pwysau arnoch chi.",
            "Cyn i chi benderfynu, rhaid gofyn beth yw barn y plentyn, a meddwl amdani. Gall eich "
            "atebion fod yn wahanol: dywedwch y ddau wrthyn ni.",
        ),
        text(
            "Os ydych chi’n cytuno, rydych chi’n llofnodi ffurflen ac yn cael copi ohoni. Os na "
            "allwch chi ysgrifennu neu ddarllen, gallwch chi ei ddweud, ac mae rhywun yn ei "
            "ysgrifennu. Gallwch chi ei dynnu’n ôl wedyn.",
            "Os nad chi yw’r rhiant neu’r gwarcheidwad, rydyn ni’n dweud wrth y rhiant neu’r "
            "gwarcheidwad eich bod wedi cytuno, oni bai na fyddai hynny’n iawn i’r plentyn.",
        ),
    ]


def records(facts: Facts, written: Written) -> list[Block]:
    """The notice that others are asked for records about a child, to the child and an adult."""
    return [
        _for_both(written),
        heading("I chi: cofnodion amdanoch chi"),
        text(
            "Rydyn ni am ofyn i rywun arall am gofnodion amdanoch chi. Mae’r gyfraith yn dweud ein "
            "bod yn dweud wrthych chi yn ysgrifenedig am beth rydyn ni’n gofyn, pam, a beth sy’n "
            "digwydd iddo."
        ),
        heading("Am beth rydyn ni’n gofyn"),
        items(f"Y math: {kind_of_records(facts)}", period(facts)),
        heading("Pam"),
        *typed(written["why"]),
        *enquiry(facts),
        *tried(facts),
        *counselling(facts),
        heading("Beth sy’n digwydd iddo"),
        text(
            "Dim ond am yr hyn y mae angen i ni ei weld rydyn ni’n gofyn. Mae’r heddlu’n edrych "
            "arno. Gall cyfreithwyr sy’n gweithio ar yr achos weld yr hyn sydd o bwys. Os "
            "oes achos llys, gall cyfreithwyr yr ochr arall ei weld hefyd.",
            "Rydyn ni’n dweud wrthych chi pryd y daeth y cofnodion a phryd yr edrychon ni arnyn "
            "nhw.",
        ),
        *typed(written.get("handling", "")),
        heading("Dywedwch wrthyn ni beth yw eich barn"),
        text(
            "Gallwch chi ddweud nad ydych chi am iddo ddigwydd, a pham. Gallwch chi ddweud wrthyn "
            "ni ar eich pen eich hun, heb yr oedolyn. Rydyn ni’n ei ysgrifennu, ac yn meddwl "
            "amdano cyn gwneud dim â’r cofnodion.",
            "Nid yw eich achos yn dod i ben am nad ydych chi am iddo ddigwydd.",
        ),
        _adults(written),
        text(
            "Mae’r person y mae’r llythyr hwn yn mynd ato dan 18. Felly mae’r gyfraith yn dweud "
            "eich bod chi’n cael gwybod hefyd, fel rhiant neu warcheidwad, neu fel oedolyn sy’n "
            "sefyll drosto. Mae popeth sydd uchod yn cael ei ddweud wrthych chi hefyd. Gallwch chi "
            "ddweud wrthyn ni beth yw eich barn amdano.",
            "Os ydych chi dan amheuaeth yn yr achos hwn, neu’n agos at bwy bynnag sydd, dywedwch "
            "wrthyn ni.",
        ),
    ]
