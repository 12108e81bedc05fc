"""The team's pages of organisations, and what guests are offered while they type."""

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_countries import countries

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.core.limits import may_ask
from conference.core.sheets import FORMATS, handed_out
from conference.core.text.localized import localized
from conference.events.access import public_event, team
from conference.events.models import Event
from conference.people import rules
from conference.people.merging import MergeRefusedError, counts_of
from conference.people.models import Organisation
from conference.people.organisations import exports, queries, services, tables
from conference.people.organisations.choices import Fate
from conference.people.organisations.forms import MergeForm, OrganisationForm, SheetForm
from conference.people.services import keep_apart

HERE = "conference/people/organisations/manage/"
ROWS = 50


@public_event
def organisation_offers(request: HttpRequest, event: Event) -> HttpResponse:
    """Answer what fits the letters typed so far: names and places of known organisations, nothing else."""
    if not may_ask(request, "organisation_offers", a_minute=settings.OFFERS_A_MINUTE):
        return JsonResponse({"offers": []}, status=HTTPStatus.TOO_MANY_REQUESTS)
    rows = queries.offered(event, request.GET.get("q", "")[:200])
    offers = [
        {
            "code": row.code,
            "name": localized(row.name),
            "note": " · ".join(filter(None, [localized(row.short_name), row.town, str(row.country.name)])),
        }
        for row in rows
    ]
    return JsonResponse({"offers": offers})


@team(rules.PEOPLE_VIEW)
def organisation_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the table as filtered, searched and ordered by the address."""
    rows = queries.found_organisations(event, request.GET.dict())
    used = Organisation.objects.filter(event=event).exclude(country="").values_list("country", flat=True).distinct()
    context = {
        "event": event,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "countries": sorted(((code, countries.name(code)) for code in used.order_by()), key=lambda pair: pair[1]),
        "wanted": request.GET,
        "is_filtered": any(request.GET.get(name) for name in ("q", "country", "known")),
    }
    template = "table.html" if getattr(request, "htmx", False) else "list.html"
    return render(request, HERE + template, context)


@team(rules.PEOPLE_EDIT)
@require_POST
def organisation_chosen(request: SignedInRequest, event: Event) -> HttpResponse:
    """Do with the ticked organisations what the pressed button says: offer them to guests, or go to merge them."""
    codes = request.POST.getlist("code")
    if "merge" in request.POST and len(codes) > 1:
        address = reverse("manage:organisation_merge", kwargs={"event": event.slug})
        return redirect(f"{address}?{'&'.join(f'code={code}' for code in codes if code.isalnum())}")
    if "merge" in request.POST:
        messages.error(request, _("Tick at least two organisations to merge them."))
    else:
        number = services.offer_organisations(event=event, by=request.user, codes=codes)
        text = ngettext("%(n)s organisation is offered now.", "%(n)s organisations are offered now.", number)
        messages.success(request, text % {"n": number})
    return redirect("manage:organisations", event=event.slug)


@team(rules.PEOPLE_EDIT)
def organisation_edit(request: SignedInRequest, event: Event, code: str | None = None) -> HttpResponse:
    """Add or change an organisation."""
    stored = get_object_or_404(Organisation, event=event, code=code) if code else None
    instance = Organisation.objects.get(pk=stored.pk) if stored else Organisation(event=event, is_known=True)
    form: Any = OrganisationForm(posted(request), instance=instance)
    if form.is_valid():
        try:
            services.save_organisation(event=event, by=request.user, organisation=stored, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("manage:organisations", event=event.slug)
        except ValidationError as fault:
            apply_errors(form, fault)
    people = stored.people.order_by("pk").alphabetical()[:ROWS] if stored else []
    return render(request, HERE + "form.html", {"event": event, "form": form, "row": stored, "people": people})


@team(rules.PEOPLE_EDIT)
@require_POST
def organisation_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove an organisation nobody comes from."""
    try:
        found = get_object_or_404(Organisation, event=event, code=code)
        services.remove_organisation(organisation=found, by=request.user)
        messages.success(request, _("Removed."))
    except MergeRefusedError as fault:
        messages.error(request, str(fault))
    return redirect("manage:organisations", event=event.slug)


@team(rules.PEOPLE_VIEW)
def organisation_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out the table as it is filtered."""
    if file_format not in FORMATS:
        raise Http404
    rows = queries.found_organisations(event, request.GET.dict())
    return handed_out(
        exports.as_file(rows, file_format), file_format, name=f"organisations-{event.slug}", zone=event.zone
    )


@team(rules.PEOPLE_EDIT)
def organisation_import(request: SignedInRequest, event: Event) -> HttpResponse:
    """Read a list, show what becomes of each row, and store it when that was looked at."""
    form = SheetForm(posted(request), request.FILES or None)
    context: dict[str, Any] = {"event": event, "form": form}
    if form.is_valid():
        if "store" in request.POST and not form.cleaned_data.get("file"):
            counts = tables.import_organisations(event=event, rows=form.rows, by=request.user)
            text = _("Added: %(added)s, completed: %(changed)s, left out: %(refused)s.")
            messages.success(request, text % counts)
            return redirect("manage:organisations", event=event.slug)
        judged = tables.judge(event, form.rows)
        context["judged"] = judged
        context["counts"] = [(fate.label, sum(one.fate == fate for one in judged)) for fate in Fate]
        context["looked_at"] = json.dumps(form.rows, ensure_ascii=False)
        context["is_storable"] = any(one.fate in {Fate.ADDED, Fate.CHANGED} for one in judged)
    return render(request, HERE + "import.html", context)


@team(rules.PEOPLE_EDIT)
def organisation_duplicates(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show which organisations are perhaps one."""
    return render(request, HERE + "duplicates.html", {"event": event, "pairs": queries.pairs_of(event)})


@team(rules.PEOPLE_EDIT)
@require_POST
def organisation_apart(request: SignedInRequest, event: Event) -> HttpResponse:
    """Remember that two are not one."""
    rows = queries.with_codes(event, request.POST.getlist("code")[:2])
    if len(rows) != 2:
        raise Http404
    keep_apart(one=rows[0], other=rows[1], by=request.user)
    messages.success(request, _("Noted. You will not be asked about these two again."))
    return redirect("manage:organisation_duplicates", event=event.slug)


@team(rules.PEOPLE_EDIT)
def organisation_merge(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show side by side what is to be merged and what moves; merge once the team has said which stays."""
    rows = queries.with_codes(event, request.GET.getlist("code")[:20])
    if len(rows) < 2:
        messages.error(request, _("Something has changed meanwhile. Look at the list again."))
        return redirect("manage:organisation_duplicates", event=event.slug)
    form = MergeForm(posted(request), rows=rows)
    if form.is_valid():
        kept, gone = form.chosen()
        try:
            services.merge_organisations(kept=kept, gone=gone, by=request.user)
            messages.success(request, _("Merged into “%(name)s”.") % {"name": kept})
            return redirect("manage:organisation_duplicates", event=event.slug)
        except MergeRefusedError as fault:
            form.add_error(None, str(fault))
    context = {"event": event, "form": form, "rows": [(row, counts_of(row)) for row in rows]}
    return render(request, HERE + "merge.html", context)
