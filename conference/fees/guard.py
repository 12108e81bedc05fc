"""The guard in the database behind the ledger: entries are added and never changed.

Only what tells of people (reference, note) may be emptied, and references to others follow them when they go. The guard
is put up after every migration, because SQLite loses it whenever a migration makes the table anew.
"""

from typing import Any

from django.db import connections

FROZEN = "kind, amount, happened_on, invoice_id, event_id, reverses_id, key, provider, external_id"
TABLE = "conference_ledgerentry"
WORDS = "entries of the ledger are not changed"
STATEMENTS = {
    "postgresql": (
        "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger AS $$ BEGIN"
        f" RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';"
        " END $$ LANGUAGE plpgsql",
        f"CREATE OR REPLACE TRIGGER ledger_append_only BEFORE UPDATE OF {FROZEN} ON {TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only()",
    ),
    "sqlite": (
        f"CREATE TRIGGER IF NOT EXISTS ledger_append_only BEFORE UPDATE OF {FROZEN} ON {TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    ),
}


def guard_ledger(using: str, **_more: Any) -> None:
    """Let the database refuse other sums in stored entries, where the ledger's table is there already."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in STATEMENTS.get(connection.vendor, ()):
            cursor.execute(statement)
