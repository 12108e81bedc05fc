"""The cache that lies in the database, with one statement for each entry that is written.

Django's own counts all entries, looks for the one and writes it, in a transaction of its own: four statements, of which
a guest who registers paid for up to sixteen, because rate limits live here.
"""

import base64
import pickle
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router, transaction
from django.utils import timezone

MOST_ENTRIES = 100_000  # one for each address that is counted; beyond, limits would be forgotten before their time
CULLED_EACH = 200  # writes of a process, between which nobody counts the entries
FOR_EVER = datetime.max  # noqa: DTZ901 - as Django writes it
_INSERT = (
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
# An entry that is still valid stays: `add` is how one of several is let in.
_STATEMENTS = {"set": _INSERT, "add": _INSERT + " WHERE {table}.expires < %s"}


class TableCache(DatabaseCache):
    """Entries by their keys in one table; PostgreSQL and SQLite."""

    _table: str
    _cull: Callable[[str, Any, datetime, int], None]  # these two are unknown to Django's stubs

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, {**params, "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES, **params.get("OPTIONS", {})}})
        self._writes: Callable[[], int] = count(1).__next__

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Write an entry and return whether it was written; not when `add` finds a valid one, or the database fails."""
        if mode not in _STATEMENTS:
            return bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]
        alias = router.db_for_write(self.cache_model_class)
        connection = connections[alias]
        adapt = connection.ops.adapt_datetimefield_value
        now = timezone.now().replace(microsecond=0)
        until = self.get_backend_timeout(timeout)
        expires = FOR_EVER if until is None else datetime.fromtimestamp(until, tz=UTC)
        text = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        values = [key, text, adapt(expires.replace(microsecond=0)), *([adapt(now)] if mode == "add" else [])]
        statement = _STATEMENTS[mode].format(table=connection.ops.quote_name(self._table))
        try:
            # A fault must not spoil the transaction that the caller is in.
            guarded = transaction.atomic(using=alias) if connection.in_atomic_block else nullcontext()
            with guarded, connection.cursor() as cursor:
                cursor.execute(statement, values)
                written = bool(cursor.rowcount)
                if self._writes() % CULLED_EACH == 0:
                    self._cull_where_many(alias, cursor, now)
        except DatabaseError:
            return False
        return written

    def _cull_where_many(self, alias: str, cursor: Any, now: datetime) -> None:
        table = connections[alias].ops.quote_name(self._table)
        cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - the name is ours
        number = cursor.fetchone()[0]
        if number > self._max_entries:
            self._cull(alias, cursor, now, number)
