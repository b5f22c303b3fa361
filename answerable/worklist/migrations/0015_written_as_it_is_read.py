"""Who sees a client of a support service, in words that PostgreSQL writes down as it reads them.

An IN of texts and a query was written down in one way, and in another once that was read again: a
database that was loaded from a dump was not as the migrations make it, and nothing was served.
"""

from __future__ import annotations

from django.db import migrations

SEEN = """
DROP POLICY seen ON worklist_client;
CREATE POLICY seen ON worklist_client FOR SELECT TO answerable_app USING (
    (SELECT acting_worker()) OR (
        'support' = ANY((SELECT acting_agencies())::text[])
        AND (service = '' OR service = (SELECT acting_agency()))
        AND case_id = ANY((SELECT working_case_ids())::uuid[])
    )
);
"""


class Migration(migrations.Migration):
    dependencies = [("worklist", "0014_put_right_and_lines")]
    operations = [migrations.RunSQL(SEEN, migrations.RunSQL.noop)]
