"""The team's pages of a round table: the list, the table itself, its participants, agenda and themes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.people.models import Person
from conference.roundtables import queries, services
from conference.roundtables.choices import ParticipantRole
from conference.roundtables.forms import AgendaItemForm, RoundTableForm, SeatForm, ThemeForm
from conference.roundtables.models import AgendaItem, Participant, Proposal, RoundTable, Statement, Theme
from conference.roundtables.rules import ROUNDTABLES_ADOPT, ROUNDTABLES_EDIT, ROUNDTABLES_VIEW

HERE = "conference/roundtables/manage/"
FOUND_AT_MOST = 20
MOVABLE: dict[str, type[AgendaItem | Statement | Proposal]] = {
    "agenda": AgendaItem,
    "statements": Statement,
    "proposals": Proposal,
}


def find_table(event: Event, slug: str) -> RoundTable:
    """Return the round table at this address or raise Http404."""
    return get_object_or_404(
        RoundTable.objects.select_related("session", "resolution", "event"), event=event, slug=slug
    )


def find_row(table: RoundTable, model: Any, code: str) -> Any:
    """Return an agenda item, statement or proposal of this very table or raise Http404."""
    if model is AgendaItem:
        return get_object_or_404(AgendaItem, round_table=table, code=code)
    return get_object_or_404(
        model.objects.select_related("item__round_table__event"), item__round_table=table, code=code
    )


def back(table: RoundTable, anchor: str = "") -> HttpResponse:
    """Redirect to the table's page, to the place where somebody was."""
    response = redirect("manage:round_table", event=table.event.slug, slug=table.slug)
    response["Location"] += f"#{anchor}" if anchor else ""
    return response


