"""Boxes to tick, each for one version; and the team's form of a consent."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextarea, I18nTextInput

from conference.core.forms import Form, TranslatedModelForm
from conference.core.text.localized import localized
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.models import Consent, ConsentVersion


class VersionBox(forms.CheckboxInput):
    """A checkbox whose value is the version that was read."""

    def __init__(self, number: int) -> None:
        super().__init__(check_test=lambda value: str(value) == str(number))
        self.number = number

    def format_value(self, value: Any) -> str:
        """Return the version on the page, whatever was ticked before."""
        return str(self.number)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the version that was ticked, as it was sent."""
        return data.get(name) or None


class AgreementField(forms.Field):
    """Agreement to one version. Whoever ticked an earlier one is asked anew."""

    default_error_messages = {
        "required": _("Without this consent we may not register you."),
        "changed": _("The wording has changed while the form was open. Read it and tick it again."),
    }

    def __init__(self, version: ConsentVersion) -> None:
        super().__init__(
            label=localized(version.title), required=version.consent.is_required, widget=VersionBox(version.number)
        )
        self.version = version

    def to_python(self, value: Any) -> bool | None:
        """Return whether it was ticked. Raises ValidationError for another version."""
        if not value:
            return None
        if str(value) != str(self.version.number):
            raise ValidationError(self.error_messages["changed"], code="changed")
        return True


def field_name(consent: Consent) -> str:
    """Return the name of a consent's box: that of the one to the processing of data is the same at every event."""
    return "consent" if consent.is_to_processing else f"consent_{consent.code}"


def is_box(name: str) -> bool:
    """Whether a form's field of this name is a consent."""
    return name == "consent" or name.startswith("consent_")


class Consents(forms.Form):
    """Mixed into a form: `put_boxes` adds a box for each version, `boxes` yields them for the page."""

    def put_boxes(self, versions: Iterable[ConsentVersion]) -> None:
        """Add a field for each version."""
        self.versions = {field_name(version.consent): version for version in versions}
        self.fields |= {name: AgreementField(version) for name, version in self.versions.items()}

    def boxes(self) -> Iterator[tuple[ConsentVersion, Any]]:
        """Yield the versions with their bound fields."""
        for name, version in self.versions.items():
            yield version, self[name]

    @property
    def agreed(self) -> list[ConsentVersion]:
        """The versions that were ticked in a valid form."""
        return [version for name, version in self.versions.items() if self.cleaned_data.get(name)]

    @property
    def ticked(self) -> dict[str, int]:
        """What was ticked as a draft keeps it: versions by the names of fields."""
        return {field_name(version.consent): version.number for version in self.agreed}


class ConsentsForm(Consents, Form):
    """The boxes alone, for the team's page on which a guest is registered."""

    use_required_attribute = False

    def __init__(self, *args: Any, versions: Sequence[ConsentVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_boxes(versions)


class ConsentForm(TranslatedModelForm):
    """One consent with the words of its next version."""

    title = I18nFormField(
        label=_("What the guest ticks"),
        widget=I18nTextInput,
        max_length=300,
        require_all_fields=False,
        help_text=_("A sentence in the guest's words: “I agree to be photographed.”"),
    )
    text = I18nFormField(
        label=_("Explanation"),
        widget=I18nTextarea,
        required=False,
        help_text=_("What for, for how long, who sees it, how to withdraw. Markdown: **bold**, lists, links."),
    )

    class Meta:
        model = Consent
        fields = ("kind", "is_required", "is_asked", "position")

    field_order = ("kind", "title", "text", "is_required", "is_asked", "position")

    def __init__(self, *args: Any, version: ConsentVersion | None = None, **kwargs: Any) -> None:
        words = {"title": version.title, "text": version.text} if version else {}
        super().__init__(*args, initial=words, **kwargs)
        if self.instance.is_to_processing:  # always asked, always required, once at each event
            for name in ("kind", "is_required", "is_asked"):
                del self.fields[name]
        elif self.instance.pk:
            del self.fields["kind"]
        else:
            kinds: Any = self.fields["kind"]
            kinds.choices = [pair for pair in kinds.choices if pair[0] != ConsentKind.DATA]
