"""Articles of somebody. A published edition stays as it is; an article that nobody has read yet goes."""

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from conference.core.personal import Record, Subject, Trace, item, record_of
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.people.models import Person
from proceedings.papers.markup import plain
from proceedings.papers.models import ArticleAuthor

PUBLISHED = Q(article__galleys__build__is_published=True)


def _lines(subject: Subject) -> QuerySet[ArticleAuthor]:
    rows = ArticleAuthor.objects.annotate(address=Lower("email")).filter(article__volume__event=subject.event)
    return rows.filter(Q(person__in=subject.keys) | Q(address__in=subject.addresses)).select_related("article")


def collect(subject: Subject) -> Iterator[Record]:
    """Yield the articles and how their author is named in them."""
    for author in _lines(subject):
        article = author.article
        yield [
            item("title", _("Title"), article.title, plain(localized(article.title))),
            *record_of(article, "code", "language", "abstract", "keywords"),
            item("pages", _("Pages"), article.pages),
            item("body", _("Text"), article.body, plain(article.body)),
            *record_of(author, *author.TYPED),
        ]


def erase(subject: Subject) -> int:
    """Remove unpublished articles of one author and the name from those of several; of published ones the address."""
    published = set(_lines(subject).filter(PUBLISHED).values_list("pk", flat=True))
    lines = list(_lines(subject))
    ArticleAuthor.objects.filter(pk__in=published).update(email="")
    for author in lines:
        if author.pk in published:
            continue
        article = author.article
        author.delete()
        if article.authors.exists():
            article.save()
        else:
            article.delete()
    return len(lines)


def traces(subject: Subject) -> Iterator[Trace]:
    """Yield what was never published, as the activity log knows it."""
    published = set(_lines(subject).filter(PUBLISHED).values_list("article__code", flat=True))
    for code in set(_lines(subject).values_list("article__code", flat=True)) - published:
        yield "article", code


def published_articles(event: Event, keys: Collection[int]) -> dict[int, list[str]]:
    """Return by person the articles of published editions that name them."""
    people = {
        person.email.lower(): person.pk for person in Person.objects.filter(event=event, pk__in=keys) if person.email
    }
    rows = ArticleAuthor.objects.annotate(address=Lower("email")).filter(PUBLISHED, article__volume__event=event)
    rows = rows.filter(Q(person__in=keys) | Q(address__in=people)).select_related("article").distinct()
    found: dict[int, list[str]] = {}
    for author in rows:
        key = author.person_id if author.person_id in set(keys) else people.get(author.email.lower())
        found.setdefault(key or 0, []).append(str(author.article))
    return found
