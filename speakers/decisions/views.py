"""The chair's decisions, one by one and several at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors
from conference.events.access import team
from conference.events.models import Event
from speakers.decisions import services
from speakers.decisions.choices import Outcome
from speakers.decisions.forms import ManyForm, MessageForm, decision_form
from speakers.submissions import rules
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from speakers.submissions.queries import has_part
from speakers.submissions.services import ConflictOfInterestError, WrongStateError

HERE = "speakers/decisions/manage/"


@team(rules.SUBMISSIONS_DECIDE)
def decide(request: SignedInRequest, event: Event, code: str, outcome: str) -> HttpResponse:
    """Accept or decline, with the mail shown before it is sent."""
    if outcome not in Outcome.values:
        raise Http404
    chosen = Outcome(outcome)
    rows = Submission.objects.filter(event=event).handed_in().select_related("call", "event", "track", "submitter")
    submission = get_object_or_404(rows.prefetch_related("authors"), code=code)
    if has_part(request.user, submission):
        messages.error(request, _("This is your own submission: somebody else must decide on it."))
        return redirect("manage:submission", event=event.slug, code=code)
    if not submission.may_become(outcome):
        messages.error(request, _("In its present state this submission cannot be decided on so."))
        return redirect("manage:submission", event=event.slug, code=code)
    submission.state = request.POST.get("seen", submission.state)  # the service refuses when it has changed since
    form = decision_form(chosen, submission, request.POST or None)
    if form.is_valid() and request.POST.get("action") == "decide" and _is_decided(request, form, submission, chosen):
        return redirect("manage:submission", event=event.slug, code=code)
    message = (form.data if form.is_bound else {}).get("message", "")
    context = {
        "event": event,
        "submission": submission,
        "form": form,
        "outcome": outcome,
        "mail": services.preview_mail(submission=submission, outcome=chosen, message=message),
    }
    return render(request, HERE + "decide.html", context)


@team(rules.SUBMISSIONS_DECIDE)
@require_POST
def decide_many(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show the chosen submissions with room for a message; decide once that is confirmed."""
    codes = request.POST.getlist("code")
    rows = Submission.objects.filter(event=event, code__in=codes).handed_in()
    chosen = list(rows.select_related("call", "event", "track", "submitter").prefetch_related("authors").order_by("pk"))
    outcome = request.POST.get("outcome", "")
    if outcome not in Outcome.values or not chosen:
        messages.error(request, _("Choose at least one submission."))
        return redirect("manage:submissions", event=event.slug)
    for submission in chosen:
        submission.state = request.POST.get(f"seen-{submission.code}", submission.state)
    form = ManyForm(request.POST if "message" in request.POST else None, initial={"outcome": outcome})
    if form.is_valid() and request.POST.get("action") == "decide":
        result = services.decide_many(
            submissions=chosen, by=request.user, outcome=Outcome(outcome), message=form.cleaned_data["message"]
        )
        _tell(request, result)
        return redirect("manage:submissions", event=event.slug)
    return render(request, HERE + "many.html", {"event": event, "form": form, "outcome": outcome, "chosen": chosen})


@team(rules.SUBMISSIONS_DECIDE)
@require_POST
def refresh(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Take the author's later texts into the programme's draft."""
    submission = get_object_or_404(Submission, event=event, code=code, state=State.ACCEPTED)
    try:
        services.refresh_session(submission=submission, by=request.user)
        messages.success(request, _("The session has the author's texts. The public sees them with the next release."))
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    return redirect("manage:submission", event=event.slug, code=code)


def _is_decided(request: SignedInRequest, form: MessageForm, submission: Submission, outcome: Outcome) -> bool:
    """Decide and say so; else put what the services refuse on the form."""
    decide_on: Any = services.accept_submission if outcome == Outcome.ACCEPTED else services.decline_submission
    try:
        decide_on(submission=submission, by=request.user, **form.cleaned_data)
    except WrongStateError:
        form.add_error(None, _("Somebody else has decided on it meanwhile, or its author withdrew it. Open it again."))
    except ConflictOfInterestError:
        form.add_error(None, _("This is your own submission: somebody else must decide on it."))
    except ValidationError as fault:
        apply_errors(form, ValidationError(fault.messages))
    else:
        done = _("Accepted. The session is in the draft of the programme, the author is told by mail.")
        messages.success(request, done if outcome == Outcome.ACCEPTED else _("Declined. The author is told by mail."))
        return True
    return False


def _tell(request: SignedInRequest, result: services.ManyDecided) -> None:
    """Say how many were decided and which were left out, and why."""
    if number := len(result.decided):
        messages.success(
            request,
            ngettext("%(n)s submission is decided.", "%(n)s submissions are decided.", number) % {"n": number},
        )
    if result.own:
        titles = ", ".join(map(str, result.own))
        messages.warning(request, _("Your own, left for somebody else: %(titles)s") % {"titles": titles})
    if result.too_late:
        titles = ", ".join(map(str, result.too_late))
        messages.warning(request, _("Not possible in their present state: %(titles)s") % {"titles": titles})
    for refusal in result.refused:
        messages.error(request, f"{refusal.submission}: {refusal.reason}")
