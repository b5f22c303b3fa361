"""Those who oversee: their offices and roles, who see what was published and nobody's name."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from answerable.people.agencies import listed

WORKER = "(SELECT acting_worker())"
MY_AGENCY = "(SELECT acting_agency())"

WORDS = """
-- The words of people/roles.py; a test holds the two together.
CREATE FUNCTION role_oversees(role text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(role IN ('commissioner_analyst', 'inspector'), false)
$$;

CREATE FUNCTION role_sees_figures(role text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT role_oversees(role) OR coalesce(role = 'performance', false)
$$;
"""

STAFF = f"""
-- Who works for the agencies is not for those who oversee them.
ALTER POLICY seen ON people_staff USING (
    {WORKER} OR {MY_AGENCY} IS NOT NULL AND (
        agency_id = {MY_AGENCY}
        OR NOT (SELECT role_oversees(acting_role())) AND (
            agency_id NOT IN (SELECT code FROM people_agency WHERE kind = 'support')
            OR id = ANY((SELECT colleagues())::uuid[])
        )
    )
);
"""


def put_in(apps: Any, _editor: Any) -> None:
    agency = apps.get_model("people", "Agency")
    there = set(agency.objects.values_list("code", flat=True))
    agency.objects.bulk_create(
        [agency(**one._asdict()) for one in listed() if one.code not in there]
    )


def one_of(*codes: str) -> list[tuple[str, str]]:
    return [(one, one) for one in codes]


class Migration(migrations.Migration):
    dependencies = [("people", "0007_kept_out")]
    operations = [
        migrations.AlterField(
            "agency", "kind",
            models.CharField(
                max_length=16,
                choices=one_of("police", "cps", "support", "witness_care", "oversight"),
            ),
        ),
        migrations.AlterField(
            "staff", "role",
            models.CharField(
                max_length=24,
                choices=one_of(
                    "investigator", "supervisor", "duty_supervisor", "prosecutor",
                    "prosecution_manager", "adviser", "adviser_manager", "witness_care",
                    "witness_care_manager", "performance", "professional_standards",
                    "commissioner_analyst", "inspector",
                ),
            ),
        ),
        migrations.RunPython(put_in, migrations.RunPython.noop),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(STAFF, migrations.RunSQL.noop),
    ]  # fmt: skip
