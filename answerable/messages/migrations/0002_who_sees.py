"""Who sees the outbox: what became of a message, whoever sees its case; the rest, nobody.

Only the program writes. A letter that waits is for the program's eyes alone: whoever wrote it has
it, and where it goes is not for all who see the case.
"""

from __future__ import annotations

from django.db import migrations

WORKER = "(SELECT acting_worker())"
ON_THE_CASE = f"{WORKER} OR case_id = ANY((SELECT visible_case_ids())::uuid[])"

SEEN = {"messages_message": ON_THE_CASE, "messages_step": ON_THE_CASE, "messages_paper": WORKER}

POLICIES = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON {table} TO answerable_app;
CREATE POLICY seen ON {table} FOR SELECT TO answerable_app USING ({seen});
CREATE POLICY added ON {table} FOR INSERT TO answerable_app WITH CHECK ({WORKER});
"""
    for table, seen in SEEN.items()
)

MOVES = f"""
GRANT UPDATE (next_at, claimed_until, unsure, failing_since, contact_id, provider_id, sent_at, ended_at)
    ON messages_message TO answerable_app;
CREATE POLICY moved ON messages_message FOR UPDATE TO answerable_app
    USING ({WORKER}) WITH CHECK ({WORKER});
GRANT UPDATE (pdf, gone_at) ON messages_paper TO answerable_app;
CREATE POLICY gone ON messages_paper FOR UPDATE TO answerable_app
    USING ({WORKER}) WITH CHECK ({WORKER});

-- What left has left, and what is over is over: no mistake of a program sends it again.
CREATE FUNCTION messages_stay_as_they_are() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'a message that is over stays over'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.provider_id <> '' AND NEW.provider_id <> OLD.provider_id THEN
        RAISE EXCEPTION 'a message leaves once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stays BEFORE UPDATE ON messages_message
    FOR EACH ROW EXECUTE FUNCTION messages_stay_as_they_are();

CREATE FUNCTION messages_paper_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.pdf IS NOT NULL OR OLD.gone_at IS NOT NULL THEN
        RAISE EXCEPTION 'a letter is never changed, it only goes'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER is_kept BEFORE UPDATE ON messages_paper
    FOR EACH ROW EXECUTE FUNCTION messages_paper_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_tables"), ("people", "0005_who_sees_the_vault")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (POLICIES, MOVES)]
