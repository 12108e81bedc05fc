"""A volume of proceedings and its sections."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from conference.core.scoping import EventManager, M_co
from conference.core.text.localized import localized
from proceedings.volumes.choices import ContentsAt, Licence, PageFormat
from proceedings.volumes.isbn import check_isbn


class InVolume(EventManager[M_co]):
    """Found through the volume."""

    path = "volume__event"


class Volume(models.Model):
    """A volume: what stands on its cover, title page, its verso and in the colophon. The files are Builds."""

    event = models.ForeignKey("conference.Event", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("address"), max_length=50)
    language = models.CharField(_("main language"), max_length=5, choices=settings.LANGUAGES, default="ru")
    title = I18nCharField(_("title"), max_length=500)
    subtitle = I18nCharField(_("kind of meeting, town and date"), max_length=500, blank=True, default="")
    bodies = I18nTextField(_("bodies above the title"), blank=True, default="")
    town = I18nCharField(_("place of publication"), max_length=200, blank=True, default="")
    publisher = I18nCharField(_("publisher"), max_length=300, blank=True, default="")
    publisher_address = I18nCharField(_("publisher's address"), max_length=300, blank=True, default="")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2200)])
    isbn = models.CharField("ISBN", max_length=20, blank=True, validators=[check_isbn])
    udc = models.CharField(_("UDC"), max_length=60, blank=True)
    bbk = models.CharField(_("LBC (ББК)"), max_length=60, blank=True)
    author_mark = models.CharField(_("author's mark"), max_length=20, blank=True)
    editors = I18nTextField(_("editors"), blank=True, default="")
    recommended = I18nCharField(_("recommended for print by"), max_length=500, blank=True, default="")
    annotation = I18nTextField(_("annotation"), blank=True, default="")
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.CC_BY)
    rights_holder = I18nCharField(_("holder of the rights"), max_length=300, blank=True, default="")
    page_format = models.CharField(_("page format"), max_length=4, choices=PageFormat, default=PageFormat.A4)
    contents_at = models.CharField(_("contents"), max_length=6, choices=ContentsAt, default=ContentsAt.BACK)
    signed_on = models.DateField(_("signed for print"), null=True, blank=True)
    print_run = models.PositiveIntegerField(_("print run"), null=True, blank=True)
    is_public = models.BooleanField(_("visible to everybody"), default=False, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = EventManager()

    class Meta:
        verbose_name = _("volume")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "slug"],
                name="volume_slug_once",
                violation_error_message=_("Another volume has this address already."),
            ),
            models.CheckConstraint(condition=Q(page_format__in=PageFormat.values), name="volume_format_known"),
            models.CheckConstraint(condition=Q(contents_at__in=ContentsAt.values), name="volume_contents_known"),
            models.CheckConstraint(condition=Q(licence__in=Licence.values), name="volume_licence_known"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(published_at__isnull=False), name="volume_public_has_date"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.title)

    @property
    def licence_url(self) -> str:
        """The licence's own page, or ""."""
        return Licence(self.licence).url


class Section(models.Model):
    """A part of a volume under a heading of its own."""

    volume = models.ForeignKey(Volume, on_delete=models.CASCADE, related_name="sections")
    name = I18nCharField(_("name"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    source_id = models.CharField(max_length=100, blank=True, editable=False)

    objects = InVolume()

    class Meta:
        verbose_name = _("section")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "source_id"], condition=~Q(source_id=""), name="section_source_once"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.name)
