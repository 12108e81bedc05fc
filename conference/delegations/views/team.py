"""The team's pages: all delegations, one added or changed, lists by origin, the settings."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.core.sheets import FORMATS, handed_out
from conference.delegations import exports, queries, services
from conference.delegations.choices import DelegationState, Grouping
from conference.delegations.forms import DecisionForm, HeadForm, LimitsForm, SettingsForm, TeamDelegationForm
from conference.delegations.lines import Group, grouped
from conference.delegations.rules import DELEGATIONS_EDIT, DELEGATIONS_SETUP, DELEGATIONS_VIEW
from conference.delegations.views.desk import Desk, writes
from conference.events.access import team
from conference.events.models import Event
from conference.people.forms.person import initial_of

HERE = "conference/delegations/manage/"
ROWS = 50


@team(DELEGATIONS_VIEW)
def delegations(request: SignedInRequest, event: Event) -> HttpResponse:
    """List the delegations, as searched and filtered by the address."""
    rows = queries.found_delegations(event, request.GET.dict())
    context = {
        "event": event,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "states": DelegationState.choices,
        "wanted": request.GET,
        "is_filtered": any(request.GET.get(name) for name in ("q", "state")),
        "setup": queries.delegation_setup_of(event),
        "may_edit": request.user.has_perm(DELEGATIONS_EDIT, event),
    }
    template = "table.html" if getattr(request, "htmx", False) else "list.html"
    return render(request, HERE + template, context)


@team(DELEGATIONS_VIEW)
def delegations_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out the list as it is filtered."""
    if file_format not in FORMATS:
        raise Http404
    content = exports.delegations_file(queries.found_delegations(event, request.GET.dict()), file_format)
    return handed_out(content, file_format, name="delegations", zone=event.zone)


@team(DELEGATIONS_EDIT)
def delegation_add(request: SignedInRequest, event: Event) -> HttpResponse:
    """Add a delegation; its head gets a letter with the link to its page."""
    form = TeamDelegationForm(posted(request), event=event)
    if form.is_valid():
        language = translation.get_language() or "ru"
        head = form.head | {"country": form.cleaned_data["country"], "language": language}
        head |= {"organisation": form.institution["name"], "organisation_code": form.institution["code"]}
        made = services.announce_delegation(
            event=event, organisation=form.institution, head=head, by=request.user, size=form.cleaned_data["size"]
        )
        messages.success(request, _("Added. A letter with the link is on its way to the head."))
        return redirect("manage:delegation", event=event.slug, code=made.code)
    return render(request, HERE + "add.html", {"event": event, "form": form})


def limits(desk: Desk) -> HttpResponse:
    """Set how many may come, in all and by category."""
    categories = queries.categories_of(desk.delegation, is_team=True)
    form = LimitsForm(posted(desk.request), delegation=desk.delegation, categories=categories)
    if form.is_valid():
        values = form.cleaned_data
        try:
            services.change_delegation(
                delegation=desk.delegation,
                by=_who(desk),
                capacity=values["capacity"],
                allotments=form.allotments,
                note=values["note"],
            )
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(desk.request, _("Saved."))
            return desk.back()
    return desk.show(HERE + "limits.html", {"form": form})


def head(desk: Desk) -> HttpResponse:
    """Change who speaks for the delegation."""
    known = initial_of(desk.delegation.head)
    form = HeadForm(posted(desk.request), initial=known, event=desk.event)
    if form.is_valid():
        typed = form.head | {"language": desk.delegation.head.language}
        services.change_head(delegation=desk.delegation, head=typed, by=_who(desk))
        messages.success(desk.request, _("Saved. A letter with a new link is on its way to the head."))
        return desk.back()
    return desk.show(HERE + "head.html", {"form": form})


@writes
def admit(desk: Desk) -> HttpResponse:
    """Let the delegation come."""
    try:
        services.admit_delegation(delegation=desk.delegation, by=_who(desk))
        messages.success(desk.request, _("Admitted. The head is told."))
    except services.WrongStateError:
        messages.info(desk.request, _("This was decided before."))
    return desk.back()


@writes
def decline(desk: Desk) -> HttpResponse:
    """Do not let the delegation come."""
    form = DecisionForm(posted(desk.request))
    if form.is_valid():
        try:
            services.decline_delegation(delegation=desk.delegation, by=_who(desk), reason=form.cleaned_data["reason"])
            messages.success(desk.request, _("Not admitted. The head is told."))
        except services.WrongStateError:
            messages.info(desk.request, _("This was decided before."))
    return desk.back()


def _who(desk: Desk) -> Any:
    """Return who of the team it is; these pages are the team's alone."""
    return desk.request.user


def _groups(request: SignedInRequest, event: Event) -> tuple[Grouping, bool, list[Group]]:
    wanted = request.GET.get("by")
    grouping = Grouping(wanted) if wanted in Grouping.values else Grouping.INSTITUTION
    only_members = request.GET.get("who") == "members"
    return grouping, only_members, grouped(queries.guests_by(event, only_members=only_members), grouping)


@team(DELEGATIONS_VIEW)
def lists(request: SignedInRequest, event: Event) -> HttpResponse:
    """List everybody, or the members of delegations, by institution, region or country."""
    grouping, only_members, groups = _groups(request, event)
    context = {
        "event": event,
        "groups": groups,
        "groupings": Grouping.choices,
        "grouping": grouping,
        "only_members": only_members,
        "total": sum(len(group.people) for group in groups),
    }
    return render(request, HERE + "lists.html", context)


@team(DELEGATIONS_VIEW)
def lists_export(request: SignedInRequest, event: Event, file_format: str) -> HttpResponse:
    """Hand out the list that is shown."""
    if file_format not in FORMATS:
        raise Http404
    _grouping, _only, groups = _groups(request, event)
    return handed_out(exports.groups_file(groups, file_format), file_format, name="people", zone=event.zone)


@team(DELEGATIONS_SETUP)
def settings(request: SignedInRequest, event: Event) -> HttpResponse:
    """Say whether institutions may announce delegations, and what one may do."""
    form = SettingsForm(posted(request), instance=queries.delegation_setup_of(event), event=event)
    if form.is_valid():
        try:
            services.change_settings(event=event, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            apply_errors(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("manage:delegations", event=event.slug)
    return render(request, HERE + "settings.html", {"event": event, "form": form})
