"""Deciding on submissions: the decision, the mail, and the session that an accepted one becomes."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.text.folding import search_words
from conference.core.text.localized import translations
from conference.people.models import Person
from conference.people.names import is_latin, latin_name
from conference.people.services import save_person
from conference.programme.choices import Kind
from conference.programme.models import Session, Track
from conference.programme.services import sessions as programme
from conference.registration.queries import people_vouched_for, person_of_address
from speakers.decisions.choices import Outcome
from speakers.decisions.facts import SubmissionAccepted, SubmissionDeclined
from speakers.decisions.models import SESSION_TEXTS, Decision
from speakers.submissions import notices
from speakers.submissions.choices import State
from speakers.submissions.models import Submission, SubmissionAuthor
from speakers.submissions.queries import has_part
from speakers.submissions.services import ConflictOfInterestError, WrongStateError, locked, move

# What the committee gives a kind of session unless it says otherwise.
USUAL_MINUTES = {Kind.TALK: 20, Kind.PLENARY: 30, Kind.WORKSHOP: 90, Kind.POSTER: 60, Kind.ROUND_TABLE: 90}
TEMPLATES = {
    Outcome.ACCEPTED: "speakers/submission_accepted",
    Outcome.DECLINED: "speakers/submission_declined",
}

activity.describe(
    submission_accepted=_("accepted an abstract"),
    submission_declined=_("declined an abstract"),
)
activity.name_values(message=_("message to the author"))


class Unset(Enum):
    """What a service is given when the caller chose nothing, where None is a choice."""

    UNSET = "unset"


UNSET = Unset.UNSET


class Refusal(NamedTuple):
    """A submission on which the programme allows no such decision, and why."""

    submission: Submission
    reason: str


class MailPreview(NamedTuple):
    """The mail as its reader will get it."""

    to: str
    language: str
    subject: str
    text: str


class ManyDecided(NamedTuple):
    """What became of a decision on several submissions at once."""

    decided: list[Submission]
    own: list[Submission]
    too_late: list[Submission]
    refused: list[Refusal]


def usual_minutes(kind: str) -> int:
    """Return the length that a session of this kind usually has."""
    return USUAL_MINUTES.get(Kind(kind), 20)


@transaction.atomic
def accept_submission(
    *,
    submission: Submission,
    by: User | None,
    message: str = "",
    kind: str = "",
    track: Track | Unset | None = UNSET,
    minutes: int | None = None,
    at: datetime | None = None,
    session: Session | None = None,
) -> Decision:
    """Accept, make the session (or bring back the one that an earlier decision made), and tell the author.

    Kind, track and length are the author's wish unless given; a `track` of None is none at all.
    `session` ties a session that is in the programme already. Raises ConflictOfInterestError for one's own submission,
    WrongStateError where the state does not allow it or is not the one that `submission` was seen in.
    """
    stored = _checked(submission, by)
    before = {"state": stored.state}
    chosen = stored.track if isinstance(track, Unset) else track
    move(stored, State.ACCEPTED, kind=kind or stored.kind, track=chosen, is_reopened=False)
    decision = _decided(stored, Outcome.ACCEPTED, by, message, at)
    made = session or _session_of(stored, decision.session, by, minutes or usual_minutes(stored.kind))
    if decision.session_id != made.pk:
        decision.session = made
        decision.save(update_fields=["session"])
    _record(stored, by, "submission_accepted", before, decision)
    _tell(stored, Outcome.ACCEPTED, message)
    publish(SubmissionAccepted(stored.event_id, stored.pk, made.pk))
    return decision


@transaction.atomic
def decline_submission(
    *, submission: Submission, by: User | None, message: str = "", at: datetime | None = None
) -> Decision:
    """Decline, cancel the session where an earlier acceptance made one, and tell the author.

    Raises ConflictOfInterestError, WrongStateError.
    """
    stored = _checked(submission, by)
    before = {"state": stored.state}
    move(stored, State.DECLINED, is_reopened=False)
    decision = _decided(stored, Outcome.DECLINED, by, message, at)
    if decision.session:
        programme.cancel_session(session=decision.session, by=by)
    _record(stored, by, "submission_declined", before, decision)
    _tell(stored, Outcome.DECLINED, message)
    publish(SubmissionDeclined(stored.event_id, stored.pk))
    return decision


def decide_many(*, submissions: Iterable[Submission], by: User, outcome: Outcome, message: str = "") -> ManyDecided:
    """Decide on each by itself: what may not be decided stays as it is and hinders none of the others."""
    result = ManyDecided([], [], [], [])
    for submission in submissions:
        try:
            if outcome == Outcome.ACCEPTED:
                accept_submission(submission=submission, by=by, message=message)
            else:
                decline_submission(submission=submission, by=by, message=message)
        except ConflictOfInterestError:
            result.own.append(submission)
        except WrongStateError:
            result.too_late.append(submission)
        except ValidationError as fault:
            result.refused.append(Refusal(submission, " ".join(fault.messages)))
        else:
            result.decided.append(submission)
    return result


@transaction.atomic
def refresh_session(*, submission: Submission, by: User) -> Session | None:
    """Take the author's later texts into the session. Returns None where there is no session."""
    decision = Decision.objects.select_related("session").filter(submission=submission).first()
    if decision is None or decision.session is None:
        return None
    return programme.change_session(session=decision.session, by=by, **_session_texts(submission))


