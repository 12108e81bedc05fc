"""The team's pages for what is said: statements and proposals."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import posted
from conference.events.access import team
from conference.events.models import Event
from conference.roundtables import services
from conference.roundtables.forms import ProposalForm, StatementForm
from conference.roundtables.models import AgendaItem, Proposal, RoundTable, Statement
from conference.roundtables.rules import ROUNDTABLES_ADOPT, ROUNDTABLES_EDIT
from conference.roundtables.views.manage import HERE, back, find_row, find_table


def asked_item(request: SignedInRequest, table: RoundTable) -> AgendaItem | None:
    """Return the question from whose place somebody came, to be chosen already."""
    return table.agenda.filter(code=request.GET.get("item", "")).first()


def _stands(request: SignedInRequest) -> None:
    messages.error(request, _("The resolution is adopted: reopen it before its proposals change."))


@team(ROUNDTABLES_EDIT)
def statement(request: SignedInRequest, event: Event, slug: str, code: str = "") -> HttpResponse:
    """Record a statement or change one."""
    table = find_table(event, slug)
    if not table.agenda.exists():
        messages.error(request, _("First put a question on the agenda: a statement belongs to one."))
        return redirect("manage:agenda_item_add", event=event.slug, slug=table.slug)
    row = find_row(table, Statement, code) if code else None
    initial = {"item": asked_item(request, table)}
    form = StatementForm(posted(request), instance=row, event=event, table=table, initial=initial)
    if form.is_valid():
        if row:
            services.change_statement(statement=find_row(table, Statement, code), by=request.user, **form.cleaned_data)
        else:
            row = services.add_statement(by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return back(table, f"statement-{row.code}")
    context = {"event": event, "table": table, "form": form, "statement": row}
    return render(request, HERE + "statement_form.html", context)


@team(ROUNDTABLES_EDIT)
@require_POST
def statement_publish(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Show a statement that was handed in."""
    table = find_table(event, slug)
    services.publish_statement(statement=find_row(table, Statement, code), by=request.user)
    messages.success(request, _("The statement is published and counted."))
    return back(table, f"statement-{code}")


@team(ROUNDTABLES_EDIT)
@require_POST
def statement_remove(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Remove a statement."""
    table = find_table(event, slug)
    row = find_row(table, Statement, code)
    item = row.item
    services.remove_statement(statement=row, by=request.user)
    messages.success(request, _("The statement is removed."))
    return back(table, f"item-{item.code}")


@team(ROUNDTABLES_EDIT)
def proposal(request: SignedInRequest, event: Event, slug: str, code: str = "") -> HttpResponse:
    """Record a proposal or change one."""
    table = find_table(event, slug)
    if not table.agenda.exists():
        messages.error(request, _("First put a question on the agenda: a proposal belongs to one."))
        return redirect("manage:agenda_item_add", event=event.slug, slug=table.slug)
    row = find_row(table, Proposal, code) if code else None
    initial = {"item": asked_item(request, table)}
    form = ProposalForm(posted(request), instance=row, event=event, table=table, initial=initial)
    if form.is_valid():
        try:
            if row:
                services.change_proposal(proposal=find_row(table, Proposal, code), by=request.user, **form.cleaned_data)
            else:
                row = services.add_proposal(by=request.user, **form.cleaned_data)
        except services.ResolutionAdoptedError:
            form.add_error(None, _("The resolution is adopted: reopen it before its proposals change."))
        else:
            messages.success(request, _("Saved."))
            return back(table, f"proposal-{row.code}")
    context = {"event": event, "table": table, "form": form, "proposal": row}
    return render(request, HERE + "proposal_form.html", context)


@team(ROUNDTABLES_ADOPT)
@require_POST
def proposal_decide(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Adopt or decline a proposal, or put it forward again."""
    table = find_table(event, slug)
    row = find_row(table, Proposal, code)
    try:
        services.decide_proposal(proposal=row, state=request.POST.get("state", ""), by=request.user)
    except services.ResolutionAdoptedError:
        _stands(request)
    except services.TransitionError:
        messages.error(request, _("Somebody has decided on this proposal in the meantime. Its state is below."))
    return back(table, f"proposal-{code}")


@team(ROUNDTABLES_EDIT)
@require_POST
def proposal_remove(request: SignedInRequest, event: Event, slug: str, code: str) -> HttpResponse:
    """Remove a proposal."""
    table = find_table(event, slug)
    row = find_row(table, Proposal, code)
    item = row.item
    try:
        services.remove_proposal(proposal=row, by=request.user)
        messages.success(request, _("The proposal is removed."))
    except services.ResolutionAdoptedError:
        _stands(request)
    return back(table, f"item-{item.code}")
