"""Abstracts of somebody. What became a released talk is public; of the others the words go, state and dates stay."""

from collections.abc import Collection, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.people.personal import NOBODY
from conference.programme.models import ReleasedSession, Session
from speakers.submissions.models import Submission, SubmissionAuthor

SHOWN = "code state title abstract keywords language kind notes submitted_at created_at changed_at".split()
NAMES = "family_name patronymic organisation post town".split()


def own(subject: Subject) -> QuerySet[Submission]:
    """Return what these people handed in or are named in as authors."""
    authors = SubmissionAuthor.objects.annotate(address=Lower("email"))
    named = authors.filter(submission=OuterRef("pk"), address__in=subject.addresses)
    mine = Q(submitter__in=subject.users) | Q(Exists(named))
    return Submission.objects.filter(mine, event=subject.event).order_by("created_at")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the texts, what the committee wrote back, and the author's own line; co-authors are other people."""
    zone = subject.event.zone
    for submission in own(subject).select_related("decision").prefetch_related("authors"):
        message = getattr(getattr(submission, "decision", None), "message", "")
        lines = [one for author in _lines_of(submission, subject) for one in record_of(author, *author.TYPED)]
        yield [
            *record_of(submission, *SHOWN, zone=zone),
            item("message", _("Message of the committee"), message),
            *lines,
        ]


def erase(subject: Subject) -> int:
    """Empty what is not public; of what is public and of what has other authors, their own contacts and name alone."""
    count = 0
    released = set(ReleasedSession.objects.filter(release__event=subject.event).values_list("code", flat=True))
    for submission in own(subject).select_related("decision__session").prefetch_related("authors"):
        session = getattr(getattr(submission, "decision", None), "session", None)
        _forget(submission, session, subject, is_public=session is not None and session.code in released)
        count += 1
    return count


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield the submissions, as the activity log knows them."""
    for code in own(subject).values_list("code", flat=True):
        yield "submission", code


def needed_accounts(users: Collection[int]) -> set[int]:
    """Return the accounts that have handed in something which is still theirs, at whatever event."""
    rows = Submission._base_manager.filter(submitter__in=users)
    return set(rows.values_list("submitter", flat=True))


def _lines_of(submission: Submission, subject: Subject) -> list[SubmissionAuthor]:
    """Return the author's lines of these people: by address, or the only one of what they handed in."""
    authors = list(submission.authors.all())
    if len(authors) == 1 and submission.submitter_id in subject.users:
        return authors
    return [author for author in authors if author.email.lower() in subject.addresses]


def _forget(submission: Submission, session: Session | None, subject: Subject, *, is_public: bool) -> None:
    lines, authors = _lines_of(submission, subject), list(submission.authors.all())
    for author in lines:
        author.email = ""
        if not is_public:
            author.given_name = NOBODY
            for name in NAMES:
                setattr(author, name, "")
        author.save()
    if submission.submitter_id in subject.users:
        submission.submitter, submission.notes = None, ""
    submission.told = [address for address in submission.told if address.lower() not in subject.addresses]
    if not is_public and len(lines) == len(authors):
        _empty(submission, session)
    known = {author.pk: author for author in lines}
    submission.fill_authors_key([known.get(author.pk, author) for author in authors])
    submission.save()


def _empty(submission: Submission, session: Session | None) -> None:
    """Take the words out of a submission, its versions, what the committee wrote on it, and the session made of it."""
    submission.title = submission.abstract = submission.keywords = ""
    submission.history.all().delete()
    submission.reviews.update(comment="")
    if decision := getattr(submission, "decision", None):
        type(decision).objects.filter(pk=decision.pk).update(message="")
    if session:
        session.title, session.subtitle, session.abstract, session.description = NOBODY, "", "", ""
        session.save()
