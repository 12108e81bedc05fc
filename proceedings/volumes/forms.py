"""Forms of a volume and its sections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conference.core.forms import TranslatedModelForm
from conference.core.public_address import KeepsAddress
from proceedings.volumes.models import Section, Volume
from proceedings.volumes.services import VOLUME_FIELDS


class VolumeForm(KeepsAddress, TranslatedModelForm):
    """What stands on a volume's cover, title page, its verso and in the colophon."""

    class Meta:
        model = Volume
        fields = VOLUME_FIELDS
        widgets = {
            "signed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "contents_at": forms.RadioSelect,
            "page_format": forms.RadioSelect,
        }
        help_texts = {
            "language": _("Of the title page, the labels and the contents."),
            "slug": _("Latin letters, digits and hyphens: the last part of the volume's address."),
            "subtitle": _("For example: proceedings of the international conference (Karaganda, 14–15 December 2026)."),
            "bodies": _("The ministry and the library, one on a line; they stand at the top of the title page."),
            "editors": _("One on a line, with post and degree."),
            "annotation": _("Two or three sentences for the back of the title page and for catalogues."),
            "isbn": _("Empty until the book chamber has given one."),
            "print_run": _("Empty for an electronic edition."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title",):
            self.fields[name].require_all_fields = False  # type: ignore[attr-defined]
        for name in ("bodies", "editors", "annotation"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean_slug(self) -> str:
        """Refuse the address of another volume of the event, next to the field."""
        slug: str = self.cleaned_data["slug"]
        others = Volume.objects.filter(event=self.instance.event_id, slug=slug).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("Another volume has this address already."))
        return slug


class SectionForm(TranslatedModelForm):
    """The name of a section."""

    class Meta:
        model = Section
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].require_all_fields = False  # type: ignore[attr-defined]
