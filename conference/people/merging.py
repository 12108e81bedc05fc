"""One row instead of two: everything that refers to the one comes to refer to the other.

The tables that refer are found in the models, so a feature that comes later is moved along. Where a constraint allows
only one of two rows, the feature has said which (`when_both_have`); where nobody has, nothing is merged.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import IntegrityError, models, transaction

from conference.accounts.models import User
from conference.core.registry import Registry
from conference.people.models import Person

_settled: Final[dict[str, Callable[[Any, Any], None]]] = {}


def _nothing(*_what: Any) -> None:
    """Leave all as it is."""


class MergeRefusedError(Exception):
    """Nothing was merged; the text says why, for whoever asked."""


@dataclass(frozen=True)
class Joining:
    """What a feature has to do before the things of one person become another's.

    `foresee(kept, gone)` returns in words what will happen beyond the moving; `lock(kept, gone)` locks what is locked
    before persons; `prepare(kept, gone, email, by)` runs with all of it locked, `email` being the address that stays.
    It may raise MergeRefusedError.
    """

    foresee: Callable[[Person, Person], list[str]]
    lock: Callable[[Person, Person], None] = _nothing
    prepare: Callable[[Person, Person, str, User], None] = _nothing


joinings: Registry[Joining] = Registry()


def when_both_have(model: str, settle: Callable[[Any, Any], None]) -> None:
    """Say what becomes of a row of `model` ("conference.Participant") that may not move to whom is kept.

    `settle(row, kept)` is called where a constraint forbids it: because there is a row already.
    """
    _settled[model.lower()] = settle


def drop(row: Any, kept: Any) -> None:
    """Settle by removing the row: the other one says the same."""
    row.delete()


def relations_to(model: type[models.Model]) -> Iterator[Any]:
    """Yield what refers to rows of `model`, hidden relations among it; through tables refer by their own keys."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one):
            yield field


def counts_of(row: models.Model) -> list[tuple[str, int]]:
    """Return what refers to a row, as words with how many there are."""
    found: dict[str, int] = {}
    for relation in relations_to(type(row)):
        table: Any = relation.related_model
        number = table._base_manager.filter(**{relation.field.name: row.pk}).count()
        if number:
            name = str(table._meta.verbose_name)
            found[name] = found.get(name, 0) + number
    return list(found.items())


def move_references(*, gone: models.Model, kept: models.Model) -> None:
    """Let everything that refers to `gone` refer to `kept`. Both are locked. Raises MergeRefusedError."""
    for relation in relations_to(type(gone)):
        table: Any = relation.related_model
        for row in table._base_manager.filter(**{relation.field.name: gone.pk}).order_by("pk"):
            try:
                with transaction.atomic():
                    table._base_manager.filter(pk=row.pk).update(**{relation.field.name: kept.pk})
            except IntegrityError as fault:
                settle = _settled.get(table._meta.label_lower)
                if settle is None:
                    raise MergeRefusedError(f"{table._meta.verbose_name}: {row}") from fault
                settle(row, kept)
