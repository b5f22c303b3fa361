"""Lists of work as their people use them: paged, narrowed, sorted, covered, and taken away."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from lxml import html

from answerable.actions.letting_in import cover
from answerable.people import parts
from answerable.people.acting import acting_as, working
from answerable.people.demonstration import team_of
from answerable.record.reading import readings
from answerable.worklist.listing import PAGE
from tests.people.cast import (
    BRONWEN,
    DESMOND,
    EDITH,
    NOW,
    OMAR,
    PRIYA,
    SUNITA,
    YUSRA,
    reference_of,
)
from tests.signing_in import at_browser
from tests.web.cast import go
from tests.worklist.lists import a_case, report

pytestmark = pytest.mark.django_db

NFA = {"by": "police", "result": "no_further_action"}
LED = (report(60), (50, "investigation.allocated"))  # and nobody supervises it
TEAM = str(team_of("13", "Rape investigation team"))
MOST = 25  # queries a page
# Begins or ends a transaction, here within the one of the test, and asks nothing.
ENDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def read(page):
    return html.fromstring(page.text)


def listed(page, label):
    """The cases of a list, by what the list is called: those in sight, then those folded."""
    rows = [
        one
        for name in (label, f"{label}, the others on this page")
        for one in read(page).xpath("//div[@aria-label=$name]//tbody//th/a", name=name)
    ]
    return [one.text_content() for one in rows]


def nobodys(page):
    return listed(page, "Cases in which something is nobody’s yet")


def owed(page):
    return listed(page, "Cases in which something is owed")


def follow(browser, page, label):
    """Press "next" under a list."""
    (link,) = read(page).xpath("//nav[@aria-label=$label]//a[@rel='next']", label=label)
    path = link.get("href").partition("#")[0]
    return browser.get(f"/team{path}")


def with_team(case_id):
    with working():
        parts.bring(case_id, "13", by=OMAR, at=NOW, team=team_of("13", "Rape investigation team"))
    return case_id


def test_a_supervisor_leafs_through_all_that_is_nobodys_yet_and_stays_where_she_was_below():
    cases = {reference_of(a_case(*LED)) for _ in range(PAGE + 2)}
    sunita = at_browser(SUNITA)

    first = sunita.get("/team")
    second = follow(sunita, first, "Pages of what is nobody’s yet")

    assert len(nobodys(first)) == PAGE and len(nobodys(second)) == 2
    assert {*nobodys(first), *nobodys(second)} == cases
    assert owed(first) == owed(second)
    assert "Supervisor: nobody’s yet" in second.text and "Investigator: nobody’s" not in second.text
    both = follow(sunita, second, "Pages of what is owed")
    assert nobodys(both) == nobodys(second) and len(owed(both)) == 2
    assert "There is no such page" in sunita.get("/team?page=9").text


def test_who_stands_in_for_the_victims_officer_is_named_and_the_part_is_not_called_nobodys():
    """The prosecutor reads whom to ring, and the same as on the page of the case."""
    agreed = {"when": "regular", "every_days": 7, "method": "phone", "safe": True}
    held = {"investigator": OMAR, "supervisor": SUNITA, "prosecutor": PRIYA}
    case_id = a_case((60, "contact.agreed", "police", "", agreed), held=held)

    whose = read(at_browser(PRIYA).get("/my-work")).xpath("//td[@data-label='Whose move']")

    assert [one.text_content().split("That is")[0].strip() for one in whose] == [
        "Victim’s officer: Omar Fennimarsh"
    ]
    page = at_browser(PRIYA).get(f"/cases/{reference_of(case_id)}").text
    assert "Victim’s officer: Omar Fennimarsh" in page


@pytest.mark.parametrize(("who", "path"), [(OMAR, "/my-work"), (SUNITA, "/team")])
def test_on_a_list_in_which_everything_is_overdue_one_row_is_marked_and_no_more(who, path):
    for days in (50, 40, 30, 3):
        a_case(report(days), held={"investigator": OMAR, "supervisor": SUNITA})

    page = read(at_browser(who).get(path))

    assert page.text_content().lower().count("overdue by") >= 4
    assert len(page.xpath("//main//*[contains(@class, 'govuk-tag')]")) == 1
    assert not page.xpath("//*[contains(@class, 'moj-badge')]")


def test_what_is_nobodys_yet_comes_before_all_other_lists_of_the_team_and_the_caseload_last():
    a_case(*LED)

    page = read(at_browser(SUNITA).get("/team"))

    heads = [" ".join(one.text_content().split()) for one in page.xpath("//main//h2")]
    places = [
        next(place for place, head in enumerate(heads) if head.startswith(begins))
        for begins in ("Nobody’s yet (1)", "Most urgent", "Reasons given", "Who has how much")
    ]
    assert places == [0, 1, 2, 3]


def test_ten_cases_of_each_of_a_teams_lists_are_in_sight_and_the_others_of_the_page_are_folded():
    for _ in range(12):
        a_case(*LED)

    page = read(at_browser(SUNITA).get("/team"))

    folded = page.xpath("//details[.//table]")
    assert len(folded) == 2
    for one in folded:
        assert one.get("open") is None
        assert "2 more on this page: Cases in which something is" in one.text_content()
        assert len(one.xpath(".//tbody//th/a")) == 2
    assert len(page.xpath("//table[not(ancestor::details)]//tbody//th/a")) == 20


def test_a_supervisor_of_several_units_sees_one_of_them_and_what_she_chose_stays_chosen():
    here, there = with_team(a_case(*LED)), a_case(*LED)
    sunita = at_browser(SUNITA)

    everything, one = sunita.get("/team"), sunita.get(f"/team?unit={TEAM}")

    units = read(everything).xpath("//input[@name='unit']")
    assert TEAM in [unit.get("value") for unit in units]
    labels = [unit.getnext().text_content() for unit in units]
    assert any("Rape investigation team" in label for label in labels)
    assert set(owed(everything)) == {reference_of(here), reference_of(there)}
    assert owed(one) == nobodys(one) == [reference_of(here)]
    assert read(one).xpath("//input[@name='unit'][@checked]/@value") == [TEAM]
    assert "Nothing is owed in what you chose" in sunita.get("/team?unit=99").text


def test_several_units_are_chosen_at_once_by_a_supervisor_and_by_whoever_owes():
    here, there = with_team(a_case(*LED)), a_case(*LED)
    with working():
        parts.bring(there, "13", by=OMAR, at=NOW)
    for who, page in ((SUNITA, "/team"), (OMAR, "/my-work")):
        browser = at_browser(who)
        units = read(browser.get(page)).xpath("//input[@name='unit']/@value")
        both = browser.get(f"{page}?{'&'.join(f'unit={unit}' for unit in units)}")
        one = browser.get(f"{page}?unit={TEAM}")

        assert len(units) > 1
        assert set(all_listed(both)) == {reference_of(here), reference_of(there)}
        assert set(all_listed(one)) == {reference_of(here)}
        assert read(both).xpath("//input[@name='unit'][@checked]/@value") == units
        assert f"unit={TEAM}" in read(one).xpath("//a[contains(@href, '.csv')]/@href")[0]
    assert "No case of yours is like that" in at_browser(OMAR).get("/my-work?unit=99").text


def all_listed(page):
    """The cases that stand in the lists of a page."""
    return [one.rpartition("/")[2] for one in read(page).xpath("//th/a/@href")]


def test_closed_cases_stand_after_all_others_and_apart():
    closed = a_case(*LED, (2, "decision.made", "police", "", NFA), (1, "case.closed"))
    open_ = a_case(*LED)
    for who, page in ((SUNITA, "/team"), (OMAR, "/my-work")):
        found = at_browser(who).get(page)
        heads = read(found).xpath("//*[self::h2 or self::h3][starts-with(., 'Closed cases')]")
        after = heads[-1].xpath("following::th/a/@href")
        before = heads[-1].xpath("preceding::th/a/@href")

        assert reference_of(closed) in after[0] and reference_of(open_) in before[-1]


def test_a_team_s_list_is_narrowed_by_urgency_stage_and_part_and_sorted():
    old, new = reference_of(a_case(*LED)), reference_of(a_case(report(0)))
    sunita = at_browser(SUNITA)

    assert owed(sunita.get("/team")) == [old, new]
    assert owed(sunita.get("/team?sort=latest")) == [new, old]
    assert owed(sunita.get("/team?group=critical&group=overdue")) == [old]
    assert owed(sunita.get("/team?stage=reported")) == [new]
    assert old in owed(sunita.get("/team?part=supervisor"))
    assert new not in owed(sunita.get("/team?part=supervisor"))
    assert owed(sunita.get("/team?group=later&stage=nonsense&sort=nonsense")) == []


def test_the_team_s_list_as_a_file_follows_what_was_chosen_names_nobody_and_is_on_record():
    here, there = with_team(a_case(*LED)), a_case(*LED)
    sunita = at_browser(SUNITA)

    page = sunita.get(f"/team?unit={TEAM}&sort=due")
    (link,) = read(page).xpath("//a[contains(., 'CSV')]/@href")
    file = sunita.get(link)

    (line,) = csv.DictReader(io.StringIO(file.text))
    assert line["reference"] == reference_of(here) and line["nobodys_yet"] == "yes"
    assert line["when"].startswith("overdue by")
    assert "Fennimarsh" not in file.text and str(OMAR) not in file.text
    with acting_as(OMAR), transaction.atomic():
        taken = [one["part"] for one in readings(here)]
        assert "the team's work as a file" in taken and readings(there) == []


@pytest.mark.parametrize("who", [OMAR, PRIYA, EDITH])
def test_who_answers_for_no_team_takes_no_list_of_it_away(who):
    a_case(*LED)

    assert at_browser(who).get("/team.csv").status_code == 404


def test_a_cover_given_at_night_is_seen_next_morning_by_all_concerned_and_by_nobody_else():
    case_id = with_team(a_case(*LED))
    reference, night = reference_of(case_id), NOW - timedelta(hours=14)
    cover(
        reference, BRONWEN, "investigator", by=DESMOND, at=night,
        until=night + timedelta(hours=8), why="Omar was off sick.",
    )  # fmt: skip

    for who, path in ((OMAR, "/my-work"), (SUNITA, "/team")):
        page = at_browser(who).get(path)
        assert "covered it as investigator." in page.text, who
        assert "Omar was off sick." in page.text and "Desmond" in page.text
    for who, path in ((YUSRA, "/team"), (PRIYA, "/my-work")):
        assert "covered it" not in at_browser(who).get(path).text, who


def test_who_covers_a_case_finds_it_in_her_own_list_until_the_shift_ends():
    case_id = with_team(a_case(*LED))
    reference = reference_of(case_id)
    cover(
        reference, BRONWEN, "investigator", by=DESMOND, at=NOW,
        until=NOW + timedelta(hours=8), why="Omar is off sick.",
    )  # fmt: skip

    page = at_browser(BRONWEN).get("/my-work")

    assert listed(page, "Your cases") == [reference]
    assert "You cover it as investigator. Desmond" in page.text


@pytest.mark.django_db(transaction=True)
def test_what_was_handed_over_says_on_the_new_owner_s_list_who_gave_it():
    reference = reference_of(with_team(a_case(*LED)))
    page = go(at_browser(SUNITA), f"/team/{OMAR}/handover")
    page[f"to-{reference}"], page["why"] = str(BRONWEN), "leave"
    assert "1 case was handed over." in page.press("").text

    mine = at_browser(BRONWEN).get("/my-work")
    assert "You have it now as investigator. Sunita" in mine.text


def test_a_team_s_page_asks_as_much_for_one_case_as_for_twenty():
    def asked():
        browser.get("/team")
        with CaptureQueriesContext(connection) as found:
            browser.get("/team")
        return sum(not one["sql"].startswith(ENDS) for one in found.captured_queries)

    browser = at_browser(SUNITA)
    with_team(a_case(*LED))
    one = asked()
    for _ in range(19):
        with_team(a_case(*LED))

    assert asked() == one <= MOST


def test_where_another_has_the_most_urgent_move_the_row_says_that_the_one_named_is_ones_own():
    a_case(
        report(90), (1, "file.submitted", "police", "", {"purpose": "charging"}),
        held={"investigator": OMAR, "prosecutor": PRIYA},
    )  # fmt: skip
    yours = "That is what is most urgent in the case; the move named here is yours"

    row = read(at_browser(PRIYA).get("/my-work")).xpath("//tbody/tr")[0].text_content()
    assert "Check that the file is complete" in row and "Investigator: Omar" in row and yours in row
    assert yours not in at_browser(OMAR).get("/my-work").text


def test_a_row_says_what_there_is_to_look_at_each_thing_once_and_all_but_the_latest_folded():
    a_case(
        report(120), (100, "investigation.allocated", "police", "", {"qualified": False}),
        (9, "device.taken", "police", "d1", {"of": "victim"}),
    )  # fmt: skip

    (row,) = read(at_browser(OMAR).get("/my-work")).xpath("//tbody/tr")

    latest = row.xpath(".//td[1]/span[starts-with(., 'To look at')]")[0].text_content()
    assert latest.startswith("To look at: The victim's device was taken with neither agreement")
    (folded,) = row.xpath(".//details[not(@open)]")
    others = [one.text_content() for one in folded.xpath("./span")]
    assert "The investigator has not had the training and no reason is given." in others
    (late,) = [one for one in others if one.startswith("Something is 28 days late")]
    assert late.endswith(" times).")
    assert f"and {len(others)} more to look at" in folded.text_content()
