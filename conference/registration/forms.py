"""The guest's steps and the team's settings of registration."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from phonenumber_field.formfields import PhoneNumberField

from conference.core.forms import Form, Honeypot, TranslatedModelForm
from conference.core.text.addresses import likely_address
from conference.core.text.localized import localized
from conference.people.names import proposed_latin, validate_latin
from conference.registration.choices import Mode, Visibility, Ways
from conference.registration.consents.forms import Consents
from conference.registration.consents.models import ConsentVersion
from conference.registration.models import Category, RegistrationSettings
from conference.registration.queries import guests_taking_part_otherwise
from conference.registration.questions.forms.answering import QuestionsForm


def _text(label: Any, autocomplete: str, *, required: bool = False, length: int = 100, help_text: Any = "") -> Any:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, required=required, max_length=length, help_text=help_text, widget=widget)


class WhoForm(Form):
    """Step 1: who comes. Of the name's parts one is enough."""

    family_name = _text(_("Family name"), "family-name")
    given_name = _text(_("Given name"), "given-name")
    patronymic = _text(_("Patronymic"), "additional-name", help_text=_("If you have one."))
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
    organisation = _text(_("Organisation"), "organization", length=300)
    post = _text(_("Post"), "organization-title", length=200)
    country = forms.ChoiceField(
        label=_("Country"),
        error_messages={"required": _("Choose a country.")},
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    town = _text(_("Town"), "address-level2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["latin_name"].validators.append(validate_latin)
        chosen = cast(forms.ChoiceField, self.fields["country"])
        chosen.choices = [("", gettext("Choose a country")), *countries]

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
        if not values.get("latin_name"):
            values["latin_name"] = proposed_latin(family, given)
        values["phone"] = str(values.get("phone") or "")
        return values


class CategorySelect(forms.RadioSelect):
    """Radio buttons of categories, full ones greyed out."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Disable the choice of a category without free places, unless it is the guest's own.

        A category with one way to take part says so: the page then asks for none (forms.css).
        """
        option = super().create_option(name, value, label, *args, **kwargs)
        category = getattr(value, "instance", None)
        if category is not None and category.places_left == 0 and not option["selected"]:
            option["attrs"]["disabled"] = True
        if category is not None and category.only_mode:
            option["attrs"]["data-mode"] = str(category.only_mode)
        return option


class CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Categories by their code, with the places left."""

    widget = CategorySelect

    def label_from_instance(self, obj: Any) -> str:
        """Return name, description, the one way to take part if there is one, and how many places are left."""
        parts = [localized(obj.name), localized(obj.description)]
        if obj.only_mode:
            parts.append(obj.get_ways_display().lower())
        if obj.places_left == 0:
            parts.append(gettext("no places left"))
        elif obj.places_left is not None:
            text = ngettext("%(n)s place left", "%(n)s places left", obj.places_left)
            parts.append(text % {"n": obj.places_left})
        return " · ".join(filter(None, parts))


class ParticipationForm(Form):
    """Step 2: as what and how."""

    category = CategoryField(
        label=_("Category"),
        queryset=Category.objects.none(),
        to_field_name="code",
        empty_label=None,
        error_messages={"required": _("Choose a category.")},
    )
    mode = forms.ChoiceField(
        label=_("Participation"),
        choices=Mode.choices,
        widget=forms.RadioSelect,
        initial=Mode.IN_PERSON,
        error_messages={"required": _("Choose how you take part.")},
    )
    visibility = forms.ChoiceField(
        label=_("Who may see that you take part"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        initial=Visibility.NOBODY,
        help_text=_("Your name, post and organisation, never your contacts."),
    )
    note = forms.CharField(
        label=_("A word to the organisers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance what you need to take part with comfort."),
    )

    def __init__(self, *args: Any, categories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(CategoryField, self.fields["category"]).queryset = categories
        if not categories.filter(ways=Ways.EITHER).exists():
            del self.fields["mode"]

    def clean(self) -> dict[str, Any]:
        """Take the one way of the category whatever was ticked; where there are two, the guest has to choose."""
        values: dict[str, Any] = super().clean() or {}
        category: Category | None = values.get("category")
        if category and category.only_mode:
            self.errors.pop("mode", None)
            values["mode"] = category.only_mode
        return values


class QuestionsAndConsentForm(Consents, Honeypot, QuestionsForm):
    """Step 3: what the event asks, and what the guest agrees to."""

    def __init__(self, *args: Any, versions: Sequence[ConsentVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.put_boxes(versions)


class SetupForm(TranslatedModelForm):
    """The team's settings: dates and texts."""

    class Meta:
        model = RegistrationSettings
        fields = ("opens_at", "closes_at", "changes_until", "intro")
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in ("opens_at", "closes_at", "changes_until")
        }
        help_texts = {
            "opens_at": _("Empty: at once. Times are those of the event's zone."),
            "closes_at": _("Empty: open until the team closes it."),
            "changes_until": _("Until then guests change and cancel by themselves."),
        }


class CategoryForm(TranslatedModelForm):
    """One category. Who would let its guests take part in another way has to say that they mean it."""

    guests_follow = forms.BooleanField(
        error_messages={"required": _("Tick this, or leave the participation as it was.")}
    )

    class Meta:
        model = Category
        fields = ("name", "description", "capacity", "ways", "is_open", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = str(self.data.get("ways", ""))
        is_asked = bool(self.instance.pk) and ways in Ways.values
        number = guests_taking_part_otherwise(self.instance, ways).count() if is_asked else 0
        if number == 0:
            del self.fields["guests_follow"]
            return
        text = ngettext(
            "%(n)s guest chose otherwise: change it for them, too, and tell them",
            "%(n)s guests chose otherwise: change it for them, too, and tell them",
            number,
        )
        self.fields["guests_follow"].label = text % {"n": number}
        self.order_fields(("name", "description", "capacity", "ways", "guests_follow"))

    def clean_capacity(self) -> int | None:
        """Refuse fewer places than are taken, next to the field and with their number."""
        capacity: int | None = self.cleaned_data.get("capacity")
        taken = self.instance.taken
        if capacity is not None and capacity < taken:
            text = ngettext("%(n)s place is taken already.", "%(n)s places are taken already.", taken)
            raise ValidationError(text % {"n": taken})
        return capacity
