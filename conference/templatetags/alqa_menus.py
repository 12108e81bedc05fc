"""Menus from the registries, and the ornament of an event's pages."""

import math
import random
from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from conference.core.registry import Link, workspace_menu
from conference.events.models import Event
from conference.events.panels import shown_links

register = template.Library()
SWITCHER_LIMIT = 12


def _entries(links: list[Link], event: Event, here: str) -> list[dict[str, Any]]:
    found = []
    for link in links:
        try:
            url = reverse(link.url_name, kwargs={"event": event.slug})
        except NoReverseMatch:
            continue
        found.append({"url": url, "label": link.label, "icon": link.icon, "current": False})
    # The longest address that begins this page's one is where the reader is: /e/team/ rather than /e/.
    inside = [entry for entry in found if here.startswith(entry["url"])]
    if inside:
        max(inside, key=lambda entry: len(entry["url"]))["current"] = True
    return found


@register.simple_tag(takes_context=True)
def public_links(context: Context, event: Event) -> list[dict[str, Any]]:
    """Return the menu of an event's public pages; the same for every reader."""
    return _entries(shown_links(event), event, context["request"].path)


@register.simple_tag(takes_context=True)
def workspace_links(context: Context, event: Event) -> list[dict[str, Any]]:
    """Return the team's menu, without what this reader's roles do not allow."""
    user = context["request"].user
    allowed = [link for link in workspace_menu if not link.permission or user.has_perm(link.permission, event)]
    shown = [link for link in allowed if link.is_shown(event)]  # which may ask the database
    return _entries(shown, event, context["request"].path)


@register.simple_tag(takes_context=True)
def other_events(context: Context, event: Event | None) -> list[Event]:
    """Return the other events in whose team the reader is, for the switcher."""
    mine = Event.objects.of_team(context["request"].user)
    return list((mine.exclude(pk=event.pk) if event else mine)[:SWITCHER_LIMIT])


# --- the ornament: rings of seats round an empty middle, as on the mark; each event has its own seating ---
CENTRE = 400
RINGS = 6
FIRST_RADIUS = 74
BETWEEN = 62
SEAT_LENGTH = 46
GAP = 15


def _point(radius: float, angle: float) -> str:
    return f"{CENTRE + radius * math.cos(angle):.1f} {CENTRE + radius * math.sin(angle):.1f}"


@register.simple_tag
def ornament(seed: str) -> SafeString:
    """Return an SVG of council rings; `seed` (an event's slug) decides who sits where and who has the floor."""
    chance = random.Random(f"alqa {seed}")  # noqa: S311 - decoration
    seats, speakers = [], []
    for ring in range(RINGS):
        radius = FIRST_RADIUS + ring * BETWEEN
        count = max(6, round(2 * math.pi * radius / (SEAT_LENGTH + GAP)))
        step = 2 * math.pi / count
        half = (step - GAP / radius) / 2
        turn = chance.random() * 2 * math.pi
        standing = set(chance.sample(range(count), k=1 + ring // 2))
        for seat in range(count):
            angle = turn + seat * step
            if seat in standing:
                x, y = _point(radius, angle).split()
                speakers.append((x, y))
            elif chance.random() > 0.08 * ring:
                seats.append(f"M{_point(radius, angle - half)}A{radius} {radius} 0 0 1 {_point(radius, angle + half)}")
    circles = "".join(f'<circle cx="{x}" cy="{y}" r="13"/>' for x, y in speakers)
    return format_html(
        '<svg class="ornament" viewBox="0 0 800 800" aria-hidden="true" focusable="false">'
        '<path class="ornament-seats" fill="none" d="{}"/><g class="ornament-floor">{}</g></svg>',
        "".join(seats),
        SafeString(circles),
    )
