"""The speaker's form about themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from conference.core.forms import TranslatedModelForm
from conference.core.uploads import clean_image
from speakers.profiles.models import Profile, check_orcid

MOST_LINKS = 6
check_link = URLValidator(["http", "https"])


class ProfileForm(TranslatedModelForm):
    """Photograph, post, degree, biography, identifiers."""

    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, up to 10 MB. It is shown in the programme and may be on your badge."),
    )
    remove_photo = forms.BooleanField(label=_("Remove the photograph"), required=False)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    degree = forms.CharField(
        label=_("Academic degree"), max_length=100, required=False, help_text=_("As it is written after a name.")
    )
    orcid = forms.CharField(
        label="ORCID",
        max_length=60,
        required=False,
        help_text=_("Sixteen signs in groups of four, if you have one: 0000-0002-1825-0097."),
    )
    links = forms.CharField(
        label=_("Links"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "url"}),
        help_text=_("One address a line: your library's page, publications, social networks."),
    )

    field_order = ("photo", "remove_photo", "post", "degree", "biography", "orcid", "links")

    class Meta:
        model = Profile
        fields = ("biography", "orcid")
        help_texts = {
            "biography": _("Two or three sentences for the programme. Markdown: **bold**, links."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        profile: Profile = kwargs["instance"]
        person = profile.person
        kwargs["initial"] = {"post": person.post, "degree": person.degree, "links": "\n".join(profile.links)}
        super().__init__(*args, **kwargs)
        if not person.photo:
            del self.fields["remove_photo"]

    def clean_photo(self) -> ContentFile[bytes] | None:
        """Judge the picture by its content and write it anew."""
        upload = self.files.get(self.add_prefix("photo"))
        return clean_image(upload) if upload else None

    def clean_orcid(self) -> str:
        """Take the iD out of its address too, as ORCID shows it."""
        found: str = self.cleaned_data["orcid"].strip().rstrip("/").rpartition("/")[2].upper()
        if found:
            check_orcid(found)
        return found

    def clean_links(self) -> list[str]:
        """Return the lines as addresses."""
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        found = [line if "://" in line else f"https://{line}" for line in lines]
        for line in found:
            try:
                check_link(line)
            except ValidationError as fault:
                message = _("This is not a web address: %(line)s")
                raise ValidationError(message, params={"line": line}) from fault
        if len(found) > MOST_LINKS:
            raise ValidationError(_("At most %(limit)s links are shown."), params={"limit": MOST_LINKS})
        return list(dict.fromkeys(found))
