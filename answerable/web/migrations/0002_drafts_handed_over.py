"""What somebody had begun goes to who takes their case over: seen by nobody on the way."""

from __future__ import annotations

from django.db import migrations

RIGHTS = """
CREATE FUNCTION acting_hands_over() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('answerable.purpose', true), '') = 'handing_over';
CREATE POLICY found_to_hand_over ON web_draft FOR SELECT TO answerable_app
    USING ((SELECT acting_hands_over()));
CREATE POLICY handed_over ON web_draft FOR UPDATE TO answerable_app
    USING ((SELECT acting_hands_over())) WITH CHECK ((SELECT acting_hands_over()));
"""
UNDO = """
DROP POLICY handed_over ON web_draft;
DROP POLICY found_to_hand_over ON web_draft;
DROP FUNCTION acting_hands_over();
"""


class Migration(migrations.Migration):
    dependencies = [("web", "0001_drafts")]
    operations = [migrations.RunSQL(RIGHTS, UNDO)]
