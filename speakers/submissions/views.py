"""An author's own pages: writing, handing in, reading the decision, withdrawing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from conference.accounts.requests import SignedInRequest
from conference.core.forms import apply_errors
from conference.events.access import signed_in_at
from conference.events.models import Event
from conference.people.forms.authors import AUTHORS, NamedAuthorForms, rows_of, typed_in
from speakers.calls.models import Call
from speakers.calls.queries import open_calls
from speakers.submissions import queries, services
from speakers.submissions.choices import State
from speakers.submissions.forms import MOST_AUTHORS, AuthorForms, SubmissionForm
from speakers.submissions.models import Submission, SubmissionAuthor

HERE = "speakers/submissions/my/"


@signed_in_at
def submission_new(request: SignedInRequest, event: Event) -> HttpResponse:
    """Begin a submission to the call named in `?call=`, else to the one that closes first."""
    call = _call(request, event)
    if call is None:
        return render(request, HERE + "no_call.html", {"event": event})
    return _edit(request, event, Submission(event=event, call=call, submitter=request.user))


@signed_in_at
def submission_edit(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Change one's own submission while that is allowed."""
    submission = _own(request, event, code)
    if not submission.is_editable():
        messages.error(request, _("This abstract can no longer be changed."))
        return redirect("my:submission", event=event.slug, code=code)
    return _edit(request, event, submission)


@signed_in_at
def submission_detail(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Show one's own submission, how it stands and what was decided."""
    submission = _own(request, event, code)
    context = {"event": event, "submission": submission, "placement": queries.placement_of(submission)}
    return render(request, HERE + "detail.html", context)


@signed_in_at
@require_POST
def submission_withdraw(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Take one's own submission back."""
    submission = _own(request, event, code)
    try:
        services.withdraw_submission(submission=submission, by=request.user)
        messages.success(request, _("The abstract is withdrawn."))
    except services.WrongStateError:
        messages.error(request, _("This abstract can no longer be withdrawn."))
    return redirect("my:submission", event=event.slug, code=code)


@signed_in_at
@require_POST
def submission_delete(request: SignedInRequest, event: Event, code: str) -> HttpResponse:
    """Delete one's own draft."""
    submission = _own(request, event, code)
    try:
        services.delete_draft(submission=submission, by=request.user)
    except services.WrongStateError:
        messages.error(request, _("Only a draft can be deleted. What was submitted can be withdrawn."))
        return redirect("my:submission", event=event.slug, code=code)
    messages.success(request, _("The draft is deleted."))
    return redirect("my:home")


def _own(request: SignedInRequest, event: Event, code: str) -> Submission:
    found = queries.own_at(event, request.user).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _call(request: HttpRequest, event: Event) -> Call | None:
    calls = open_calls(event)
    wanted = request.GET.get("call")
    return (calls.filter(slug=wanted) if wanted else calls).select_related("event").first()


def _edit(request: SignedInRequest, event: Event, submission: Submission) -> HttpResponse:
    """Show the form; a button of the authors' list only changes the form, and comes back as a fragment to htmx."""
    is_rearranging = bool(request.POST.get(AUTHORS))
    data = typed_in(request, SubmissionAuthor.TYPED, MOST_AUTHORS)
    submit = request.POST.get("action") == "submit"
    complete = submit or submission.state in {State.SUBMITTED, State.ACCEPTED}
    form = SubmissionForm(data, instance=submission, complete=complete)
    people = _author_forms(request, event, submission, data, complete=complete)
    context = {"event": event, "submission": submission, "form": form, "authors": people}
    if is_rearranging and getattr(request, "htmx", False):
        return render(request, "conference/people/parts/authors.html", context)
    if data is not None and not form.is_language_switch and _is_saved(request, form, people, submit=submit):
        return _after_saving(request, event, form.saved, submit=submit)
    return render(request, HERE + "form.html", context)


def _author_forms(
    request: SignedInRequest, event: Event, submission: Submission, data: QueryDict | None, *, complete: bool
) -> NamedAuthorForms:
    initial = None
    if data is None:
        authors = list(submission.authors.all()) if submission.pk else [queries.first_author(event, request.user)]
        initial = rows_of(authors)
    formset: Any = AuthorForms  # the stubs type what the factory returns as the base class
    people: NamedAuthorForms = formset(data, prefix=AUTHORS, initial=initial, form_kwargs={"complete": complete})
    return people


def _is_saved(request: SignedInRequest, form: SubmissionForm, people: NamedAuthorForms, *, submit: bool) -> bool:
    """Store what was typed; else put every complaint on the form. Nothing typed is lost either way."""
    if not all([form.is_valid(), people.is_valid()]):
        return False
    try:
        form.saved = services.save_submission(
            submission=form.instance, by=request.user, authors=people.authors(), submit=submit, **form.cleaned_data
        )
    except (services.CallNotOpenError, services.NotEditableError):
        form.add_error(None, _("The call has closed meanwhile. Your text stands below: copy it, it was not saved."))
    except services.WrongStateError:
        form.add_error(None, _("Somebody changed this abstract meanwhile. Open it again."))
    except ValidationError as fault:
        apply_errors(form, ValidationError(fault.messages))
    else:
        return True
    return False


def _after_saving(request: SignedInRequest, event: Event, submission: Submission, *, submit: bool) -> HttpResponse:
    if submit:
        messages.success(request, _("Your abstract is submitted. A confirmation is on its way to you by mail."))
    elif submission.state == State.DRAFT:
        messages.success(request, _("The draft is saved. It is not submitted yet."))
        return redirect("my:submission_edit", event=event.slug, code=submission.code)
    else:
        messages.success(request, _("Saved."))
    return redirect("my:submission", event=event.slug, code=submission.code)