@team(ROUNDTABLES_VIEW)
def round_table_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the round tables with what waits at each."""
    may_edit = request.user.has_perm(ROUNDTABLES_EDIT, event)
    context = {"event": event, "tables": queries.round_tables(event), "may_edit": may_edit}
    return render(request, HERE + "list.html", context)


@team(ROUNDTABLES_EDIT)
def round_table_create(request: SignedInRequest, event: Event) -> HttpResponse:
    """Create a round table."""
    form = RoundTableForm(posted(request), event=event)
    if form.is_valid():
        try:
            table = services.create_round_table(event=event, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The round table is created. Now its agenda and participants."))
            return back(table)
    return render(request, HERE + "table_form.html", {"event": event, "form": form, "table": None})


@team(ROUNDTABLES_EDIT)
def round_table_change(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Change theme, address, session."""
    table = find_table(event, slug)
    form = RoundTableForm(posted(request), instance=find_table(event, slug), event=event)
    if form.is_valid():
        try:
            changed = services.change_round_table(table=table, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return back(changed)
    return render(request, HERE + "table_form.html", {"event": event, "form": form, "table": table})


@team(ROUNDTABLES_VIEW)
def round_table(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Show everything about a round table and the ways to work on it."""
    table = find_table(event, slug)
    resolution = getattr(table, "resolution", None)
    context = {
        "event": event,
        "table": table,
        "placement": queries.draft_placement(table),
        "questions": queries.questions(table, published_only=False),
        "participants": table.participants.select_related("person__organisation"),
        "themes": table.themes.all(),
        "figures": queries.figures(table),
        "resolution": resolution,
        "is_adopted": bool(resolution and resolution.is_adopted),
        "may_edit": request.user.has_perm(ROUNDTABLES_EDIT, event),
        "may_adopt": request.user.has_perm(ROUNDTABLES_ADOPT, event),
    }
    return render(request, HERE + "table.html", context)


@team(ROUNDTABLES_EDIT)
def participants(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Find people of the event and seat them; change parts, take away."""
    table = find_table(event, slug)
    form = SeatForm(posted(request), event=event)
    typed = request.GET.get("q", "").strip()
    if form.is_valid():
        seat = services.add_participant(table=table, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s sits at the table now.") % {"name": seat.person})
        return redirect("manage:round_table_participants", event=event.slug, slug=table.slug)
    found: list[Person] = []
    if typed:
        people: Any = Person.objects.filter(event=event).exclude(round_tables__round_table=table)
        found = list(people.select_related("organisation").found_by(typed).alphabetical()[:FOUND_AT_MOST])
    context = {
        "event": event,
        "table": table,
        "form": form,
        "typed": typed,
        "found": found,
        "participants": table.participants.select_related("person__organisation"),
        "roles": ParticipantRole.choices,
    }
    return render(request, HERE + "participants.html", context)


@team(ROUNDTABLES_EDIT)
@require_POST
def participant_change(request: SignedInRequest, event: Event, slug: str, pk: int) -> HttpResponse:
    """Give a participant another part, or take them from the table."""
    table = find_table(event, slug)
    seat = get_object_or_404(
        Participant.objects.select_related("round_table__event", "person"), round_table=table, pk=pk
    )
    if "remove" in request.POST:
        if services.remove_participant(participant=seat, by=request.user):
            messages.success(request, _("%(name)s no longer sits at the table.") % {"name": seat.person})
        else:
            messages.error(request, _("%(name)s has made a statement: remove it first.") % {"name": seat.person})
    else:
        try:
            services.change_participant(participant=seat, role=request.POST.get("role", ""), by=request.user)
            messages.success(request, _("Saved."))
        except ValidationError:
            messages.error(request, _("There is no such role."))
    return redirect("manage:round_table_participants", event=event.slug, slug=table.slug)


@team(ROUNDTABLES_EDIT)
def agenda_item(request: SignedInRequest, event: Event, slug: str, code: str = "") -> HttpResponse:
    """Add a question or change one."""
    table = find_table(event, slug)
    item = find_row(table, AgendaItem, code) if code else None
    form = AgendaItemForm(posted(request), instance=item, event=event, table=table)
    if form.is_valid():
        if item:
            services.change_agenda_item(item=item, by=request.user, **form.cleaned_data)
        else:
            item = services.add_agenda_item(table=table, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return back(table, f"item-{item.code}")
    context = {"event": event, "table": table, "form": form, "item": item}
    return render(request, HERE + "item_form.html", context)


@team(ROUNDTABLES_EDIT)
@require_POST
def agenda_item_remove(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Remove a question on which nothing was said."""
    table = find_table(event, slug)
    if services.remove_agenda_item(item=find_row(table, AgendaItem, code), by=request.user):
        messages.success(request, _("The question is removed."))
    else:
        messages.error(request, _("There are statements or proposals on this question: move or remove them first."))
    return back(table, "agenda")


@team(ROUNDTABLES_EDIT)
@require_POST
def row_move(request: SignedInRequest, event: Event, slug: str, kind: str, code: str) -> HttpResponse:
    """Move a question, statement or proposal one place up or down."""
    if kind not in MOVABLE:
        raise Http404
    table = find_table(event, slug)
    row = find_row(table, MOVABLE[kind], code)
    services.move(row=row, direction="up" if "up" in request.POST else "down", by=request.user)
    return back(table, f"{'item' if kind == 'agenda' else kind[:-1]}-{code}")


@team(ROUNDTABLES_EDIT)
def themes(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Add subjects by which statements can be found."""
    table = find_table(event, slug)
    form = ThemeForm(posted(request), event=event)
    if form.is_valid():
        services.add_theme(table=table, by=request.user, **form.cleaned_data)
        messages.success(request, _("The theme is added."))
        return redirect("manage:round_table_themes", event=event.slug, slug=table.slug)
    context = {"event": event, "table": table, "form": form, "themes": table.themes.all()}
    return render(request, HERE + "themes.html", context)


@team(ROUNDTABLES_EDIT)
@require_POST
def theme_remove(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Remove a subject."""
    table = find_table(event, slug)
    services.remove_theme(theme=get_object_or_404(Theme, round_table=table, code=code), by=request.user)
    messages.success(request, _("The theme is removed."))
    return redirect("manage:round_table_themes", event=event.slug, slug=table.slug)
