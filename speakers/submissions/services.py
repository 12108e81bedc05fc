"""Writing submissions: what their authors do, and the chair's reopening."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from speakers.calls.models import Call
from speakers.submissions import notices
from speakers.submissions.choices import State, sources_of
from speakers.submissions.facts import SubmissionWithdrawn
from speakers.submissions.models import TEXTS, Submission, SubmissionAuthor, tidy_keywords, tidy_lines

SUBMISSION_FIELDS = (*TEXTS, "track", "kind", "notes")

activity.describe(
    submission_submitted=_("submitted an abstract"),
    submission_changed=_("changed an abstract"),
    submission_withdrawn=_("withdrew an abstract"),
    submission_reopened=_("reopened an abstract for its author"),
    submission_locked=_("closed an abstract for changes"),
)


class CallNotOpenError(Exception):
    """The call takes no submissions at this moment."""


class NotEditableError(Exception):
    """The author may no longer change this submission."""


class ConflictOfInterestError(Exception):
    """Nobody reviews or decides on what they handed in or wrote."""


class WrongStateError(Exception):
    """The table of transitions does not allow this step, perhaps because somebody else was quicker."""


@transaction.atomic
def save_submission(
    *, submission: Submission, by: User, authors: Sequence[SubmissionAuthor], submit: bool = False, **fields: Any
) -> Submission:
    """Store a new or known submission and, if asked, hand it in; all of it or nothing.

    Raises CallNotOpenError, NotEditableError, WrongStateError, or ValidationError by field for what is missing.
    """
    if submission._state.adding:
        saved = create_draft(call=submission.call, by=by, authors=authors, **fields)
    else:
        saved = change_submission(submission=submission, by=by, authors=authors, **fields)
    return submit_submission(submission=saved, by=by) if submit else saved


@transaction.atomic
def create_draft(
    *, call: Call, by: User, authors: Sequence[SubmissionAuthor] = (), at: datetime | None = None, **fields: Any
) -> Submission:
    """Begin a submission; anything may be missing. Raises CallNotOpenError."""
    if not call.is_open(at):
        raise CallNotOpenError
    submission = Submission(event=call.event, call=call, submitter=by)
    _set(submission, fields)
    _store(submission, authors)
    return submission


@transaction.atomic
def change_submission(
    *,
    submission: Submission,
    by: User,
    authors: Sequence[SubmissionAuthor],
    at: datetime | None = None,
    **fields: Any,
) -> Submission:
    """Store what the author changed; what was handed in must stay complete.

    Raises NotEditableError, or ValidationError by field for what is missing.
    """
    stored = locked(submission)
    if not stored.is_editable(at):
        raise NotEditableError
    before = activity.snapshot(stored, SUBMISSION_FIELDS)
    _set(stored, fields)
    after = activity.snapshot(stored, SUBMISSION_FIELDS)
    is_handed_in = stored.state in {State.SUBMITTED, State.ACCEPTED}
    if is_handed_in:
        check_complete(stored, authors)
    _store(stored, authors)
    if is_handed_in:
        if any(before[name] != after[name] for name in TEXTS):
            _keep_version(stored, by, at)
        activity.record(
            by=by, action="submission_changed", target=stored, event=stored.event, before=before, after=after
        )
        notices.tell_new_coauthors(stored)
    return stored


@transaction.atomic
def submit_submission(*, submission: Submission, by: User, at: datetime | None = None) -> Submission:
    """Hand the submission in and confirm it by mail.

    Raises CallNotOpenError after the deadline, ValidationError by field for what is missing, WrongStateError.
    """
    moment = at or timezone.now()
    stored = locked(submission)
    if not stored.call.is_open(moment):
        raise CallNotOpenError
    check_complete(stored, list(stored.authors.all()))
    move(stored, State.SUBMITTED, submitted_at=moment)
    _keep_version(stored, by, moment)
    activity.record(
        by=by,
        action="submission_submitted",
        target=stored,
        event=stored.event,
        after=activity.snapshot(stored, SUBMISSION_FIELDS),
    )
    notices.tell_submitter(stored, "speakers/submission_received")
    notices.tell_new_coauthors(stored)
    return stored


@transaction.atomic
def withdraw_submission(*, submission: Submission, by: User) -> Submission:
    """Take a submission back, whether or not it was accepted. Raises WrongStateError."""
    stored = locked(submission)
    before = {"state": stored.state}
    move(stored, State.WITHDRAWN, is_reopened=False)
    activity.record(
        by=by,
        action="submission_withdrawn",
        target=stored,
        event=stored.event,
        before=before,
        after={"state": stored.state},
    )
    notices.tell_submitter(stored, "speakers/submission_withdrawn")
    publish(SubmissionWithdrawn(stored.event_id, stored.pk))
    return stored


@transaction.atomic
def delete_draft(*, submission: Submission, by: User) -> None:
    """Delete a draft that was never handed in. Raises WrongStateError."""
    stored = locked(submission)
    if stored.state != State.DRAFT or stored.submitter_id != by.pk:
        raise WrongStateError
    stored.delete()


@transaction.atomic
def set_reopened(*, submission: Submission, by: User, is_reopened: bool) -> Submission:
    """Let the author change a submission after the deadline, with a mail; or end that. Raises WrongStateError."""
    stored = locked(submission)
    if is_reopened and stored.state not in {State.SUBMITTED, State.ACCEPTED}:
        raise WrongStateError
    if stored.is_reopened != is_reopened:
        Submission.objects.filter(pk=stored.pk).update(is_reopened=is_reopened)
        stored.is_reopened = is_reopened
        action = "submission_reopened" if is_reopened else "submission_locked"
        activity.record(by=by, action=action, target=stored, event=stored.event)
        if is_reopened:
            notices.tell_submitter(stored, "speakers/submission_reopened")
    return stored


def check_complete(submission: Submission, authors: Iterable[SubmissionAuthor]) -> None:
    """Raise ValidationError by field, "authors" for the people, for what keeps a submission from being handed in."""
    faults = submission.faults()
    if found := author_faults(list(authors)):
        faults["authors"] = found
    if faults:
        raise ValidationError(faults)


def author_faults(authors: Sequence[SubmissionAuthor]) -> list[ValidationError]:
    """Return what is wrong with the authors together: none, one without a name, nobody who gives the talk."""
    if not authors:
        return [ValidationError(_("Name at least one author."))]
    faults = []
    if any(not author.given_name for author in authors):
        faults.append(ValidationError(_("Every author needs a given name.")))
    if not any(author.is_presenting for author in authors):
        faults.append(ValidationError(_("Mark at least one author who gives the talk.")))
    return faults


def locked(submission: Submission) -> Submission:
    """Read the submission again, its row locked until the transaction ends."""
    return Submission.objects.select_for_update(of=("self",)).select_related("call", "event").get(pk=submission.pk)


def move(submission: Submission, state: State, **fields: Any) -> None:
    """Make the step to `state` in one conditional update. Raises WrongStateError where the table forbids it."""
    moved = Submission.objects.filter(pk=submission.pk, state__in=sources_of(state)).update(state=state, **fields)
    if not moved:
        raise WrongStateError
    for name, value in {"state": state.value, **fields}.items():
        setattr(submission, name, value)


def _set(submission: Submission, fields: dict[str, Any]) -> None:
    tidy = {"title": tidy_lines, "keywords": tidy_keywords}
    for name, value in fields.items():
        setattr(submission, name, tidy[name](value) if name in tidy else value)


def _store(submission: Submission, authors: Sequence[SubmissionAuthor]) -> None:
    """Save the texts and replace the authors by those given, in their order."""
    submission.fill_authors_key(authors)
    submission.save()
    submission.authors.all().delete()
    SubmissionAuthor.objects.bulk_create(
        SubmissionAuthor(
            submission=submission,
            position=position,
            **author.values(),
        )
        for position, author in enumerate(authors)
    )


def _keep_version(submission: Submission, by: User, at: datetime | None) -> None:
    """Add the texts as they are now to their history."""
    values = {field.attname: getattr(submission, field.attname) for field in Submission.history.model.tracked_fields}
    Submission.history.create(**values, history_date=at or timezone.now(), history_type="~", history_user=by)
