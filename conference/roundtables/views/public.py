"""What everybody sees of the round tables: the list, one table, its statements by region, the resolution."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation

from conference.core.caching import etag_of, keep, unchanged
from conference.core.text.localized import localized
from conference.events.access import public_event
from conference.events.models import Event
from conference.roundtables import documents, exports, queries
from conference.roundtables.choices import ParticipantRole
from conference.roundtables.models import RoundTable

HERE = "conference/roundtables/public/"


def find_public(event: Event, slug: str) -> RoundTable:
    """Return the public round table at this address or raise Http404."""
    rows = RoundTable.objects.select_related("session", "resolution", "event")
    return get_object_or_404(rows, event=event, slug=slug, is_public=True)


@public_event
def round_table_list(request: HttpRequest, event: Event) -> HttpResponse:
    """List the public round tables."""
    rows = [{"table": table, "placement": placement} for table, placement in queries.public_tables(event)]
    return render(request, HERE + "list.html", {"event": event, "rows": rows})


@public_event
def round_table(request: HttpRequest, event: Event, slug: str) -> HttpResponse:
    """Show a round table with its agenda, statements, proposals and, once adopted, the resolution."""
    table = find_public(event, slug)
    questions = queries.questions(table)
    resolution = getattr(table, "resolution", None)
    adopted = resolution if resolution and resolution.is_adopted else None
    context = {
        "event": event,
        "table": table,
        "placement": queries.released_placement(table),
        "questions": questions,
        "seats": queries.seats(table),
        "figures": queries.figures(table),
        "moderators": queries.team_of(table, ParticipantRole.MODERATOR),
        "statement_count": sum(len(question.statements) for question in questions),
        "resolution": adopted,
        "document": documents.document(table, adopted) if adopted else None,
    }
    return render(request, HERE + "round_table.html", context)


@public_event
def statement_index(request: HttpRequest, event: Event, slug: str) -> HttpResponse:
    """Show every statement under its region, institution or theme (`?by=`)."""
    table = find_public(event, slug)
    by: queries.Grouping = next((name for name in queries.GROUPINGS if name == request.GET.get("by")), "region")
    statements = [row for question in queries.questions(table) for row in question.statements]
    context = {
        "event": event,
        "table": table,
        "by": by,
        "groups": queries.grouped(statements, by),
        "has_themes": table.themes.exists(),
    }
    return render(request, HERE + "statements.html", context)


@public_event
def resolution_pdf(request: HttpRequest, event: Event, slug: str) -> HttpResponseBase:
    """Return the adopted resolution in the language of the address."""
    table = find_public(event, slug)
    resolution = getattr(table, "resolution", None)
    if resolution is None or not resolution.is_adopted:
        raise Http404
    return pdf_response(request, table, is_public=event.is_public)


def pdf_response(request: HttpRequest, table: RoundTable, *, is_public: bool) -> HttpResponseBase:
    """Return the resolution in the active language under a name that says what it is, or 304 to who has it."""
    language = translation.get_language() or "ru"
    document = exports.resolution_document(table, language)
    etag = etag_of(document.digest)
    response = unchanged(request, etag) if is_public else None
    if response is None:
        response = HttpResponse(exports.rendered(document), content_type="application/pdf")
        response["Content-Disposition"] = exports.file_name(localized(table.title, language), language)
    return keep(response, etag, public=is_public)
