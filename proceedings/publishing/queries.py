"""What the public pages and the team read about files."""

import hashlib
import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet
from i18nfield.fields import I18nFieldMixin

from conference.core.caching import once
from conference.core.prepared import PreparedQuery
from conference.core.text.folding import search_words
from conference.core.text.localized import translations
from conference.events.models import Event
from proceedings.papers.models import Article
from proceedings.papers.queries import gaps_of
from proceedings.publishing.models import Build, Galley
from proceedings.volumes.models import Section, Volume

# What decides how a volume's files come out; the rest of its columns and of an article's are ours.
IMPRINT = (
    "language title subtitle bodies town publisher publisher_address year isbn udc bbk author_mark editors recommended "
    "annotation licence rights_holder page_format contents_at signed_on print_run"
).split()
IN_ARTICLE = "code language title abstract keywords body references udc mrnti doi".split()


class PublicVolume(NamedTuple):
    """A published volume as its edition says it, and the files."""

    volume: Volume
    build: Build


class PublicSection(NamedTuple):
    """The articles of a section that are in a build, with their files."""

    section: Section | None
    galleys: list[Galley]


class Standing(NamedTuple):
    """How a volume stands: for the team's overview."""

    volume: Volume
    articles: int
    complete: int
    gaps: int
    build: Build | None


class Difference(NamedTuple):
    """What readers of the published edition would find otherwise in the current build."""

    added: int
    removed: int
    moved: int


def current_build(volume: Volume) -> Build | None:
    """Return the latest finished files of a volume."""
    return Build.objects.filter(volume=volume, is_current=True).select_related("volume").first()


def published_build(volume: Volume) -> Build | None:
    """Return the edition that readers have; none of a volume that is off the public pages."""
    found = Build.objects.filter(volume=volume, volume__is_public=True, is_published=True)
    return found.select_related("volume").first()


def difference(published: Build, current: Build) -> Difference:
    """Count the articles that the current build has more, has no more, or has on other pages."""
    rows = Galley.objects.filter(build__in=(published, current))
    pages: dict[int, dict[str, tuple[int, int]]] = {published.pk: {}, current.pk: {}}
    for build, code, first, last in rows.values_list("build", "code", "first_page", "last_page"):
        pages[build][code] = (first, last)
    before, after = pages[published.pk], pages[current.pk]
    moved = sum(before[code] != after[code] for code in before.keys() & after.keys())
    return Difference(len(after.keys() - before.keys()), len(before.keys() - after.keys()), moved)


def content_digest(volume: Volume, articles: Iterable[Article]) -> str:
    """Return what tells one state of a volume from another: its imprint, and its articles in their order.

    `articles` come with sections and authors; a build whose digest is another one has become stale.
    """
    digest = hashlib.sha256()
    event = volume.event
    for row in ([event.slug, event.accent], _plain(volume, IMPRINT), *map(_article_parts, articles)):
        digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode() + b"\n")
    return digest.hexdigest()


def _article_parts(article: Article) -> list[Any]:
    section = article.section
    authors = [author.values() for author in article.authors.all()]
    return [_plain(article, IN_ARTICLE), section and [section.pk, translations(section.name)], authors]


def _plain(row: Volume | Article, names: Iterable[str]) -> dict[str, Any]:
    in_languages = {name for name in names if isinstance(row._meta.get_field(name), I18nFieldMixin)}
    values = {name: getattr(row, name) for name in names}
    return {name: translations(value) if name in in_languages else value for name, value in values.items()}


def public_volumes(event: Event) -> list[PublicVolume]:
    """Return the published volumes of an event with their files, in order; read once for each event object."""
    builds = _published_builds.rows
    return once(event, "public_volumes", lambda: [PublicVolume(build.edition, build) for build in builds(event.pk)])


_published_builds: PreparedQuery[Build] = PreparedQuery(
    lambda event: (
        Build.objects.filter(volume__is_public=True, is_published=True)
        .select_related("volume")
        .order_by("volume__position", "volume__pk")
    ),
    scoped=True,
)


def public_galleys(build: Build, typed: str = "") -> QuerySet[Galley]:
    """Return the articles of a build in their order, those that hold every word typed, in any script."""
    galleys = Galley.objects.filter(build=build).order_by("first_page", "pk")
    for word in search_words(typed):
        galleys = galleys.filter(search_key__contains=word)
    return galleys


def by_section(galleys: Iterable[Galley]) -> list[PublicSection]:
    """Return articles that follow each other under the section they stand in."""
    grouped = groupby(galleys, key=lambda galley: galley.published.section)
    return [PublicSection(section, list(members)) for section, members in grouped]


def public_galley(event: Event, slug: str, code: str) -> Galley | None:
    """Return the file of an article in a published volume."""
    return (
        Galley.objects.filter(
            build__is_published=True,
            build__volume__event=event,
            build__volume__is_public=True,
            build__volume__slug=slug,
            code=code,
        )
        .select_related("build__volume")
        .first()
    )


def neighbours(galley: Galley) -> tuple[Galley | None, Galley | None]:
    """Return the articles before and after one in its volume."""
    others = Galley.objects.filter(build=galley.build)
    before = others.filter(first_page__lt=galley.first_page).order_by("-first_page").first()
    return before, others.filter(first_page__gt=galley.first_page).order_by("first_page").first()


def standing_of(event: Event) -> list[Standing]:
    """Return how each volume of an event stands."""
    volumes = list(Volume.objects.filter(event=event))
    articles = Article.objects.filter(volume__in=volumes).defer("references", "source").prefetch_related("authors")
    by_volume: dict[int, list[Article]] = {volume.pk: [] for volume in volumes}
    for article in articles:
        by_volume[article.volume_id].append(article)
    builds = {build.volume_id: build for build in Build.objects.filter(volume__in=volumes, is_current=True)}
    found = []
    for volume in volumes:
        counts = [len(gaps_of(article, event.languages)) for article in by_volume[volume.pk]]
        complete = counts.count(0)
        found.append(Standing(volume, len(counts), complete, sum(counts), builds.get(volume.pk)))
    return found
