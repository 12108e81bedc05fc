"""Reading submissions: an author's own, the committee's list, versions of a text."""

import difflib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Avg, Count, Prefetch, Q
from django.db.models.functions import Coalesce
from django_scopes import scopes_disabled

from conference.accounts.models import User
from conference.core.findable import sort_column
from conference.core.text.localized import localized, translations
from conference.events.models import Event
from conference.people.models import Person
from conference.people.names import is_latin
from conference.programme.queries.placements import Placement, released_placements
from speakers.submissions.choices import State
from speakers.submissions.models import TEXTS, Submission, SubmissionAuthor, SubmissionQuerySet

SORTS = {
    "new": ("-submitted_at", "-pk"),
    "old": ("submitted_at", "pk"),
    "score": ("-average", "-submitted_at", "-pk"),
    "few": ("review_count", "submitted_at", "pk"),
}


def has_part(user: User, submission: Submission) -> bool:
    """Return whether `user` handed it in or is named as an author: then they neither review it nor decide on it."""
    if submission.submitter_id == user.pk:
        return True
    address = user.email.casefold()
    return any(author.email.casefold() == address for author in submission.authors.all())


def own_at(event: Event, user: User) -> SubmissionQuerySet:
    """Return what `user` began or handed in at this event, with everything their pages show."""
    return (
        Submission.objects.filter(event=event, submitter=user)
        .select_related("call", "event", "track", "decision__session")
        .prefetch_related("authors")
    )


def own_everywhere(user: User) -> list[Submission]:
    """Return what `user` began or handed in at any event, the latest event first."""
    with scopes_disabled():
        rows = Submission.objects.filter(submitter=user).select_related("call", "event", "decision")
        return list(rows.order_by("-event__starts_on", "event_id", "-created_at"))


def placement_of(submission: Submission) -> Placement | None:
    """Return when and where an accepted one is in the published programme; its `decision` is at hand."""
    decision = getattr(submission, "decision", None)
    if submission.state != State.ACCEPTED or decision is None or decision.session is None:
        return None
    code = decision.session.code
    return released_placements(submission.event, [code]).get(code)


def for_team(event: Event) -> SubmissionQuerySet:
    """Return what was handed in at this event with reviews counted, for the committee's table."""
    return (
        Submission.objects.filter(event=event)
        .handed_in()
        .select_related("call", "track", "event", "submitter")
        .prefetch_related(Prefetch("authors", SubmissionAuthor.objects.order_by("position", "pk")))
        .annotate(review_count=Count("reviews"), average=Coalesce(Avg("reviews__score"), 0.0))
    )


def narrowed(rows: SubmissionQuerySet, wanted: dict[str, str], *, also_blind: bool) -> SubmissionQuerySet:
    """Return the rows that match search words and filters, in the order asked for."""
    if words := wanted.get("q", "").strip():
        rows = rows.found_with_authors(words, also_blind=also_blind)
    if wanted.get("state") in State.values:
        rows = rows.filter(state=wanted["state"])
    if wanted.get("language") in dict(settings.LANGUAGES):
        rows = rows.filter(language=wanted["language"])
    if track := wanted.get("track"):
        rows = rows.filter(track=None) if track == "none" else rows.filter(track__code=track)
    if call := wanted.get("call"):
        rows = rows.filter(call__slug=call)
    order = SORTS.get(wanted.get("sort", ""), SORTS["new"])
    return rows.order_by(sort_column(), "pk") if wanted.get("sort") == "title" else rows.order_by(*order)


def counts_by_state(event: Event) -> dict[str, int]:
    """Return how many submissions are in each state."""
    rows = Submission.objects.filter(event=event).order_by().values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(State.values, 0) | dict(rows)


def first_author(event: Event, user: User) -> SubmissionAuthor:
    """Propose whoever begins a submission as its first author, from what the event or the account knows of them."""
    person = (
        Person.objects.filter(Q(user=user) | Q(email__iexact=user.email), event=event)
        .select_related("organisation")
        .first()
    )
    if person is None:
        return SubmissionAuthor(email=user.email, is_presenting=True, **_name_parts(user.name))
    return SubmissionAuthor(
        family_name=person.family_name,
        given_name=person.given_name,
        patronymic=person.patronymic,
        organisation=localized(person.organisation.name) if person.organisation else "",
        post=person.post,
        town=person.town,
        country=person.country,
        email=person.email or user.email,
        is_presenting=True,
    )


def _name_parts(name: str) -> dict[str, str]:
    """Guess the parts of a name as its script orders them; the author corrects the form."""
    words = name.split()
    if len(words) < 2:
        return {"given_name": name}
    if is_latin(name):
        return {"given_name": " ".join(words[:-1]), "family_name": words[-1]}
    return {"family_name": words[0], "given_name": words[1], "patronymic": " ".join(words[2:])}


class Piece(NamedTuple):
    """Some words of a text: kept, added or removed since the version before."""

    kind: str
    text: str


class TextChange(NamedTuple):
    """How one text in one language changed."""

    field: Any
    language: str
    pieces: list[Piece]


class Version(NamedTuple):
    """The texts as they were at some time, and what that version changed."""

    number: int
    at: datetime
    by: User | None
    changes: list[TextChange]


def versions(submission: Submission) -> list[Version]:
    """Return the versions since the handing-in, the latest first."""
    rows = list(submission.history.select_related("history_user").order_by("history_date", "history_id"))
    found = []
    for number, row in enumerate(rows, start=1):
        before = rows[number - 2] if number > 1 else None
        found.append(Version(number, row.history_date, row.history_user, list(_changes(before, row)) if before else []))
    return found[::-1]


def _changes(before: Any, after: Any) -> Iterator[TextChange]:
    for name in TEXTS[:-1]:
        old, new = translations(getattr(before, name)), translations(getattr(after, name))
        label = _label(name)
        for code, _name in settings.LANGUAGES:
            if old.get(code, "") != new.get(code, ""):
                yield TextChange(label, code, list(difference(old.get(code, ""), new.get(code, ""))))
    if before.language != after.language:
        names = dict(settings.LANGUAGES)
        pieces = [Piece("removed", names.get(before.language, "")), Piece("added", names.get(after.language, ""))]
        yield TextChange(_label("language"), "", [p for p in pieces if p.text])


def _label(name: str) -> Any:
    field: Any = Submission._meta.get_field(name)
    return field.verbose_name


def difference(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of both texts, marked as kept, removed or added."""
    before, after = old.split(), new.split()
    # Words that fill a long text are no anchors (autojunk): a text of nothing else would cost the cube of its length.
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield Piece("kept", " ".join(before[a:b]))
            continue
        if a < b:
            yield Piece("removed", " ".join(before[a:b]))
        if c < d:
            yield Piece("added", " ".join(after[c:d]))
