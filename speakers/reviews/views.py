"""The committee's table of submissions, one submission to read, and the reviewer's form."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.events.access import team
from conference.events.models import Event
from conference.programme.models import Track
from speakers.calls.models import Call
from speakers.calls.rules import CALLS_EDIT
from speakers.reviews import queries, services
from speakers.reviews.forms import ReviewForm
from speakers.reviews.models import Review
from speakers.submissions import queries as submissions
from speakers.submissions import rules
from speakers.submissions import services as submission_services
from speakers.submissions.choices import STATES_OF_SEVERAL, State
from speakers.submissions.models import Submission

HERE = "speakers/reviews/manage/"
ROWS = 50
FILTERS = ("q", "state", "track", "language", "call")
SORT_LABELS = {
    "new": gettext_lazy("Newest first"),
    "old": gettext_lazy("Oldest first"),
    "title": gettext_lazy("By title"),
    "score": gettext_lazy("Best reviewed first"),
    "few": gettext_lazy("Least reviewed first"),
}


@team(rules.SUBMISSIONS_VIEW)
def submission_list(request: SignedInRequest, event: Event) -> HttpResponse:
    """Show what was handed in as filtered, searched and ordered by the address."""
    decides = request.user.has_perm(rules.SUBMISSIONS_DECIDE, event)
    rows = submissions.narrowed(submissions.for_team(event), request.GET.dict(), also_blind=decides)
    counts = submissions.counts_by_state(event)
    calls = list(Call.objects.filter(event=event))
    context: dict[str, Any] = {
        "event": event,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "decides": decides,
        "edits_calls": request.user.has_perm(CALLS_EDIT, event),
        "own": set(Submission.objects.filter(event=event).by(request.user).values_list("pk", flat=True)),
        "counts": [
            (state.value, label, counts[state]) for state, label in STATES_OF_SEVERAL.items() if state != State.DRAFT
        ],
        "handed_in": sum(number for state, number in counts.items() if state != State.DRAFT),
        "tracks": Track.objects.filter(event=event),
        "calls": calls,
        "sees_some_names": decides or not all(call.is_blind for call in calls),
        "language_choices": settings.LANGUAGES,
        "sorts": SORT_LABELS,
        "wanted": request.GET,
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
        "to_review": queries.to_review(event, request.user).count(),
    }
    template = "table.html" if getattr(request, "htmx", False) else "list.html"
    return render(request, HERE + template, context)


@team(rules.SUBMISSIONS_VIEW)
def submission_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one submission with what this reader may know: texts, authors, reviews, versions, the decision."""
    submission = _found(event, code)
    return render(request, HERE + "detail.html", _reading(request, event, submission))


@team(rules.SUBMISSIONS_REVIEW)
def review(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Write or change one's own review beside the text; afterwards the next text, if asked."""
    submission = _found(event, code)
    known = Review.objects.filter(submission=submission, reviewer=request.user).first()
    form = ReviewForm(request.POST or None, instance=known or Review(submission=submission, reviewer=request.user))
    if form.is_valid():
        try:
            services.give_review(submission=submission, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your review is saved."))
            return _after_review(request, event, code)
        except submission_services.ConflictOfInterestError:
            messages.error(request, _("This is your own submission: somebody else will review it."))
        except submission_services.WrongStateError:
            messages.error(request, _("A decision has been made: reviews are closed."))
        return redirect("manage:submission", event=event.slug, code=code)
    return render(request, HERE + "review.html", {**_reading(request, event, submission), "form": form})


@team(rules.SUBMISSIONS_REVIEW)
def review_next(request: SignedInRequest, event: Event) -> HttpResponse:
    """Lead to the submission that needs this reader's review most."""
    waiting = queries.to_review(event, request.user).first()
    if waiting is None:
        messages.info(request, _("You have reviewed everything that waits for a decision."))
        return redirect("manage:submissions", event=event.slug)
    return redirect("manage:submission_review", event=event.slug, code=waiting.code)


@team(rules.SUBMISSIONS_DECIDE)
@require_POST
def submission_reopen(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Let the author change the text after the deadline, or end that."""
    is_reopened = request.POST.get("reopen") == "yes"
    try:
        submission_services.set_reopened(submission=_found(event, code), by=request.user, is_reopened=is_reopened)
        done = _("The author can change the abstract and has been told.") if is_reopened else _("Closed for changes.")
        messages.success(request, done)
    except submission_services.WrongStateError:
        messages.error(request, _("In this state an abstract is not reopened."))
    return redirect("manage:submission", event=event.slug, code=code)


def _found(event: Event, code: str) -> Submission:
    rows = Submission.objects.filter(event=event).handed_in()
    rows = rows.select_related("call", "event", "track", "submitter", "decision__session", "decision__decided_by")
    return get_object_or_404(rows.prefetch_related("authors"), code=code)


def _reading(request: SignedInRequest, event: Event, submission: Submission) -> dict[str, Any]:
    """Return what the pages of one submission show to this reader."""
    decides = request.user.has_perm(rules.SUBMISSIONS_DECIDE, event)
    is_own = submissions.has_part(request.user, submission)
    may_judge = decides and not is_own
    return {
        "event": event,
        "submission": submission,
        "is_own": is_own,
        "sees_names": rules.sees_names(request.user, event, submission.call),
        "decides": decides,
        "can_accept": may_judge and submission.may_become(State.ACCEPTED),
        "can_decline": may_judge and submission.may_become(State.DECLINED),
        "can_reopen": may_judge and submission.state in {State.SUBMITTED, State.ACCEPTED},
        "opinions": queries.opinions_for(request.user, event, submission),
        "versions": submissions.versions(submission),
        "decision": getattr(submission, "decision", None),
        "placement": submissions.placement_of(submission) if decides else None,
    }


def _after_review(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    if request.POST.get("then") == "next":
        return redirect("manage:review_next", event=event.slug)
    return redirect("manage:submission", event=event.slug, code=code)
