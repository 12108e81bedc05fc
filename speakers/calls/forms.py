"""The team's form of a call."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conference.core.forms import LastMinuteField, TranslatedModelForm
from conference.core.ids import slug_from
from conference.core.text.localized import localized
from speakers.calls.models import Call
from speakers.calls.services import CALL_FIELDS


class CallForm(TranslatedModelForm):
    """Everything about a call."""

    slug = forms.SlugField(
        label=_("Address"),
        max_length=50,
        required=False,
        help_text=_("Latin letters, digits and hyphens. Empty: made from the title."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of abstracts"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An abstract must be complete in one of them; the others are welcome."),
    )
    closes_at = LastMinuteField(
        label=_("Last minute"), help_text=_("To the end of this minute abstracts are taken and may be changed.")
    )

    class Meta:
        model = Call
        fields = CALL_FIELDS
        widgets = {"opens_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        help_texts = {
            "text": _("Markdown: **bold**, lists, links. Themes, formats, how the committee decides."),
            "opens_at": _("Times are those of the event's zone."),
            "is_blind": _("Whoever decides sees them."),
        }

    def clean_slug(self) -> str:
        """Make the address from the title where none is given, and refuse one that is taken."""
        slug: str = self.cleaned_data["slug"] or slug_from(localized(self.cleaned_data.get("title")), fallback="call")
        others = Call.objects.filter(event=self.instance.event, slug=slug).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("Another call has this address already."))
        return slug

    def clean(self) -> dict[str, Any]:
        """Put a deadline before the opening next to the deadline."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", ValidationError(_("The call closes before it opens.")))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out what `clean` has said already, so that it is not said twice."""
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded | ({"opens_at", "closes_at"} if "closes_at" in self.errors else set())
