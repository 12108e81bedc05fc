"""Fills what features registered for a page: its panels and the entries of its menu."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django_scopes import scope

from conference.core.caching import as_texts, once
from conference.core.registry import Link, Panel, home_sections, public_menu
from conference.events.models import Event, Partner


def filled(registry: Iterable[Panel], request: HttpRequest, subject: Any) -> list[dict[str, Any]]:
    """Return template and context of every panel that has something to show to this reader."""
    found = []
    for panel in registry:
        if panel.permission and not request.user.has_perm(panel.permission, subject):
            continue
        context = panel.build(request, subject)
        if context is not None:
            found.append({"template": panel.template, "data": context})
    return found


def shown_links(event: Event) -> list[Link]:
    """Return the entries of the public menu, found once for each event that was read."""
    return once(event, "shown_links", lambda: [link for link in public_menu if link.is_shown(event)])


def shown_values(event: Event) -> list[Any]:
    """Return everything that is stored of the event itself, for the key of a page; texts in all their languages."""
    values = [getattr(event, field.attname) for field in event._meta.concrete_fields]
    return [getattr(value, "data", value) for value in values]


def state_of_home(event: Event) -> list[str]:
    """Return what the event's home and menu are made of besides the event itself, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(*_state_query(event.pk))
        return sorted(text for (text,) in cursor.fetchall())


@lru_cache(maxsize=256)
def _state_query(event_pk: int) -> tuple[str, tuple[Any, ...]]:
    """Return the query in SQL: making it of its parts costs more than all else on a page that is kept."""
    event = Event(pk=event_pk)
    with scope(event=event):
        states = [state for section in home_sections for state in section.state(event)]
        partners = as_texts(Partner.objects.filter(event=event), "pk", "name", "url", "position")
        sql, parameters = partners.union(*states, all=True).query.sql_with_params()
    return sql, tuple(parameters)
