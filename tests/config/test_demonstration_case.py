"""The case behind the victim's sign-in of the demonstration: all that she may be asked and do."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import transaction

from answerable.config.demonstration import hers, loading
from answerable.config.demonstration.cases import made_up
from answerable.config.demonstration.victim import codes_for_the_victim
from answerable.events.catalogue import EVENT_TYPES
from answerable.events.validate import check_strict
from answerable.people import agencies, demonstration
from answerable.people.acting import SIGNING_IN, acting_as, acting_for, working
from answerable.people.victims.models import Account
from answerable.record import reading
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import audit
from tests.people.cast import NOW, OMAR, omars_case
from tests.portal.looking import see, tell
from tests.signing_in import Browser
from tests.sweeping import sweep
from tests.web.cast import go

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.mark.parametrize("at", [AT, datetime(2026, 4, 3, 23, 59, tzinfo=UTC)])
def test_what_is_in_it_is_as_the_catalogue_says_and_no_gate_was_passed_by(at):
    entries = hers.case(at).entries

    wrong = [
        (entry.event, *found) for entry in entries
        for found in check_strict(EVENT_TYPES[entry.event], entry.data, entry.agency)
    ]  # fmt: skip
    assert wrong == []
    assert [one.requirement for one in audit(entries, REQUIREMENTS)] == []
    assert all(entry.occurred_at <= at for entry in entries)


@pytest.mark.django_db
def test_the_sign_in_of_the_victim_does_all_that_there_is_to_do_in_one_sitting():
    demonstration.load()
    with working():
        loading._put_in_cases([hers.case(NOW)], NOW)
    omars_case()
    codes = codes_for_the_victim("green kettle", NOW)
    client = Browser()

    client.post("/n/", {"code": codes[0], "phrase": "green kettle"})

    now = see(client, "updates")
    assert "It was decided not to charge." in now and "You can say no." in now
    assert "Your answer: You said no." in tell(
        client, "phone", answer="refused", isva_present="false"
    )
    assert "A letter about a decision" in go(client, "/n/updates").text
    assert "Llythyr am benderfyniad" in go(client, "/n/updates?iaith=cy").text
    client.get("/n/updates?iaith=en")
    assert "Where that is" in tell(client, "look-again", of="police")
    with acting_for(SIGNING_IN), transaction.atomic():
        case_id = Account.objects.get().case_id
    with acting_as(OMAR), transaction.atomic():
        events = [entry.event for entry in reading.entries(case_id)]
    assert events[-2:] == ["device.answered", "review.requested"]


@sweep
def test_the_made_up_cases_say_what_they_say_in_words_and_name_people_and_places_that_there_are():
    areas = {one.code for one in agencies.listed() if one.kind == "cps"}
    found = list(made_up(AT, {"charge.made": 3, "file.submitted": 3, "": 6}))

    for one in found:
        for entry in one.entries:
            for name, field in EVENT_TYPES[entry.event].all_fields.items():
                said = entry.data.get(name)
                assert said not in ("x", "", "made up", "made_up"), (entry.event, name)
                if field.type == "id" and said is not None:
                    assert UUID(said) in {person.id for person in demonstration.staff()}
            assert entry.data.get("cps_area", one.place.cps[0]) in areas
    assert {"charge.made", "file.submitted", "bail.granted"} & {
        entry.event for one in found for entry in one.entries
    }


@sweep
def test_most_of_the_made_up_cases_are_under_way_and_none_has_happened_tomorrow():
    found = list(made_up(AT))
    closed = [one for one in found if any(e.event == "case.closed" for e in one.entries)]

    assert len(found) == 200 and len(closed) < 60
    assert all(entry.occurred_at <= AT for one in found for entry in one.entries)
    assert sum(any(e.event == "file.submitted" for e in one.entries) for one in found) > 40
