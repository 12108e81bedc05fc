"""The table itself, its sheets, and the choice of its columns."""

from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.sheets import FORMATS
from conference.events.access import team
from conference.events.models import Event
from conference.people.duplicates.queries import has_candidates
from conference.registration import queries, rules
from conference.registration.moderation.queries import counts_for_tabs
from conference.registration.table import exports
from conference.registration.table.columns import Column
from conference.registration.table.lines import Lines
from conference.registration.table.queries import page_of
from conference.registration.table.services.saved import default_of, views_for
from conference.registration.table.views.bulk import actions_for
from conference.registration.table.views.parts import HERE, Asked

DUPLICATES_SECONDS = 300


@team(rules.REGISTRATION_VIEW)
def registration_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the table as its address asks; without any wish the view that the member lets open first."""
    if not request.GET and (first := default_of(event=event, user=request.user)):
        return redirect(f"{request.path}?{first.address}")
    asked = Asked(request, event)
    keys = frozenset(column.key for column in asked.columns)
    page = page_of(asked.rows(), request.GET.get("page"), keys)
    twins = queries.with_twins(page.object_list)
    context = {
        "event": event,
        "asked": asked,
        "page": page,
        "twins": twins,
        "lines": Lines(event, asked.columns, asked.reader, twins).of(page.object_list),
        "heads": [_head(asked, column) for column in asked.columns],
        "chips": list(asked.chips()),
        "query": asked.wanted.address,
        "actions": actions_for(request, event),
    }
    if getattr(request, "htmx", False):
        return render(request, HERE + "results.html", context)
    context |= {
        "choices": asked.choices(),
        "orders": _orders(asked),
        "views": views_for(event=event, user=request.user),
        "active_view": request.GET.get("view", ""),
        "counts": counts_for_tabs(event),
        "has_duplicates": _has_duplicates(event),
    }
    return render(request, HERE + "list.html", context)


def _has_duplicates(event: Event) -> bool:
    """Return whether somebody seems to be entered twice, as of some minutes ago: all addresses have to be compared."""
    key = f"duplicates.{event.pk}"
    return bool(caches["pages"].get_or_set(key, lambda: has_candidates(event), DUPLICATES_SECONDS))


def _head(asked: Asked, column: Column) -> dict[str, Any]:
    """Return the head of a column: its title, and how it orders the table when it is chosen."""
    order = asked.wanted.order
    if not column.order:
        return {"title": column.short_title, "full": column.title}
    is_own = order.removeprefix("-") == column.order
    turned = f"-{column.order}" if order == column.order else column.order
    sort = ("descending" if order.startswith("-") else "ascending") if is_own else ""
    query = asked.wanted.ordered(turned).query()
    query["order"] = turned  # also the usual one, so that the address says something
    return {"title": column.short_title, "full": column.title, "address": f"?{query.urlencode()}", "sort": sort}


def _orders(asked: Asked) -> list[tuple[str, str, bool]]:
    words = {
        "-created": _("Newest first"),
        "created": _("Oldest first"),
        "name": _("By name"),
        "organisation": _("By organisation"),
        "country": _("By country"),
        "category": _("By category"),
        "-changed": _("Changed last"),
    }
    if asked.wanted.order not in words:
        column = asked.known[asked.wanted.order.removeprefix("-")]
        words[asked.wanted.order] = str(column.title)
    return [(value, label, value == asked.wanted.order) for value, label in words.items()]


@team(rules.REGISTRATION_VIEW)
def registration_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out what the table shows, every page of it, with its columns or with all."""
    if file_format not in FORMATS:
        raise Http404
    asked = Asked(request, event)
    columns = list(asked.known.values()) if request.GET.get("whole") else asked.columns
    return exports.handed_out_as(file_format, asked.all(), columns, asked.reader, event)


@team(rules.REGISTRATION_VIEW)
def table_columns(request: SignedInRequest, event: Event) -> HttpResponse:
    """Let the member choose columns and their order; the table's address then has them."""
    asked = Asked(request, event)
    if "arrange" in request.GET:
        query = asked.wanted.query()
        query.setlist("columns", [",".join(_arranged(request.GET, asked))])
        target = asked.address().partition("?")[0]
        return redirect(f"{target}?{query.urlencode()}")
    places = {column.key: number for number, column in enumerate(asked.columns, start=1)}
    groups: dict[str, list[dict[str, Any]]] = {}
    for column in asked.known.values():
        shown = {"key": column.key, "title": column.title, "place": places.get(column.key, "")}
        groups.setdefault(str(column.group), []).append(shown)
    context = {"event": event, "asked": asked, "groups": groups, "hidden": _hidden(asked)}
    return render(request, HERE + "columns.html", context)


def _arranged(typed: QueryDict, asked: Asked) -> list[str]:
    """Return the keys that were ticked by the places typed; those without one come last."""
    ticked = [key for key in typed.getlist("column") if key in asked.known]

    def place(key: str) -> int:
        number = typed.get(f"place-{key}", "")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1000

    return sorted(dict.fromkeys(ticked), key=place)


def _hidden(asked: Asked) -> list[tuple[str, str]]:
    return [(name, value) for name, values in asked.wanted.plain().items() if name != "columns" for value in values]
