"""The same answers with less work: to a member of staff these functions say that they are nobody,
and need look nowhere for it. Every statement about a case asks them.
"""

from __future__ import annotations

from django.db import migrations

NOBODYS = """
CREATE OR REPLACE FUNCTION victims_case_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF acting_account() IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT case_id FROM victims_account WHERE id = acting_account());
END $$;

CREATE OR REPLACE FUNCTION supporters_case_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF acting_supporter() IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT case_id FROM victims_supporter WHERE id = acting_supporter());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("victims", "0008_sealed")]
    operations = [migrations.RunSQL(NOBODYS, migrations.RunSQL.noop)]
