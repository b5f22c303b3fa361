"""Who broke a glass says of no other in that case whether it was right: they may only read there."""

from __future__ import annotations

from django.db import migrations

ME = "(SELECT acting_person())"
MANAGES = "(SELECT role_manages(acting_role()))"
STANDARDS = "(SELECT acting_role()) = 'professional_standards'"
WORKED = "people_review.case_id = ANY((SELECT working_case_ids())::uuid[])"


def given(who: str) -> str:
    """The policy for what somebody says of a broken glass."""
    return f"""
ALTER POLICY given ON people_review WITH CHECK (
    by = {ME} AND ({who}) AND EXISTS (
        SELECT FROM people_part AS held
        WHERE held.id = part_id AND held.case_id = people_review.case_id
            AND held.how = 'break_glass' AND held.staff_id <> {ME}
    )
);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0017_the_same_number")]
    operations = [
        migrations.RunSQL(
            given(f"({MANAGES} AND {WORKED}) OR {STANDARDS}"), given(f"{MANAGES} OR {STANDARDS}")
        )
    ]
