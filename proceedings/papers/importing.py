"""Stores an imported collection: a second import of the same file changes nothing."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import LANGUAGE_CODES, i18n, translations
from conference.events.models import Event
from conference.events.services import create_event
from proceedings.papers.acl import Collection, PaperRow, SectionRow
from proceedings.papers.markup import plain
from proceedings.papers.models import Article, ArticleAuthor, check_doi
from proceedings.volumes.models import Section, Volume
from proceedings.volumes.services import create_volume

BATCH = 500
MAIN = "main"

activity.describe(papers_imported=_("imported papers"))
activity.name_values(source=_("source"))


@dataclass
class Report:
    """What an import did. `refused` are places and reasons."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    sections: int = 0
    authors: int = 0
    made_event: bool = False
    refused: list[str] = field(default_factory=list)

    def summary(self, name: str) -> str:
        """Return one line that says all."""
        total = self.created + self.updated + self.unchanged
        return (
            f"{name}: {total} papers ({self.created} created, {self.updated} updated, {self.unchanged} unchanged), "
            f"{self.sections} sections, {self.authors} authors, {len(self.refused)} rows refused"
        )


@transaction.atomic
def import_collection(*, slug: str, collection: Collection, by: User | None) -> Report:
    """Store the papers in the event's volume `main`; make the event and the volume where they are missing.

    Raises ValidationError when the event's address is one that no event may have.
    """
    report = Report(refused=list(collection.refused))
    event = Event.objects.filter(slug=slug).first()
    if event is None:
        event = _new_event(slug, collection, by)
        report.made_event = True
    with scope(event=event):
        volume = Volume.objects.filter(event=event, slug=MAIN).first() or _new_volume(event, collection, by)
        sections = _sections(volume, collection.sections)
        report.sections = len(sections)
        _store(volume, collection.papers, sections, report)
        if report.created or report.updated:
            after = {"created": report.created, "updated": report.updated, "source": collection.source_id}
            activity.record(by=by, action="papers_imported", target=volume, event=event, after=after)
    return report


def _new_event(slug: str, collection: Collection, by: User | None) -> Event:
    today = timezone.localdate()
    first, last = collection.dates or (date(today.year, 1, 1), date(today.year, 1, 1))
    return create_event(
        by=by,
        slug=slug,
        name=i18n(en=plain(collection.title)[:300] or slug),
        town=i18n(en=collection.place[:200]),
        starts_on=first,
        ends_on=last,
        timezone="UTC",
        languages=["en"],
    )


def _new_volume(event: Event, collection: Collection, by: User | None) -> Volume:
    first = collection.sections[0]
    editors = dict.fromkeys(name for section in collection.sections for name in section.editors if name)
    return create_volume(
        event=event,
        by=by,
        slug=MAIN,
        language="en",
        title=i18n(en=(plain(collection.title) or plain(first.title) or event.slug)[:500]),
        editors=i18n(en="\n".join(editors)),
        town=i18n(en=first.place[:200]),
        publisher=i18n(en=first.publisher[:300]),
        year=first.year or event.ends_on.year,
    )


def _sections(volume: Volume, rows: list[SectionRow]) -> dict[str, Section]:
    known = {section.source_id: section for section in Section.objects.filter(volume=volume) if section.source_id}
    last = Section.objects.filter(volume=volume).count()
    found = {}
    for number, row in enumerate(rows):
        section = known.get(row.source_id)
        name = i18n(en=plain(row.title)[:300] or row.source_id)
        if section is None:
            section = Section.objects.create(volume=volume, source_id=row.source_id, name=name, position=last + number)
        known[row.source_id] = found[row.source_id] = section
    return found


def _store(volume: Volume, rows: list[PaperRow], sections: dict[str, Section], report: Report) -> None:
    known = {
        article.source_id: article
        for article in Article.objects.filter(volume=volume).exclude(source_id="").prefetch_related("authors")
    }
    new, new_authors, changed = [], [], []
    for position, row in enumerate(rows):
        article = known.get(row.source_id) or Article(volume=volume, source_id=row.source_id)
        authors = [_author(article, number, author) for number, author in enumerate(row.authors)]
        report.authors += len(authors)
        fields = _fields(row, sections[row.section_id], position)
        if article.pk and not _differs(article, fields, authors):
            report.unchanged += 1
            continue
        for name, value in fields.items():
            setattr(article, name, value)
        article.__dict__["authors_given"] = authors
        article.fill_keys()
        new_authors += authors
        if article.pk:
            changed.append(article)
        else:
            new.append(article)
    _write(new, changed, new_authors)
    report.created, report.updated = len(new), len(changed)


def _write(new: list[Article], changed: list[Article], authors: list[ArticleAuthor]) -> None:
    Article.objects.bulk_create(new, batch_size=BATCH)
    for article in changed:
        article.authors.all().delete()
        article.save()
    ArticleAuthor.objects.bulk_create(authors, batch_size=BATCH)


def _fields(row: PaperRow, section: Section, position: int) -> dict[str, Any]:
    """Return an article's values; a language that the site does not have is kept, its texts stand under English."""
    code = row.language if row.language in LANGUAGE_CODES else "en"
    doi, source = row.doi, dict(row.source)
    try:
        check_doi(doi or "10.1000/none")
    except Exception:  # a DOI that is none is kept with the source
        doi, source["doi"] = "", row.doi
    return {
        "section": section,
        "position": position,
        "language": row.language,
        "title": i18n(**{code: row.title}),
        "abstract": i18n(**{code: row.abstract}),
        "doi": doi,
        "source": source,
    }


def _author(article: Article, number: int, row: Any) -> ArticleAuthor:
    return ArticleAuthor(
        article=article,
        position=number,
        family_name=row.family_name,
        given_name=row.given_name,
        organisation=row.organisation,
    )


def _differs(article: Article, fields: dict[str, Any], authors: list[ArticleAuthor]) -> bool:
    translated = ("title", "abstract")
    if any(translations(getattr(article, name)) != translations(fields[name]) for name in translated):
        return True
    if any(getattr(article, name) != fields[name] for name in fields if name not in translated):
        return True
    names = ("family_name", "given_name", "organisation")
    stored = [tuple(getattr(author, name) for name in names) for author in article.authors.all()]
    return stored != [tuple(getattr(author, name) for name in names) for author in authors]
