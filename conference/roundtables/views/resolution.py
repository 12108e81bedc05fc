"""The team's pages of the resolution: editor with preview, adoption, history, PDF."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.events.access import team
from conference.events.models import Event
from conference.roundtables import documents, services
from conference.roundtables.forms import AdoptionForm, ResolutionForm
from conference.roundtables.models import Resolution, RoundTable
from conference.roundtables.rules import ROUNDTABLES_ADOPT, ROUNDTABLES_EDIT, ROUNDTABLES_VIEW
from conference.roundtables.views.manage import HERE, find_table
from conference.roundtables.views.public import pdf_response


def here(table: RoundTable) -> HttpResponse:
    """Redirect to the resolution's page."""
    return redirect("manage:resolution", event=table.event.slug, slug=table.slug)


def page(request: SignedInRequest, table: RoundTable, **more: Any) -> HttpResponse:
    """Render the resolution's page; forms given in `more` replace the empty ones."""
    resolution = getattr(table, "resolution", None) or Resolution(round_table=table)
    event = table.event
    context = {
        "event": event,
        "table": table,
        "resolution": resolution,
        "form": ResolutionForm(instance=resolution, event=event),
        "adoption_form": AdoptionForm(event=event),
        "document": documents.document(table, resolution),
        "may_edit": request.user.has_perm(ROUNDTABLES_EDIT, event),
        "may_adopt": request.user.has_perm(ROUNDTABLES_ADOPT, event),
        "has_history": bool(resolution.pk),
    }
    return render(request, HERE + "resolution.html", context | more)


@team(ROUNDTABLES_VIEW)
def resolution(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Show the resolution as it stands; those who may change its texts."""
    table = find_table(event, slug)
    if request.method != "POST":
        return page(request, table)
    if not request.user.has_perm(ROUNDTABLES_EDIT, event):
        return here(table)
    current = getattr(table, "resolution", None) or Resolution(round_table=table)
    form = ResolutionForm(request.POST, instance=current, event=event)
    if form.is_valid():
        try:
            services.change_resolution(table=find_table(event, slug), by=request.user, **form.cleaned_data)
        except services.ResolutionAdoptedError:
            form.add_error(None, _("The resolution is adopted: reopen it before its texts change."))
        else:
            messages.success(request, _("Saved."))
            return here(table)
    return page(request, table, form=form)


@team(ROUNDTABLES_EDIT)
@require_POST
def resolution_preview(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Return what the resolution would look like with the texts as they are typed; nothing is stored."""
    table = find_table(event, slug)
    typed = Resolution(round_table=table)
    form = ResolutionForm(request.POST, instance=typed, event=event)
    form.is_valid()
    document = documents.document(table, typed)
    return render(request, HERE + "resolution_preview.html", {"event": event, "table": table, "document": document})


@team(ROUNDTABLES_ADOPT)
@require_POST
def resolution_adopt(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Record the adoption by consensus or with the figures of the vote."""
    table = find_table(event, slug)
    form = AdoptionForm(request.POST, event=event)
    if form.is_valid():
        try:
            services.adopt_resolution(table=table, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except services.NothingToAdoptError:
            form.add_error(None, _("There is nothing to adopt yet: write the text or adopt a proposal first."))
        except services.ResolutionAdoptedError:
            messages.error(request, _("Somebody has recorded the adoption in the meantime."))
            return here(table)
        else:
            messages.success(request, _("The adoption is recorded. The resolution is on the public page."))
            return here(table)
    return page(request, table, adoption_form=form)


@team(ROUNDTABLES_ADOPT)
@require_POST
def resolution_reopen(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Make the adopted resolution a draft again."""
    table = find_table(event, slug)
    services.reopen_resolution(table=table, by=request.user)
    messages.success(request, _("The resolution is a draft again. What was adopted stays in the history."))
    return here(table)


@team(ROUNDTABLES_VIEW)
def resolution_history(request: SignedInRequest, event: Event, slug: str) -> HttpResponse:
    """Show every version of the resolution, newest first."""
    table = find_table(event, slug)
    stored = getattr(table, "resolution", None)
    versions: Any = stored.history.select_related("history_user") if stored else []
    shown = [{"version": version, "points": documents.points(version.points)} for version in versions]
    return render(request, HERE + "resolution_history.html", {"event": event, "table": table, "versions": shown})


@team(ROUNDTABLES_VIEW)
def resolution_pdf(request: SignedInRequest, event: Event, slug: str) -> HttpResponseBase:
    """Return the resolution as PDF, a draft marked as such."""
    return pdf_response(request, find_table(event, slug), is_public=False)
