"""Saving views of the table, and arranging those that there are."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors, posted
from conference.events.access import team
from conference.events.models import Event
from conference.registration import rules
from conference.registration.table.forms import ViewForm
from conference.registration.table.models import TableView
from conference.registration.table.services import saved
from conference.registration.table.views.parts import HERE, Asked


@team(rules.REGISTRATION_VIEW)
def view_save(request: SignedInRequest, event: Event) -> HttpResponse:
    """Save what the table shows now under a name."""
    query = QueryDict(request.POST.get("shown", request.GET.urlencode()))
    asked = Asked(request, event, query)
    form = ViewForm(posted(request))
    if form.is_valid():
        try:
            view = saved.save_view(event=event, by=request.user, wanted=asked.wanted, **form.cleaned_data)
        except ValidationError as fault:
            apply_errors(form, _of_form(fault))
        else:
            messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
            return redirect(f"{_table(asked)}?{view.address}")
    context = {"event": event, "asked": asked, "form": form, "chips": list(asked.chips())}
    return render(request, HERE + "view_save.html", context)


@team(rules.REGISTRATION_VIEW)
def view_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the member's views and those of the team."""
    rows = list(saved.views_for(event=event, user=request.user))
    context = {"event": event, "rows": [(view, saved.may_change(view, request.user)) for view in rows]}
    return render(request, HERE + "views.html", context)


@team(rules.REGISTRATION_VIEW)
def view_edit(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Rename a view, share it, let it open first."""
    view = _found(request, event, code)
    if not saved.may_change(view, request.user):
        raise PermissionDenied
    form = ViewForm(posted(request), initial={name: getattr(view, name) for name in ViewForm.base_fields})
    if view.owner_id != request.user.pk:
        del form.fields["is_default"]
    if form.is_valid():
        values = {"is_default": view.is_default, **form.cleaned_data}
        try:
            saved.change_view(view=view, by=request.user, **values)
        except ValidationError as fault:
            apply_errors(form, _of_form(fault))
        else:
            messages.success(request, _("Saved."))
            return redirect("manage:table_views", event=event.slug)
    return render(request, HERE + "view.html", {"event": event, "form": form, "view": view})


@team(rules.REGISTRATION_VIEW)
@require_POST
def view_remove(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Remove a view."""
    try:
        saved.remove_view(view=_found(request, event, code), by=request.user)
    except saved.NotAllowedError as fault:
        raise PermissionDenied from fault
    messages.success(request, _("Removed."))
    return redirect("manage:table_views", event=event.slug)


def _found(request: SignedInRequest, event: Event, code: str) -> TableView:
    return get_object_or_404(saved.views_for(event=event, user=request.user), code=code)


def _table(asked: Asked) -> str:
    return asked.address().partition("?")[0]


def _of_form(fault: ValidationError) -> ValidationError:
    """Return what was refused, next to the name: the name is all that a constraint of views is about."""
    return ValidationError({"name": fault.messages})
