"""Fills what features registered for a page: its panels and the entries of its menu."""

from typing import Any

from django.http import HttpRequest

from conference.core.registry import Link, Panel, Registry, public_menu
from conference.events.models import Event


def filled(registry: Registry[Panel], request: HttpRequest, subject: Any) -> list[dict[str, Any]]:
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
    known: list[Link] | None = event.__dict__.get("shown_links")
    if known is None:
        known = event.__dict__["shown_links"] = [link for link in public_menu if link.is_shown(event)]
    return known