@transaction.atomic
def cancel_after_withdrawal(*, submission: Submission) -> None:
    """Cancel the session of a submission that its author took back."""
    decision = Decision.objects.select_related("session").filter(submission=submission).first()
    if decision and decision.session and submission.state == State.WITHDRAWN:
        programme.cancel_session(session=decision.session, by=submission.submitter)


def preview_mail(*, submission: Submission, outcome: Outcome, message: str) -> MailPreview | None:
    """Return the mail that this decision would send; None when nobody is left to read it."""
    reader = submission.submitter
    if reader is None:
        return None
    context = {"submission": submission, "message": message, "event": submission.event, "SITE_URL": settings.SITE_URL}
    with translation.override(reader.language):
        mail = render_to_string(f"mail/{TEMPLATES[outcome]}.txt", {**context, "language": reader.language})
    subject, _rest, text = mail.strip().partition("\n")
    return MailPreview(reader.email, reader.language, subject, text.strip())


def _checked(submission: Submission, by: User | None) -> Submission:
    """Lock the submission; of two who decide at once the second has seen a state that is no more, and is refused."""
    stored = locked(submission)
    if stored.state != submission.state:
        raise WrongStateError
    if stored.submitter_id:  # two talks of one author accepted at once have one person
        User.objects.select_for_update(no_key=True).get(pk=stored.submitter_id)
    if by is not None and has_part(by, stored):
        raise ConflictOfInterestError
    return stored


def _tell(submission: Submission, outcome: Outcome, message: str) -> None:
    """Write to who handed it in, with the message, and to the other authors."""
    notices.tell_submitter(submission, TEMPLATES[outcome], message=message)
    notices.tell_coauthors_of_decision(submission, is_accepted=outcome == Outcome.ACCEPTED)


def _decided(submission: Submission, outcome: Outcome, by: User | None, message: str, at: datetime | None) -> Decision:
    decision, _is_new = Decision.objects.update_or_create(
        submission=submission,
        defaults={"outcome": outcome, "message": message, "decided_by": by, "decided_at": at or timezone.now()},
    )
    return decision


def _record(submission: Submission, by: User | None, action: str, before: dict[str, Any], decision: Decision) -> None:
    after = {"state": submission.state, "message": decision.message}
    activity.record(by=by, action=action, target=submission, event=submission.event, before=before, after=after)


def _session_of(submission: Submission, known: Session | None, by: User | None, minutes: int) -> Session:
    """Make the session of an accepted submission, or bring back the one that an earlier decision made."""
    fields = {**_session_texts(submission), "kind": submission.kind, "track": submission.track, "minutes": minutes}
    parts = [programme.Part(person) for person in speakers_of(submission)]
    if known is None:
        return programme.create_session(event=submission.event, by=by, people=parts, **fields)
    programme.restore_session(session=known, by=by)
    return programme.change_session(session=known, by=by, people=parts, **fields)


def _session_texts(submission: Submission) -> dict[str, Any]:
    return {name: getattr(submission, name) for name in SESSION_TEXTS}


def speakers_of(submission: Submission) -> list[Person]:
    """Return the persons who give the talk, each once, in their order; those the event does not know are created."""
    presenting = [author for author in submission.authors.all() if author.is_presenting]
    return list(dict.fromkeys(_person_of(author, submission) for author in presenting))


def _person_of(author: SubmissionAuthor, submission: Submission) -> Person:
    """Find the person by their proven address, else by name where that is beyond doubt; else create them."""
    known = person_of_address(submission.event, author.email)
    return known or _namesake(author, submission) or _new_person(author, submission)


def _namesake(author: SubmissionAuthor, submission: Submission) -> Person | None:
    """Return the only person of this name whose address and institution do not speak against it.

    Whoever registered and did not prove their address may call themselves anything.
    """
    wanted = search_words(author.full_name)
    found = [
        person
        for person in people_vouched_for(submission.event).found_by(author.full_name)
        if search_words(person.full_name) == wanted
        and not (author.email and person.email)
        and _same_place(author, person)
    ]
    return found[0] if len(found) == 1 else None


def _same_place(author: SubmissionAuthor, person: Person) -> bool:
    if not author.organisation or person.organisation is None:
        return True
    wanted = search_words(author.organisation)
    return any(search_words(name) == wanted for name in translations(person.organisation.name).values())


def _new_person(author: SubmissionAuthor, submission: Submission) -> Person:
    submitter = submission.submitter
    is_submitter = bool(submitter and author.email and author.email.casefold() == submitter.email.casefold())
    latin = "" if is_latin(author.full_name) else latin_name(author.family_name, author.given_name)
    return save_person(
        Person(event=submission.event, user=submitter if is_submitter else None),
        organisation=author.organisation,
        family_name=author.family_name,
        given_name=author.given_name,
        patronymic=author.patronymic,
        latin_name=latin,
        post=author.post,
        town=author.town,
        country=author.country,
        email=author.email,
        language=submitter.language if submitter and is_submitter else submission.language,
    )
