"""Rows that people look for by name: stored keys for alphabetical order by language and for search in any script."""

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation

from conference.core.scoping import EventManager
from conference.core.text.collation import SORT_KEY_LENGTH, sort_key
from conference.core.text.folding import search_text, search_words
from conference.core.text.localized import LANGUAGE_CODES


class SortKeyField(models.CharField):  # type: ignore[type-arg]
    """A sort key: compared by code point in every database, whatever its locale."""

    COLLATIONS = {"postgresql": "C", "sqlite": "BINARY"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", SORT_KEY_LENGTH)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """Name the collation of this database."""
        return {**super().db_parameters(connection), "collation": self.COLLATIONS.get(connection.vendor)}


def sort_column(language: str | None = None) -> str:
    """Return the column to order by for a reader of `language` (default: the active one)."""
    code = language or translation.get_language()
    return f"sort_{code if code in LANGUAGE_CODES else 'ru'}"


M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class FindableQuerySet(models.QuerySet[M_co]):
    """Sets of findable rows."""

    def alphabetical(self, language: str | None = None) -> Self:
        """Order for a reader of `language`."""
        return self.order_by(sort_column(language), "pk")

    def found_by(self, typed: str) -> Self:
        """Return the rows in which every word typed occurs, in any script, case and with or without diacritics."""
        found = self
        for word in search_words(typed):
            found = found.filter(search_key__contains=word)
        return found


FindableManager = EventManager.from_queryset(FindableQuerySet)


class Findable(models.Model):
    """Has a name to be sorted and words to be found by. `save` fills the keys; before a bulk write call `fill_keys`."""

    sort_ru = SortKeyField()
    sort_kk = SortKeyField()
    sort_en = SortKeyField()
    search_key = models.TextField(editable=False, default="")

    STORED_KEYS: ClassVar[tuple[str, ...]] = ("search_key", *(f"sort_{language}" for language in LANGUAGE_CODES))

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill the keys and store; with `update_fields` the keys are stored too."""
        self.fill_keys()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.STORED_KEYS}
        super().save(*args, **kwargs)

    def name_in(self, language: str) -> str:
        """Return the name by which a reader of `language` looks for this row."""
        raise NotImplementedError

    def search_parts(self) -> list[str]:
        """Return everything this row can be found by."""
        raise NotImplementedError

    def fill_keys(self) -> None:
        """Compute the stored keys from the fields."""
        for language in LANGUAGE_CODES:
            setattr(self, f"sort_{language}", sort_key(self.name_in(language), language))
        self.search_key = search_text(*self.search_parts())


def fold_again(app_label: str, *names: str) -> Callable[[Any, Any], None]:
    """Return what a migration runs after `fold` changed: what is stored folded is folded as it is now."""

    def run(apps: Any, _editor: Any) -> None:
        for name in names:
            model = apps.get_model(app_label, name)
            rows = []
            for row in model.objects.only("pk", "search_key").iterator(1000):
                row.search_key = search_text(row.search_key)
                rows.append(row)
            model.objects.bulk_update(rows, ["search_key"], batch_size=500)

    return run
