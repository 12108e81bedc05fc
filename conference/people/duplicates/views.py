"""The team's pages of persons who are perhaps one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.people import rules
from conference.people.duplicates import queries, services
from conference.people.duplicates.forms import MergePeopleForm
from conference.people.merging import MergeRefusedError, counts_of, joinings
from conference.people.services import keep_apart

HERE = "conference/people/duplicates/manage/"


@team(rules.PEOPLE_EDIT)
def people_duplicates(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show which persons are perhaps one."""
    return render(request, HERE + "list.html", {"event": event, "pairs": queries.pairs_of(event)})


@team(rules.PEOPLE_EDIT)
@require_POST
def people_apart(request: SignedInRequest, event: Event) -> HttpResponse:
    """Remember that two are not one."""
    rows = queries.with_codes(event, request.POST.getlist("code")[:2])
    if len(rows) != 2:
        raise Http404
    keep_apart(one=rows[0], other=rows[1], by=request.user)
    messages.success(request, _("Noted. You will not be asked about these two again."))
    return redirect("manage:people_duplicates", event=event.slug)


@team(rules.PEOPLE_EDIT)
def people_merge(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show two persons side by side with all that will happen; merge them as the team chose."""
    found = {row.code: row for row in queries.with_codes(event, request.GET.getlist("code")[:2])}
    codes = [code for code in request.GET.getlist("code")[:2] if code in found]
    if len(found) != 2 or len(codes) != 2:
        messages.error(request, _("Something has changed meanwhile. Look at the list again."))
        return redirect("manage:people_duplicates", event=event.slug)
    kept, gone = (found[code] for code in codes)
    form = MergePeopleForm(posted(request), kept=kept, gone=gone)
    if form.is_valid():
        try:
            services.merge_people(kept=kept, gone=gone, take=form.taken(), by=request.user)
            messages.success(request, _("Merged into “%(name)s”.") % {"name": kept})
            return redirect("manage:people_duplicates", event=event.slug)
        except MergeRefusedError as fault:
            form.add_error(None, str(fault))
    warnings = [text for joining in joinings for text in joining.foresee(kept, gone)]
    context = {
        "event": event,
        "form": form,
        "kept": kept,
        "gone": gone,
        "moving": counts_of(gone),
        "warnings": warnings,
    }
    return render(request, HERE + "merge.html", context)
