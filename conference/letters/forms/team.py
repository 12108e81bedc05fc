"""Forms of the team: settings, templates, and reasons."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from conference.core.forms import Form, ModelForm
from conference.core.uploads import clean_image
from conference.letters.choices import NAMED_REASONS, Kind
from conference.letters.markup import check_placeholders
from conference.letters.models import LetterSettings, LetterTemplate

LONGEST_SIDE_OF_A_SIGNATURE = 900


class SettingsForm(ModelForm):
    """Numbers and the day of erasure."""

    class Meta:
        model = LetterSettings
        fields = ("number_format", "erase_after_days")
        help_texts = {
            "number_format": _("{n} is the next number of the year's register, {year} the year: {n}/{year}-B."),
            "erase_after_days": _("Then passport data are erased, in issued letters too. Holders are told the day."),
        }


class CountriesField(forms.MultipleChoiceField):
    """Countries to tick."""

    widget = forms.CheckboxSelectMultiple


class TemplateForm(ModelForm):
    """A template with all its texts."""

    countries = CountriesField(
        label=_("For guests from"),
        required=False,
        help_text=_("By citizenship for visa letters, else by country of residence. None ticked: for all."),
    )
    signature = forms.FileField(
        label=_("Signature"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_(
            "A scan, with the seal if you use one: JPEG, PNG or WebP. Without it the letter is signed by hand."
        ),
    )
    remove_signature = forms.BooleanField(label=_("Remove the signature"), required=False)

    class Meta:
        model = LetterTemplate
        fields = (
            "kind", "language", "countries", "letterhead", "contacts", "addressee", "title", "body", "signatory_post",
            "signatory_name",
        )  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect,
            "language": forms.RadioSelect,
            "letterhead": forms.Textarea(attrs={"rows": 3}),
            "contacts": forms.Textarea(attrs={"rows": 2}),
            "addressee": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 18}),
            "signatory_post": forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
        }
        help_texts = {
            "letterhead": _("Name of the institution, a line for each part."),
            "contacts": _("Address, phone, e-mail, site; registration number if your letters carry one."),
            "addressee": _("Where the guest names none: for example the embassy."),
            "body": _(
                "Markdown with placeholders in braces, listed below. A line of placeholders without values is left out."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["countries"]
        own.choices = [(code, name) for code, name in countries if code]
        for name in ("kind", "language"):
            field: Any = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
        if not self.instance.signature:
            del self.fields["remove_signature"]

    def clean_signature(self) -> ContentFile[bytes] | None:
        """Judge the picture by its content and write it anew."""
        upload = self.files.get(self.add_prefix("signature"))
        return clean_image(upload, longest_side=LONGEST_SIDE_OF_A_SIGNATURE) if upload else None

    def clean(self) -> dict[str, Any]:
        """Refuse placeholders that nobody fills."""
        values: dict[str, Any] = super().clean() or {}
        if "body" in values:
            try:
                check_placeholders(values["body"], with_passport=values.get("kind") == Kind.VISA)
            except ValidationError as fault:
                self.add_error("body", fault)
        return values

    def _post_clean(self) -> None:
        """Leave the instance and the model's checks to the service: it locks and compares first."""

    def details(self) -> dict[str, Any]:
        """Return the fields as the service takes them."""
        values = dict(self.cleaned_data)
        is_removed = values.pop("remove_signature", False)
        values["signature"] = values["signature"] or ("" if is_removed else None)
        return values


class ReasonForm(Form):
    """Why a letter is revoked, issued anew or not issued."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_reason(self) -> str:
        """Return the reason on one line."""
        return " ".join(self.cleaned_data["reason"].split())


class OpeningForm(Form):
    """Why somebody looks at a passport's data."""

    reason = forms.ChoiceField(label=_("Why do you open them?"), choices=NAMED_REASONS, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
