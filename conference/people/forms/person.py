"""Who somebody is: the form that guests and the team fill in, with the fields that the event asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from phonenumber_field.formfields import PhoneNumberField

from conference.core.forms import Form
from conference.core.ids import CODE_LENGTH
from conference.core.text.addresses import likely_address
from conference.core.widgets import KeptSelect, SuggestingInput
from conference.events.models import Event
from conference.people.choices import ASKABLE, Asked
from conference.people.models import Person
from conference.people.names import honorifics, proposed_latin, validate_latin
from conference.people.queries import allowed_for, asked_at, languages_to_choose


class Group(NamedTuple):
    """Fields that stand together; the `folded` ones are opened by whoever needs them."""

    title: Any
    shown: tuple[str, ...]
    folded: tuple[str, ...] = ()
    help: Any = ""


GROUPS: Final = (
    Group(
        pgettext_lazy("of a person", "Name"),
        ("family_name", "given_name", "patronymic"),
        ("honorific", "latin_name", "badge_name"),
        _("One name is enough; fill in what you have."),
    ),
    Group(_("Contacts"), ("email", "phone")),
    Group(_("Where you come from"), ("country", "town"), ("region", "citizenship", "spoken_languages")),
    Group(_("Where you work or study"), ("organisation", "post", "degree")),
)


@dataclass(frozen=True)
class ShownGroup:
    """A group on the page, with its bound fields."""

    title: Any
    help: Any
    shown: list[Any]
    folded: list[Any]

    @property
    def summary(self) -> str:
        """What the folded part holds."""
        return " · ".join(str(field.label) for field in self.folded)

    @property
    def is_open(self) -> bool:
        """Whether something in the folded part is filled in or refused."""
        return any(field.errors or field.value() for field in self.folded)


def _text(label: Any, autocomplete: str, *, length: int = 100, help_text: Any = "") -> Any:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, required=False, max_length=length, help_text=help_text, widget=widget)


class KeptChoiceField(forms.ChoiceField):
    """A choice out of very many that are the same for everybody: they are taken over as they are."""

    def keep(self, choices: list[tuple[str, str]]) -> None:
        """Offer pairs of value and label, which nobody changes any more; Django would copy each of them."""
        self._choices = self.widget._choices = choices


def _country(label: Any, autocomplete: str, **more: Any) -> Any:
    return KeptChoiceField(label=label, required=False, widget=KeptSelect({"autocomplete": autocomplete}), **more)


@cache
def countries_to_choose(language: str) -> list[tuple[str, str]]:
    """Return countries by their names for a reader of `language`, which is the active one, after a word for none."""
    return [("", gettext("Choose a country")), *((code, str(name)) for code, name in countries)]


class WhoForm(Form):
    """Who comes. Of the name's parts one is enough; which other fields there are is the event's choice.

    The tokens of `autocomplete` are those of HTML, as WCAG 2.2 asks in 1.3.5.
    """

    family_name = _text(_("Family name"), "family-name")
    given_name = _text(_("Given name"), "given-name")
    patronymic = _text(_("Patronymic"), "additional-name", help_text=_("If you have one."))
    honorific = forms.CharField(
        label=_("Form of address"),
        required=False,
        max_length=50,
        help_text=_("As it stands before your name in a letter."),
        widget=SuggestingInput(attrs={"autocomplete": "honorific-prefix"}),
    )
    latin_name = _text(
        _("Name in Latin letters"),
        "off",
        length=200,
        help_text=_("Leave it empty and we propose one; you can change it."),
    )
    badge_name = _text(_("Name on the badge"), "nickname", help_text=_("How you would like to be addressed."))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The confirmation, your badge and changes go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    email_kept = forms.CharField(required=False, widget=forms.HiddenInput)  # the address that was doubted before
    phone = PhoneNumberField(
        label=_("Phone"),
        required=False,
        help_text=_("With the country code: +7 701 123 45 67."),
        error_messages={"invalid": _("Write the number with the country code: +7 701 123 45 67.")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    country = _country(_("Country"), "country", error_messages={"required": _("Choose a country.")})
    town = _text(_("Town"), "address-level2")
    region = _text(_("Region"), "address-level1", help_text=_("Oblast, province or state."))
    citizenship = _country(_("Citizenship"), "off", error_messages={"required": _("Choose a country.")})
    spoken_languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        required=False,
        help_text=_("Those in which you could follow a talk or a conversation."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    organisation = _text(_("Organisation"), "organization", length=300)
    organisation_code = forms.CharField(required=False, max_length=CODE_LENGTH, widget=forms.HiddenInput)
    post = _text(_("Post"), "organization-title", length=200)
    degree = _text(_("Academic degree"), "off", help_text=_("As it is written after a name."))

    def __init__(
        self, *args: Any, event: Event, fields_asked: Mapping[str, Asked] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, asked in (fields_asked or self.asked(event)).items():
            if asked == Asked.HIDDEN:
                del self.fields[name]
            else:
                self.fields[name].required = asked == Asked.REQUIRED
        if "latin_name" in self.fields:
            self.fields["latin_name"].validators.append(validate_latin)
        if "honorific" in self.fields:
            cast(SuggestingInput, self.fields["honorific"].widget).suggestions = honorifics(get_language() or "ru")
        if "organisation" in self.fields:
            offers = reverse("public:organisation_offers", kwargs={"event": event.slug})
            self.fields["organisation"].widget.attrs |= {"data-offers": offers, "data-code": "organisation_code"}
        else:
            del self.fields["organisation_code"]
        self._offer()

    def asked(self, event: Event) -> Mapping[str, Asked]:
        """Return for each field that not everybody is asked whether this form has it."""
        return asked_at(event)

    def _offer(self) -> None:
        for name in {"country", "citizenship"} & self.fields.keys():
            cast(KeptChoiceField, self.fields[name]).keep(countries_to_choose(get_language() or "ru"))
        if "spoken_languages" in self.fields:
            cast(forms.ChoiceField, self.fields["spoken_languages"]).choices = languages_to_choose()

    @property
    def groups(self) -> Iterator[ShownGroup]:
        """The fields as the page shows them; what has to be filled in is never folded away."""
        for title, shown, folded, help_text in GROUPS:
            first = [self[name] for name in shown if name in self.fields]
            rest = [self[name] for name in folded if name in self.fields]
            first += [field for field in rest if field.field.required]
            yield ShownGroup(title, help_text, first, [field for field in rest if not field.field.required])

    def clean_email(self) -> str:
        """Doubt once an address that looks mistyped: whoever sends it again means it."""
        email: str = self.cleaned_data["email"]
        meant = likely_address(email)
        if meant and email not in {self.data.get("email_kept"), self.initial.get("email_kept")}:
            self.data = {**self.data.dict(), "email_kept": email} if hasattr(self.data, "dict") else self.data
            text = _("Did you mean %(address)s? If the address is right as it stands, send the form once more.")
            raise ValidationError(text, params={"address": meant}, code="likely_mistake")
        return email

    def clean(self) -> dict[str, Any]:
        """Ask for at least one name and propose its Latin form."""
        values: dict[str, Any] = super().clean() or {}
        values.pop("email_kept", None)
        family, given = values.get("family_name", ""), values.get("given_name", "")
        if not family and not given and not {"family_name", "given_name"} & self.errors.keys():
            raise ValidationError({"given_name": gettext("Write at least one name.")})
        if not given:  # a single name is a given name, whichever field it was typed into
            values.update(given_name=family, family_name="")
        if "latin_name" in self.fields and not values.get("latin_name"):
            values["latin_name"] = proposed_latin(family, given)
        if "phone" in self.fields:
            values["phone"] = str(values.get("phone") or "")
        return values


def initial_of(person: Person) -> dict[str, Any]:
    """Return what is known of somebody, for the form that changes it."""
    names = WhoForm.base_fields.keys() - {"organisation", "email_kept"}
    values: dict[str, Any] = {name: getattr(person, name) for name in names}
    return values | {
        "country": str(person.country),
        "citizenship": str(person.citizenship),
        "organisation": str(person.organisation or ""),
        "email_kept": person.email,
    }


class AskedForm(Form):
    """What the event asks of a person: one choice for each field."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(asked_at(event)), **kwargs)
        for name in ASKABLE:
            self.fields[name] = forms.ChoiceField(label=WhoForm.base_fields[name].label, choices=allowed_for(name))
