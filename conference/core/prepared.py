"""Statements whose SQL is made once: of a short query, Django takes most of the time to put its text together.

    _at = PreparedQuery(lambda slug: Event.objects.filter(slug=slug)[:1])
    found = _at.rows("congress")

Nothing of what the database answers is kept. What `build` does must depend on its arguments alone, so that it is given
the time, too, and each argument has to reach the statement as it is: a value to compare with, never None, which makes
other SQL, nor what `contains` puts between signs of its own. An argument that does not arrive is an error at once.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, prefetch_related_objects
from django_scopes import scope

Row = TypeVar("Row")
Argument = int | str | datetime
FIRST_NUMBER = 2**31 - 4_177  # what every column of numbers takes, and no statement has of its own
FIRST_MOMENT = datetime(1907, 4, 17, 1, 2, 3, 456789, tzinfo=UTC)


def _stand_ins(arguments: Sequence[Argument]) -> list[Argument]:
    """Return for each argument a value of its kind by which it is known again in the statement."""
    return [_stand_in(argument, index) for index, argument in enumerate(arguments)]


def _stand_in(argument: Argument, index: int) -> Argument:
    if isinstance(argument, datetime):
        return FIRST_MOMENT + timedelta(seconds=index)
    return FIRST_NUMBER + index if isinstance(argument, int) else f"\u2983prepared {index}\u2984"


def _as_sent(arguments: Sequence[Argument]) -> list[Any]:
    """Return arguments as the database takes them."""
    adapt = connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value
    return [adapt(argument) if isinstance(argument, datetime) else argument for argument in arguments]


class _Statement:
    """The text of a statement, and where in it the arguments go. Raises ValueError where one of them is missing."""

    def __init__(self, sql: str, parameters: Sequence[Any], stand_ins: Sequence[Argument]) -> None:
        self.sql, self._parameters = sql, tuple(parameters)
        known = {value: index for index, value in enumerate(_as_sent(stand_ins))}
        kinds = (int, str, datetime)
        self._where = [
            (at, known[value])
            for at, value in enumerate(self._parameters)
            if isinstance(value, kinds) and value in known
        ]
        if {index for _at, index in self._where} != set(known.values()):
            raise ValueError("An argument of a prepared statement does not stand in it as it is.")

    def filled(self, arguments: Sequence[Argument]) -> tuple[str, tuple[Any, ...]]:
        """Return text and parameters for these arguments."""
        parameters, sent = list(self._parameters), _as_sent(arguments)
        for at, index in self._where:
            parameters[at] = sent[index]
        return self.sql, tuple(parameters)


class _Prepared:
    """A statement for each kind of database. With `scoped` the first argument is the key of an event."""

    def __init__(self, build: Callable[..., Any], *, scoped: bool = False) -> None:
        self._build, self._scoped = build, scoped
        self._made: dict[str, Any] = {}

    def _scope(self, arguments: Sequence[Argument]) -> AbstractContextManager[Any]:
        return cast(AbstractContextManager[Any], scope(event=arguments[0])) if self._scoped else nullcontext()


class PreparedQuery(_Prepared, Generic[Row]):
    """Rows: `build` returns a query set."""

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"], *, scoped: bool = False) -> None:
        super().__init__(build, scoped=scoped)

    def rows(self, *arguments: Argument) -> list[Row]:
        """Ask the database and return the rows, with what the query set prefetches."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._compiled(arguments)
        rows, compiler, statement = self._made[connection.vendor]
        compiler = copy(compiler)
        compiler.connection = connection
        compiler.as_sql = lambda **_more: statement.filled(arguments)
        asked = _shallow(rows)
        asked._query = _shallow(rows.query)
        asked._query.get_compiler = lambda *_using, **_more: compiler
        found = list(asked._iterable_class(asked))
        if rows._prefetch_related_lookups:
            with self._scope(arguments):
                prefetch_related_objects(found, *rows._prefetch_related_lookups)
        return found

    def first(self, *arguments: Argument) -> Row | None:
        """Return the first row; `build` should limit the rows to one."""
        return next(iter(self.rows(*arguments)), None)

    def _compiled(self, arguments: Sequence[Argument]) -> tuple[Any, Any, _Statement]:
        stand_ins = _stand_ins(arguments)
        with self._scope(stand_ins):
            rows: Any = self._build(*stand_ins)
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        # What makes values of what the database sends is the same each time, too.
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _columns: converters
        return rows, compiler, _Statement(sql, parameters, stand_ins)


def _shallow(thing: Any) -> Any:
    """Return a copy that shares all it holds; a query set's own way of copying would ask the database."""
    own = object.__new__(type(thing))
    own.__dict__.update(thing.__dict__)
    return own


class PreparedUpdate(_Prepared):
    """A change of rows: `build` calls `update`; that is done once, with stand-ins, and does not reach the database."""

    def run(self, *arguments: Argument) -> int:
        """Change the rows and return how many were."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._made:
            self._made[connection.vendor] = self._captured(arguments)
        with connection.cursor() as cursor:
            cursor.execute(*self._made[connection.vendor].filled(arguments))
            return int(cursor.rowcount)

    def _captured(self, arguments: Sequence[Argument]) -> _Statement:
        stand_ins, seen = _stand_ins(arguments), list[tuple[str, Sequence[Any]]]()

        def keep(_execute: Any, sql: str, parameters: Any, *_more: Any) -> None:
            seen.append((sql, parameters))

        with connections[DEFAULT_DB_ALIAS].execute_wrapper(keep), self._scope(stand_ins):
            self._build(*stand_ins)
        ((sql, parameters),) = seen
        return _Statement(sql, parameters, stand_ins)
