"""Written notices where a grown-up cannot decide about the request, in Welsh."""

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
        "Mae’r rhan gyntaf i chi. Gallwch chi ei darllen gyda rhywun. Gofynnwch i ni am unrhyw air "
        "ynddi. Gallwn ni ei hesbonio mewn ffordd sy’n dda i chi: gyda lluniau, arwyddion neu "
        "rywun i helpu.",
    )


def _asked(facts: Facts, written: Written) -> list[Block]:
    return [heading("Pam"), *typed(written["why"]), *enquiry(facts), *tried(facts)]


def _what_happens(written: Written, *without: Block) -> list[Block]:
    return [
        heading("Beth sy’n digwydd iddo"),
        text(
            "Dim ond yr hyn sydd yma sy’n cael ei weld. Mae’r heddlu’n edrych arno. Gall "
            "cyfreithwyr sy’n gweithio ar yr achos weld yr hyn sydd o bwys. Os oes achos llys, "
            "gall cyfreithwyr yr ochr arall ei weld hefyd.",
            "Rydyn ni’n dweud wrthych chi pan fyddwn ni wedi edrych.",
        ),
        *typed(written.get("handling", "")),
        *without,
        heading("Dywedwch wrthyn ni beth yw eich barn"),
        text(
            "Gallwch chi ddweud wrthyn ni ar eich pen eich hun. Gallwch chi ei ddweud, ei "
            "ysgrifennu neu ei ddangos. Rydyn ni’n ei ysgrifennu. Os gallwch chi benderfynu hyn "
            "gyda help, dywedwch wrthyn ni, ac rydyn ni’n eich helpu. Yna chi sy’n penderfynu, a "
            "neb arall."
        ),
    ]


def _without_the_phone(facts: Facts) -> Block:
    return text(
        "Rydyn ni’n dweud wrthych chi pan fydd y copi wedi mynd.",
        without_phone(facts),
        "Os oes angen ffôn arnoch chi i fod yn ddiogel, dywedwch wrthyn ni. Gallwch chi gael un "
        "arall am yr amser hwnnw.",
    )


def _to_who_decides(written: Written, agrees: str) -> list[Block]:
    return [
        heading(f"I {written['adult'].strip()}"),
        text(
            "Rydyn ni’n meddwl na all y person y mae’r llythyr hwn yn mynd ato benderfynu ar y "
            "cais hwn, hyd yn oed gyda help. Os ydych chi’n meddwl y gall, dywedwch wrthyn ni. "
            f"{agrees}",
            "Os ydych chi dan amheuaeth yn yr achos hwn, neu’n agos at bwy bynnag sydd, dywedwch "
            "wrthyn ni. Yna rhywun arall fydd hi.",
        ),
        text(
            "Mae popeth sydd uchod yn cael ei ddweud wrthych chi hefyd. Rhaid gofyn yn gyntaf beth "
            "yw barn y person, a meddwl amdani. Gwnewch yr hyn sydd orau iddo, ac nid i’r achos."
        ),
    ]


def phone(facts: Facts, written: Written) -> list[Block]:
    """The notice of a request for the phone of somebody who cannot decide about it."""
    return [
        _for_both(written),
        heading("I chi: rydyn ni’n gofyn am eich ffôn"),
        text(
            "Rydyn ni am gopïo rhywbeth o’ch ffôn. Mae angen ie arnon ni cyn cael gwneud hynny.",
            "Mae rhywun yn rhoi’r ie neu’r na drosoch chi. Yn gyntaf rydyn ni’n gofyn i chi beth "
            "yw eich barn.",
        ),
        heading("Cewch ddweud na"),
        text(
            "Gallwch chi ddweud nad ydych chi am iddo ddigwydd. Nid oes rhaid i chi ddweud pam. Ni "
            "fyddwn ni’n stopio dim ond oherwydd na. Ni chaiff neb eich gwthio."
        ),
        heading("Beth rydyn ni am ei weld"),
        items(*phone_data(facts), period(facts)),
        *_asked(facts, written),
        *_what_happens(written, _without_the_phone(facts)),
        *_to_who_decides(
            written,
            "Mae’r gyfraith yn gofyn am eich cytundeb chi yn ei le. Cewch ddweud na. Nid oes rhaid "
            "i chi ddweud pam. Ni fydd yr ymchwiliad yn dod i ben dim ond am eich bod yn dweud na. "
            "Os ydych chi’n cytuno, rydych chi’n llofnodi ffurflen ac yn cael copi ohoni. "
            "Gallwch chi ei dynnu’n ôl wedyn.",
        ),
    ]


def records(facts: Facts, written: Written) -> list[Block]:
    """The notice that others are asked for records about somebody who cannot decide about it."""
    return [
        _for_both(written),
        heading("I chi: cofnodion amdanoch chi"),
        text("Rydyn ni am ofyn i rywun arall am gofnodion amdanoch chi."),
        heading("Am beth rydyn ni’n gofyn"),
        items(f"Y math: {kind_of_records(facts)}", period(facts)),
        *_asked(facts, written),
        *counselling(facts),
        *_what_happens(written),
        *_to_who_decides(
            written,
            "Mae’r gyfraith yn dweud eich bod chi’n cael gwybod yn ei le. Gallwch chi ddweud beth "
            "yw eich barn.",
        ),
    ]
