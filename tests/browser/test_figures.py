"""Figures that were published, in a browser: on a desk, on a phone, and to a machine that reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from answerable.config.demonstration.figures import SERIES
from answerable.config.demonstration.loading import publish_figures
from answerable.people import demonstration
from answerable.people.demonstration import id_of
from tests.browser.conftest import PHONE, press
from tests.people.cast import NOW
from tests.sweeping import sweep

pytestmark = pytest.mark.django_db(transaction=True)


@sweep
def test_an_analyst_reads_what_was_found_looks_up_a_force_and_finds_the_rule(visitor):
    demonstration.load()
    assert publish_figures(NOW)
    visitor.sign_in(id_of("Hester"))
    page = visitor.page

    visitor.open("/figures/")
    expect(page.get_by_role("heading", name="What was found")).to_be_visible()
    visitor.look("figures")
    assert visitor.width_on_a_phone() <= PHONE

    visitor.open(f"/figures/{SERIES}/1/leaving")
    visitor.look("figures_leaving_phone")
    assert visitor.width_on_a_phone() <= PHONE

    visitor.open(f"/figures/{SERIES}/1/by_force")
    forces = page.get_by_label("Force", exact=True)
    force = forces.locator("option").last.inner_text()
    forces.select_option(force)
    press(page.get_by_role("button", name="Show"))
    expect(page.locator("main table caption")).to_have_text(force)
    visitor.look("figures_by_force_phone")

    press(page.locator("tbody").get_by_role("link").first)
    expect(page.get_by_text("What is counted")).to_be_visible()
    assert visitor.width_on_a_phone() <= PHONE
