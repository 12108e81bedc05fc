"""Fills the panels that features registered for a page."""

from typing import Any

from django.http import HttpRequest

from conference.core.registry import Panel, Registry


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
