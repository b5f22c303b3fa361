"""Whether the database is as the migrations make it: what keeps people out of cases, and what keeps
entries from being lost, looked at before anything is served.

Row-level security holds only for a role that owns nothing and may not pass it, so a connection
string of another role would open every case to everybody, and nothing on a page would show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import psycopg

from answerable.config.home import APPLICATION
from answerable.config.postgres import FOR_THROWING_AWAY

NAMED = "safety.txt"  # made by `make manifest`
WORDS = "words of "  # of a policy: a hash of what it lets through
FEW = 3  # that are named; whoever looks has them all by `answerable db check`

# How PostgreSQL writes the words of a policy down may differ from version to version, so that each
# of those lines says which version wrote it, and only the same version is held to it.
GRANTEE = "CASE grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(grantee)::text END"
FACTS = f"""
SELECT 'table ' || relname || ' of ' || pg_get_userbyid(relowner)
    || CASE WHEN relrowsecurity AND relforcerowsecurity THEN ' forced' ELSE ' open' END
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
UNION ALL SELECT 'policy ' || tablename || '.' || policyname || ' ' || cmd || ' to '
    || array_to_string(roles, ', ') FROM pg_policies WHERE schemaname = 'public'
UNION ALL SELECT 'words of ' || tablename || '.' || policyname || ' '
    || md5(coalesce(qual, '') || ' check ' || coalesce(with_check, ''))
    || ' by ' || current_setting('server_version_num')::int / 10000
    FROM pg_policies WHERE schemaname = 'public'
UNION ALL SELECT 'trigger ' || relname || '.' || tgname || ' ' || tgenabled::text || ' '
    || tgfoid::regproc::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
UNION ALL SELECT 'function ' || proname || '(' || pg_get_function_identity_arguments(oid) || ') '
    || CASE WHEN prosecdef THEN 'as owner ' ELSE '' END
    || CASE WHEN has_function_privilege(%(application)s, oid, 'EXECUTE') THEN ''
        ELSE 'for no application ' END || md5(prosrc)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prolang IN
        (SELECT oid FROM pg_language WHERE lanname IN ('sql', 'plpgsql'))
UNION ALL SELECT 'may ' || relname || ' ' || privilege_type || ' ' || role
    FROM pg_class, aclexplode(relacl), LATERAL (SELECT {GRANTEE} AS role) AS who
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
        AND role IN ('everybody', %(application)s)
UNION ALL SELECT 'may ' || relname || '.' || attname || ' ' || privilege_type || ' ' || role
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid, aclexplode(attacl),
        LATERAL (SELECT {GRANTEE} AS role) AS who
    WHERE relnamespace = 'public'::regnamespace AND role IN ('everybody', %(application)s)
"""  # noqa: S608  the pieces are constants of this module
WHO = """
SELECT current_user, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication,
    EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid),
    current_setting('cluster_name')
FROM pg_roles WHERE rolname = current_user
"""
# What an acknowledged entry rests on: with any of these off, a power cut takes what was promised.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
# What others put beside our tables is theirs; what touches ours is not.
OTHERS = ("table ", "function ")


def wrong(connection: psycopg.Connection) -> list[str]:
    """What is not as it has to be, seen by the role as which the product runs; nothing: all is."""
    user, more, member, cluster = connection.execute(WHO).fetchone() or ("", True, True, "")
    if user != APPLICATION:
        return [f"it is entered as {user}, and not as {APPLICATION}"]
    found = []
    if more or member:
        found.append(f"{APPLICATION} may do more than it has to, and pass what keeps people out")
    if cluster != FOR_THROWING_AWAY:
        found += [f"{name} is off" for name in DURABLE if _is_off(connection, name)]
    return found + differing(facts(connection))


def facts(connection: psycopg.Connection) -> set[str]:
    """What keeps people out, as the database's own catalogue has it, a line each."""
    return {line for (line,) in connection.execute(FACTS, {"application": APPLICATION})}


def manifest() -> set[str]:
    """The same as the migrations make it."""
    text = files("answerable.config.database").joinpath(NAMED).read_text(encoding="utf-8")
    return set(text.splitlines())


def not_compared(there: set[str]) -> str:
    """What could not be looked at, in words: the words of policies, where another version of
    PostgreSQL wrote them down than the manifest's. An empty text where all was."""
    ours, theirs = _versions(manifest()), _versions(there)
    if theirs <= ours:
        return ""
    return (
        "Not looked at: the words of the policies, which this is known of in PostgreSQL "
        f"{', '.join(sorted(ours))} alone; this is {', '.join(sorted(theirs))}."
    )


def _versions(lines: set[str]) -> set[str]:
    return {line.rpartition(" by ")[2] for line in lines if line.startswith(WORDS)}


def _without_words(lines: set[str]) -> set[str]:
    return {line for line in lines if not line.startswith(WORDS)}


def in_a_line(found: Iterable[str]) -> str:
    """What is wrong, in one line."""
    named = list(found)
    more = f", and {len(named) - FEW:,} more" if len(named) > FEW else ""
    return "; ".join(named[:FEW]) + more


def _is_off(connection: psycopg.Connection, name: str) -> bool:
    (value,) = connection.execute("SELECT current_setting(%s)", [name]).fetchone() or ("off",)
    return value in ("off", "local")


def differing(there: set[str]) -> list[str]:
    """What is not there that has to be, and what is there that must not be, a line each."""
    if not any(line.startswith("table record_entry ") for line in there):
        return ["it has no tables of the record"]
    wanted = manifest()
    if not_compared(there):
        wanted, there = _without_words(wanted), _without_words(there)
    found = [f"not there: {line}" for line in sorted(wanted - there)]
    more = sorted(line for line in there - wanted if not line.startswith(OTHERS))
    return found + [f"there, and not ours: {line}" for line in more]
