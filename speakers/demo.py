"""The demo's call and submissions: the talks of the founding case first, others on the same subjects after them.

Institutions and the titles of the founding case are real; who signs an abstract in `demo_abstracts.json` is made up.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from conference.accounts.models import User
from conference.accounts.services import account_for
from conference.core.text.localized import i18n, localized, translations
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.queries import member_with
from conference.people.demo import address_of, midnight
from conference.people.models import Person
from conference.programme.models import Session, Track
from speakers.calls.models import Call
from speakers.calls.services import create_call
from speakers.decisions.services import accept_submission, decline_submission
from speakers.demo_texts import CALL_TEXT, CALL_TITLE, COMMENTS
from speakers.profiles.demo import seed_profiles
from speakers.reviews.models import Review
from speakers.submissions import services
from speakers.submissions.choices import State
from speakers.submissions.models import Submission, SubmissionAuthor

ABSTRACTS = Path(__file__).with_name("demo_abstracts.json")
OPEN_FOR = timedelta(weeks=8)
# The last day of the call, before the event begins.
DAYS_BEFORE = 14


def seed(event: Event) -> None:
    """Write the call; hand in, review and decide what stands in the file; give some speakers a biography."""
    call = _call(event)
    chair = member_with(event, Role.CHAIR)
    reviewers = [account_for(address_of(key), language="ru") for key in ("reviewer", "editor")]
    guests = {language: _guests(event, language) for language in ("ru", "kk", "en")}
    rows: list[dict[str, Any]] = json.loads(ABSTRACTS.read_text("utf-8"))
    end = min(timezone.now(), call.closes_at)
    for number, row in enumerate(rows):
        at = call.opens_at + (end - call.opens_at) * (number + 1) / (len(rows) + 2)
        submission = _handed_in(call, row, _authors(event, row, guests), at)
        _review(submission, row, reviewers)
        _decide(submission, row, chair)
    seed_profiles(event)


def _call(event: Event) -> Call:
    closes_at = midnight(event, -DAYS_BEFORE)
    return create_call(
        event=event,
        by=member_with(event, Role.CHAIR),
        slug="talks",
        title=CALL_TITLE,
        text=CALL_TEXT,
        opens_at=closes_at - OPEN_FOR,
        closes_at=closes_at,
        abstract_max=2500,
        is_public=True,
    )


def _guests(event: Event, language: str) -> Iterator[Person]:
    return iter(Person.objects.filter(event=event, email__startswith="guest", language=language).order_by("pk"))


def _authors(event: Event, row: dict[str, Any], guests: dict[str, Iterator[Person]]) -> list[Person]:
    """Return who signs: somebody of the cast or the next guest of a language, and perhaps a second one."""
    key = row["author"]
    first = next(guests[key]) if key in guests else Person.objects.get(event=event, email=address_of(key))
    return [first, next(guests[row["with_guest"]])] if row.get("with_guest") else [first]


def _handed_in(call: Call, row: dict[str, Any], people: list[Person], at: datetime) -> Submission:
    """Go the author's way: a draft, its handing-in, a later version, perhaps the withdrawal."""
    user = account_for(people[0].email, language=people[0].language)
    authors = [_author(person, is_presenting=number == 0) for number, person in enumerate(people)]
    texts = _texts(row)
    final = texts["abstract"]
    if first_version := row.get("first_version"):
        texts["abstract"] = i18n(**{**translations(final), row["language"]: first_version})
    fields = {
        **texts,
        "language": row["language"],
        "kind": row.get("kind", "talk"),
        "track": _track(call.event, row, texts),
    }
    submission = services.create_draft(call=call, by=user, authors=authors, at=at, **fields)
    if row["state"] == State.DRAFT:
        return submission
    submission = services.submit_submission(submission=submission, by=user, at=at)
    if first_version:
        later = at + timedelta(days=1)
        submission = services.change_submission(
            submission=submission, by=user, authors=authors, at=later, abstract=final
        )
    if row["state"] == State.WITHDRAWN:
        submission = services.withdraw_submission(submission=submission, by=user)
    return submission


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    by_language = row["texts"].items()
    return {
        field: i18n(**{code: texts.get(field, "") for code, texts in by_language})
        for field in ("title", "abstract", "keywords")
    }


def _author(person: Person, *, is_presenting: bool) -> SubmissionAuthor:
    return SubmissionAuthor(
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        organisation=localized(person.organisation.name, person.language) if person.organisation else "",
        post=person.post,
        town=person.town,
        country=person.country,
        email=person.email,
        is_presenting=is_presenting,
    )


def _known_session(event: Event, texts: dict[str, Any]) -> Session | None:
    """Return the session of the demo's programme that has this title in any language."""
    wanted = set(translations(texts["title"]).values())
    sessions = Session.objects.filter(event=event).select_related("track")
    return next((session for session in sessions if wanted & set(translations(session.title).values())), None)


def _track(event: Event, row: dict[str, Any], texts: dict[str, Any]) -> Track | None:
    """Return the track of the session of this title, else the one that the row names in Russian."""
    session = _known_session(event, texts)
    if session:
        return session.track
    tracks = Track.objects.filter(event=event)
    return next((track for track in tracks if localized(track.name, "ru") == row.get("track")), None)


def _review(submission: Submission, row: dict[str, Any], reviewers: list[User]) -> None:
    for reviewer, score in zip(reviewers, row.get("scores", ()), strict=False):
        Review.objects.create(submission=submission, reviewer=reviewer, score=score, comment=COMMENTS[score])


def _decide(submission: Submission, row: dict[str, Any], chair: User | None) -> None:
    message = row.get("message", "")
    if row["state"] == State.ACCEPTED:
        known = _known_session(submission.event, {"title": submission.title})
        accept_submission(submission=submission, by=chair, message=message, session=known)
    elif row["state"] == State.DECLINED:
        decline_submission(submission=submission, by=chair, message=message)
