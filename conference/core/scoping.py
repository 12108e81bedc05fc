"""Managers that find nothing outside the event whose pages are being made: a forgotten filter fails instead of leaking.

django-scopes keeps what is open (`with scope(event=event)`); these managers are its `ScopedManager` as named classes,
so that types resolve, and stricter: a scope of None, which there means "everything", is refused here.
"""

from typing import Any, ClassVar, TypeVar

from django.db import models
from django_scopes.exceptions import ScopeError
from django_scopes.manager import DisabledQuerySet
from django_scopes.state import get_scope

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class ClosedQuerySet(DisabledQuerySet):  # type: ignore[misc]
    """Raises ScopeError when it is used. `all` alone is allowed, because a form's class is made outside any scope."""

    def all(self) -> "ClosedQuerySet":
        """Return a copy, as closed as this one."""
        copy: ClosedQuerySet = self._clone()
        return copy


class EventManager(models.Manager[M_co]):
    """The manager of a model that belongs to an event; `path` leads from the model to its event."""

    path: ClassVar[str] = "event"

    def get_queryset(self) -> models.QuerySet[M_co]:
        """Return the rows of the open scope; outside any scope a query set that raises ScopeError when it is used."""
        open_scope = get_scope()
        if not open_scope.get("_enabled", True):
            return super().get_queryset()
        if "event" not in open_scope:
            closed: models.QuerySet[M_co] = ClosedQuerySet(self.model, using=self._db, missing_scopes={"event"})
            return closed
        event: Any = open_scope["event"]
        if event is None:
            raise ScopeError("A scope of no event would show every event's rows.")
        lookup = f"{self.path}__in" if isinstance(event, list | tuple) else self.path
        return super().get_queryset().filter(**{lookup: event})
