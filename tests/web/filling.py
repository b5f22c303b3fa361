"""Forms to fill in, and what is on record then."""

from __future__ import annotations

from tests.web.cast import OMAR, Page, at_browser, go, recorded, reference_of

RISK, WISHES, CONTACT = "risk.assessed", "wishes.stated", "contact.made"


def page_for(case_id, name, by=OMAR) -> Page:
    """The form of one kind of event, or of a journey."""
    return go(at_browser(by), f"/cases/{reference_of(case_id)}/record/{name}")


def risk(case_id, by=OMAR) -> Page:
    """The form of an assessment of risk, filled in."""
    page = page_for(case_id, RISK, by)
    page["risk-assessed-level"], page["risk-assessed-risk_to_others"] = "high", "true"
    return page


def contact(case_id, by=OMAR) -> Page:
    """The form of a contact, filled in."""
    page = page_for(case_id, CONTACT, by)
    page["contact-made-method"], page["contact-made-by"] = "phone", "agency"
    page["contact-made-alone"], page["contact-made-news"] = "yes", "false"
    return page


def events(case_id, by=OMAR) -> list[str]:
    """The kinds of what is on record."""
    return [entry.event for entry in recorded(case_id, by)]
