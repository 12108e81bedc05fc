"""Writing articles: by hand, or taken in from accepted talks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import i18n, translations
from conference.people.models import Person
from conference.registration.queries import person_of_address
from proceedings.papers.markup import clean_body, clean_languages, from_typed
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.volumes.models import Section, Volume
from proceedings.volumes.services import save_section
from speakers.decisions.choices import Outcome
from speakers.decisions.models import Decision
from speakers.submissions.models import SubmissionAuthor

ARTICLE_FIELDS = "section language title abstract keywords body references udc mrnti doi".split()
TRANSLATED = ("title", "abstract", "keywords")

activity.describe(
    article_created=_("added an article"),
    article_changed=_("changed an article"),
    article_moved=_("moved an article"),
    article_deleted=_("deleted an article"),
    articles_taken_in=_("took in accepted talks"),
)
activity.name_values(articles=_("articles"), authors=_("Authors"))


class TakenIn(NamedTuple):
    """What came of taking in accepted talks."""

    created: int
    known: int


@transaction.atomic
def save_article(
    *,
    volume: Volume,
    by: User | None,
    authors: Sequence[ArticleAuthor],
    article: Article | None = None,
    **fields: Any,
) -> Article:
    """Store an article with its authors in their order. Raises ValidationError for values that the model refuses."""
    before = _snapshot(article) if article and article.pk else {}
    stored = article if article and article.pk else Article(volume=volume, position=next_position(volume))
    for name, value in _cleaned(fields).items():
        setattr(stored, name, value)
    stored.__dict__["authors_given"] = list(authors)
    stored.full_clean(exclude=["volume"])
    stored.save()
    _replace_authors(stored, authors)
    after = _snapshot(stored)
    if before != after:
        action = "article_changed" if before else "article_created"
        activity.record(by=by, action=action, target=stored, event=volume.event, before=before, after=after)
    return stored


def next_position(volume: Volume) -> int:
    """Return the place after a volume's last article."""
    last: int | None = Article.objects.filter(volume=volume).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    cleaned = dict(fields)
    for name in TRANSLATED:
        if name in cleaned:
            cleaned[name] = clean_languages(cleaned[name])
    if "body" in cleaned:
        cleaned["body"] = clean_body(cleaned["body"])
    return cleaned


def _snapshot(article: Article) -> dict[str, Any]:
    names = [str(author) for author in article.known_authors()]
    return {**activity.snapshot(article, ARTICLE_FIELDS), "authors": names}


def _replace_authors(article: Article, authors: Sequence[ArticleAuthor]) -> None:
    """Store the authors anew: their places are unique, so that changing rows one by one would collide."""
    people = {
        (author.family_name, author.given_name): author.person_id
        for author in article.authors.all()
        if author.person_id
    }
    article.authors.all().delete()
    rows = [
        ArticleAuthor(
            article=article,
            position=number,
            person_id=author.person_id or people.get((author.family_name, author.given_name)),
            **author.values(),
        )
        for number, author in enumerate(authors)
    ]
    ArticleAuthor.objects.bulk_create(rows)


@transaction.atomic
def move_article(*, article: Article, by: User, down: bool) -> None:
    """Let an article change places with its neighbour in the section; at the end of the row nothing happens."""
    row = list(
        Article.objects.select_for_update()
        .filter(volume=article.volume_id, section=article.section_id)
        .order_by("position", "pk")
    )
    here = row.index(article)
    there = here + (1 if down else -1)
    if not 0 <= there < len(row):
        return
    places = sorted(member.position for member in row)
    if len(set(places)) < len(places):
        places = list(range(len(row)))
    row[here], row[there] = row[there], row[here]
    for member, place in zip(row, places, strict=True):
        member.position = place
    Article.objects.bulk_update(row, ["position"])
    activity.record(
        by=by,
        action="article_moved",
        target=article,
        event=article.volume.event,
        before={"place": here + 1},
        after={"place": there + 1},
    )


@transaction.atomic
def delete_article(*, article: Article, by: User) -> None:
    """Delete an article; its file and its public page stay until the next edition."""
    activity.record(
        by=by, action="article_deleted", target=article, event=article.volume.event, before=_snapshot(article)
    )
    article.delete()


# --- accepted talks --------------------------------------------------------------------------------------------------
@transaction.atomic
def take_in_accepted(*, volume: Volume, by: User | None) -> TakenIn:
    """Make an article of every accepted abstract that the volume does not have yet; those it has stay as they are."""
    decisions = (
        Decision.objects.filter(submission__event=volume.event, outcome=Outcome.ACCEPTED)
        .select_related("submission__track", "session__track")
        .prefetch_related("submission__authors")
        .order_by("submission__track__position", "submission__submitted_at", "pk")
    )
    known = set(Article.objects.filter(volume=volume, submission__isnull=False).values_list("submission_id", flat=True))
    sections = {str(translations(section.name)): section for section in Section.objects.filter(volume=volume)}
    created = 0
    for decision in decisions:
        if decision.submission_id in known:
            continue
        _take_in(volume, decision, section=_section_for(volume, decision, sections, by), by=by)
        created += 1
    if created:
        activity.record(
            by=by, action="articles_taken_in", target=volume, event=volume.event, after={"articles": created}
        )
    return TakenIn(created, len(known))


def _section_for(volume: Volume, decision: Decision, sections: dict[str, Section], by: User | None) -> Section | None:
    """Return the section named like the talk's track, made where it is missing."""
    track = (decision.session.track if decision.session else None) or decision.submission.track
    if track is None:
        return None
    key = str(translations(track.name))
    if key not in sections:
        sections[key] = save_section(volume=volume, by=by, name=track.name)
    return sections[key]


def _take_in(volume: Volume, decision: Decision, *, section: Section | None, by: User | None) -> Article:
    submission, session = decision.submission, decision.session
    texts = {
        name: i18n(**{code or "ru": from_typed(text) for code, text in translations(getattr(submission, name)).items()})
        for name in TRANSLATED
    }
    article = Article(
        volume=volume, submission=submission, session=session, position=next_position(volume), section=section
    )
    article.language = submission.language or volume.language
    authors = [
        _author_from(author, person_of_address(volume.event, author.email)) for author in submission.authors.all()
    ]
    for name, value in texts.items():
        setattr(article, name, value)
    article.__dict__["authors_given"] = authors
    article.save()
    _replace_authors(article, authors)
    activity.record(by=by, action="article_created", target=article, event=volume.event, after=_snapshot(article))
    return article


def _author_from(author: SubmissionAuthor, person: Person | None) -> ArticleAuthor:
    """Return an author as the abstract names them, completed by what the event knows of the person."""
    shared = set(ArticleAuthor.TYPED) & {field.name for field in SubmissionAuthor._meta.get_fields()}
    found = ArticleAuthor(person=person, **{name: getattr(author, name) for name in shared})
    if person:
        found.degree = person.degree
        found.town = found.town or person.town
        found.country = found.country or person.country
        if not found.organisation and person.organisation:
            found.organisation = str(person.organisation)
    return found
