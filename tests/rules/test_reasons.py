"""What a victim gives as reasons and what an officer gives at a gate have one name, and are apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.reasons import OWN_FIELD, gate_reasons
from answerable.events.validate import check_strict
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import has_reason
from tests.worklist.lists import entries

EXPLAINED = next(one for one in REQUIREMENTS if one.force == "explain")
MUST = next(one for one in REQUIREMENTS if one.force == "must" and not one.met_by_reason)


def test_the_reasons_of_a_victim_are_never_read_as_reasons_given_at_a_gate():
    assert {"position.stated", "withdrawal.stated"} == OWN_FIELD
    for shape in (["move_on"], {"move_on": "In words."}):
        (said,) = entries([(1, "position.stated", "police", "", {"reasons": shape})])

        assert gate_reasons(said.event, said.data) == {}
        assert not has_reason(said, "move_on")


def test_a_gate_may_not_ask_a_reason_of_an_event_that_has_reasons_of_its_own():
    for guards in ("position.stated", "charge.made; withdrawal.stated[stage=with_cps]"):
        with pytest.raises(ValueError, match="holds what the victim said"):
            replace(EXPLAINED, guards=guards)
        with pytest.raises(ValueError, match="holds what the victim said"):
            replace(MUST, guards=guards, met_by_reason=True)

        assert replace(MUST, guards=guards).takes_reason is False


@pytest.mark.parametrize("given", ["Words.", ["parameters"], {"parameters": 1}, {"a": ["b"]}])
def test_a_reason_given_at_a_gate_is_a_text_for_each_requirement_and_nothing_else(given):
    (problem,) = check_strict(EVENT_TYPES["case.reactivated"], {"reasons": given}, "police")

    assert problem == ("data.reasons", "is no text for each requirement of a gate")
