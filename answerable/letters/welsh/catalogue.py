"""What each kind of letter says in Welsh, by the name of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from answerable.letters.model import Block, Facts, Written
from answerable.letters.welsh import capacity, children, decisions, leaflets, progress, requests


class Said(NamedTuple):
    """A heading, and what makes the body."""

    heading: str
    says: Callable[[Facts, Written], list[Block]]


WELSH: Mapping[str, Said] = {
    "not_charged_police": Said("Y penderfyniad yn eich achos", decisions.not_charged),
    "not_charged_prosecutors": Said("Y penderfyniad yn eich achos", decisions.not_charged),
    "review_outcome": Said("Gofynnoch chi i ni edrych eto", decisions.looked_again),
    "acknowledgement": Said("Mae eich adroddiad gennyn ni", progress.acknowledged),
    "change_of_officer": Said("Mae rhywun newydd yn gweithio gyda chi", progress.somebody_new),
    "bail": Said("Ynghylch mechnïaeth", progress.bail),
    "hearing": Said("Diwrnod yn y llys", progress.hearing),
    "device_notice": Said("Gofynnir i chi am eich ffôn", requests.phone),
    "records_notice": Said("Cofnodion amdanoch chi", requests.records),
    "device_notice_child": Said("Gofynnir i chi am eich ffôn", children.phone),
    "records_notice_child": Said("Cofnodion amdanoch chi", children.records),
    "device_notice_capacity": Said("Gofynnir i chi am eich ffôn", capacity.phone),
    "records_notice_capacity": Said("Cofnodion amdanoch chi", capacity.records),
    "victims_code": Said("Eich hawliau", leaflets.victims_code),
    "review_scheme": Said("Gofyn i rywun edrych eto ar benderfyniad", leaflets.right_to_review),
}
