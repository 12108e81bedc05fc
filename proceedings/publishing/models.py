"""The files of a volume."""

from functools import cached_property
from typing import Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conference.core.ids import CODE_LENGTH, Coded
from conference.core.scoping import EventManager, M_co
from proceedings.papers.models import Article
from proceedings.publishing.frozen import thaw, thaw_volume
from proceedings.volumes.models import InVolume, Volume


class InBuild(EventManager[M_co]):
    """Found through the build."""

    path = "build__volume__event"


class Build(Coded):
    """A finished set of files. The current one is the latest; the published one is the edition that readers have."""

    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="builds")
    job = models.ForeignKey("conference.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=5)
    file = models.CharField(max_length=300, help_text="name of the whole volume in the storage")
    pages = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the whole volume")
    content_digest = models.CharField(
        max_length=64, blank=True, default="", help_text="SHA-256 of what the build was made of, as it was at its start"
    )
    manifest = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    imprint: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="see `frozen.freeze_volume`")
    built_at = models.DateTimeField(default=timezone.now)
    is_current = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    objects = InVolume()

    class Meta:
        verbose_name = _("build")
        ordering = ["-built_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["volume"], condition=Q(is_current=True), name="build_one_current"),
            models.UniqueConstraint(fields=["volume"], condition=Q(is_published=True), name="build_one_published"),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(published_at__isnull=False), name="build_published_has_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volume} {self.code}"

    @cached_property
    def edition(self) -> Volume:
        """The volume as it was when the build began."""
        return thaw_volume(self.imprint, self.volume)

    @property
    def folder(self) -> str:
        """Where its files stand in the storage."""
        return self.file.rsplit("/", 1)[0]

    def delete_files(self) -> None:
        """Take the files out of the storage."""
        names = [self.file, *(galley.file for galley in self.galleys.all())]
        for name in names:
            default_storage.delete(name)


class Galley(models.Model):
    """One article of a build as a file of its own, and what the public pages say of it: a copy, like the file."""

    build = models.ForeignKey(Build, on_delete=models.CASCADE, related_name="galleys")
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="galleys")
    code = models.CharField(max_length=CODE_LENGTH, editable=False, help_text="the article's; it outlives the article")
    content: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="see `frozen.freeze`")
    search_key = models.TextField(default="", editable=False)
    file = models.CharField(max_length=300)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()

    objects = InBuild()

    class Meta:
        verbose_name = _("galley")
        ordering = ["first_page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["build", "article"], name="galley_article_once"),
            models.UniqueConstraint(fields=["build", "code"], name="galley_code_once"),
            models.CheckConstraint(condition=Q(last_page__gte=F("first_page")), name="galley_pages_in_order"),
        ]

    def __str__(self) -> str:
        return self.file

    @cached_property
    def published(self) -> Article:
        """The article as it was when the build began, with the pages it has in the volume."""
        return thaw(self.content, code=self.code, first_page=self.first_page, last_page=self.last_page)
