"""Building and publishing volumes."""

from django.core.files import File as StoredFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.facts import publish
from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from proceedings.papers.models import Article
from proceedings.publishing.book import Book, File
from proceedings.publishing.facts import VolumePublished
from proceedings.publishing.frozen import freeze, freeze_volume
from proceedings.publishing.models import Build, Galley
from proceedings.volumes.models import Volume

BUILD = "proceedings.build"
KEPT_BUILDS = 2  # beside the published one: the latest and the one before, which somebody may just be downloading

activity.describe(
    volume_built=_("built a volume"),
    volume_published=_("published a volume"),
    volume_withdrawn=_("took a volume off the public pages"),
)
activity.name_values(build=_("files of the volume"), pages=_("pages"), sha256="SHA-256")


class NoFilesError(Exception):
    """There is no finished build, or the one that was looked at has been replaced meanwhile."""


def start_build(*, volume: Volume, by: User) -> Job:
    """Queue a build; its progress is shown on the job's page."""
    return jobs.start(kind=BUILD, by=by, event=volume.event, volume=volume.pk)


def store_build(*, book: Book, by: User | None, job: Job | None = None) -> Build:
    """Store a finished book as the current build, all at once when every file is written; readers keep theirs."""
    volume = book.volume
    build = Build(
        volume=volume,
        job=job,
        language=book.language,
        pages=book.pages,
        content_digest=book.content_digest,
        manifest=book.manifest(),
        imprint=freeze_volume(volume),
    )
    folder = f"volumes/{volume.event.slug}/{volume.slug}/{build.code}"
    build.file = _stored(book.whole, folder)
    build.size, build.digest = book.whole.size, book.whole.digest
    galleys = [
        Galley(
            build=build,
            article=file.article,
            code=file.article.code,
            content=freeze(file.article),
            search_key=file.article.search_key,
            file=_stored(file, folder),
            size=file.size,
            digest=file.digest,
            first_page=file.first_page,
            last_page=file.last_page,
        )
        for file in book.articles
        if file.article
    ]
    _switch(build, galleys, by)
    return build


def _stored(file: File, folder: str) -> str:
    """Copy a file into the storage, in pieces; return its name there."""
    with file.open() as stream:
        return default_storage.save(f"{folder}/{file.name}", StoredFile(stream))


@transaction.atomic
def _switch(build: Build, galleys: list[Galley], by: User | None) -> None:
    volume = Volume.objects.select_for_update().get(pk=build.volume_id)
    Build.objects.filter(volume=volume, is_current=True).update(is_current=False)
    build.is_current = True
    build.save()
    there = {
        article.pk: article
        for article in Article.objects.filter(volume=volume).only("pk", "first_page", "last_page", "volume")
    }
    for galley in galleys:
        galley.build = build
        article = there.get(galley.article_id or 0)
        if article is None:  # deleted while the volume was being built
            galley.article = None
        else:
            article.first_page, article.last_page = galley.first_page, galley.last_page
    Galley.objects.bulk_create(galleys, batch_size=500)
    Article.objects.bulk_update(there.values(), ["first_page", "last_page"], batch_size=200)
    after = {"build": build.code, "pages": build.pages, "sha256": build.digest}
    activity.record(by=by, action="volume_built", target=volume, event=volume.event, after=after)
    _drop_old(volume)


def _drop_old(volume: Volume) -> None:
    others = Build.objects.filter(volume=volume, is_published=False)
    old = list(others.prefetch_related("galleys")[KEPT_BUILDS:])
    Build.objects.filter(pk__in=[build.pk for build in old]).delete()

    def tidy() -> None:
        for build in old:
            build.delete_files()

    transaction.on_commit(tidy)


@transaction.atomic
def publish_volume(*, volume: Volume, by: User | None, code: str = "") -> None:
    """Make the current build the edition that everybody reads. `code` is the one that was looked at.

    Raises NoFilesError where there is none, or another one has become current.
    """
    stored = Volume.objects.select_for_update().get(pk=volume.pk)
    build = Build.objects.filter(volume=stored, is_current=True).first()
    if build is None or (code and build.code != code):
        raise NoFilesError
    if stored.is_public and build.is_published:
        return
    now = timezone.now()
    Build.objects.filter(volume=stored, is_published=True).exclude(pk=build.pk).update(is_published=False)
    Build.objects.filter(pk=build.pk).update(is_published=True, published_at=now)
    stored.is_public = True
    stored.published_at = stored.published_at or now
    stored.save(update_fields=["is_public", "published_at"])
    after = {"build": build.code, "pages": build.pages, "sha256": build.digest}
    activity.record(by=by, action="volume_published", target=stored, event=stored.event, after=after)
    publish(VolumePublished(stored.event_id, stored.pk))


@transaction.atomic
def withdraw_volume(*, volume: Volume, by: User) -> None:
    """Take a volume off the public pages; its files stay."""
    changed = Volume.objects.filter(pk=volume.pk, is_public=True).update(is_public=False)
    if changed:
        activity.record(by=by, action="volume_withdrawn", target=volume, event=volume.event)
