"""Accounts, sessions, invitations and tries are for signing in to see, and for nobody else.

Whoever is signed in cannot read them either: a page that is tricked into another question finds no
session to steal, and no passkey to take away.
"""

from __future__ import annotations

from django.db import migrations

FUNCTION = """
CREATE FUNCTION acting_signing_in() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('answerable.purpose', true), '') = 'signing_in'
$$;
"""

SIGNING_IN = "(SELECT acting_signing_in())"
WORKER = "(SELECT acting_worker())"

FORCED = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;\n"
    f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n"
    for table in (
        "accounts_account", "accounts_session", "accounts_invitation", "accounts_tries",
    )
)  # fmt: skip

WHO = f"""
GRANT SELECT, INSERT ON accounts_account TO answerable_app;
GRANT UPDATE (password, last_login) ON accounts_account TO answerable_app;
CREATE POLICY signing_in ON accounts_account TO answerable_app
    USING ({SIGNING_IN}) WITH CHECK ({SIGNING_IN});

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts_session TO answerable_app;
CREATE POLICY signing_in ON accounts_session TO answerable_app
    USING ({SIGNING_IN}) WITH CHECK ({SIGNING_IN});

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts_tries TO answerable_app;
CREATE POLICY signing_in ON accounts_tries TO answerable_app
    USING ({SIGNING_IN}) WITH CHECK ({SIGNING_IN});

-- An invitation is the program's own to make; it is used once, and stays to be seen.
GRANT SELECT, INSERT ON accounts_invitation TO answerable_app;
GRANT UPDATE (used_at) ON accounts_invitation TO answerable_app;
CREATE POLICY made ON accounts_invitation FOR INSERT TO answerable_app WITH CHECK ({WORKER});
CREATE POLICY seen ON accounts_invitation FOR SELECT TO answerable_app
    USING ({SIGNING_IN} OR {WORKER});
CREATE POLICY used ON accounts_invitation FOR UPDATE TO answerable_app
    USING ({SIGNING_IN} OR {WORKER}) WITH CHECK ({SIGNING_IN} OR {WORKER});

-- Whether somebody works here still, and the address that their agency knows them by.
CREATE POLICY signing_in ON people_staff FOR SELECT TO answerable_app USING ({SIGNING_IN});
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_tables"), ("people", "0004_who_sees")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FUNCTION, FORCED, WHO)]
