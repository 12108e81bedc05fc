"""One row of the list as a form: what a head may say of somebody, who says the rest themselves."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from conference.core.caching import once
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.people.choices import Asked
from conference.people.forms.person import WhoForm
from conference.people.queries import asked_at
from conference.registration.choices import Mode
from conference.registration.models import Category

# What the table on the page shows; the rest of the columns is shown where a file filled it.
SHOWN: Final = ("family_name", "given_name", "patronymic", "post", "email", "category", "mode")
MORE: Final = ("phone", "country", "region", "town", "organisation", "latin_name", "language")
OWN_WORDS: Final = ("honorific", "badge_name", "citizenship", "spoken_languages", "degree", "organisation_code")


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A category by its code; those of a delegation are read once for all rows."""

    known: Mapping[str, Category] = {}

    def to_python(self, value: Any) -> Category | None:
        """Return the category, without a query for each row."""
        if value in self.empty_values:
            return None
        if value not in self.known:
            text = _("There is no such category for your delegation: %(value)s.")
            raise forms.ValidationError(text, code="invalid_choice", params={"value": value})
        return self.known[value]

    def validate(self, value: Any) -> None:
        """Ask for a choice."""
        forms.Field.validate(self, value)


class RowForm(WhoForm):
    """A person as a head knows them: a name is enough, all else may be left to the member.

    `categories` are those of the delegation. `judge` rebinds one form to row after row.
    """

    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    category = CategoryChoice(
        label=_("Category"),
        queryset=Category.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="—",
    )
    mode = forms.ChoiceField(label=_("Participation"), choices=Mode.choices, required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES, required=False)

    def __init__(self, *args: Any, event: Event, categories: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        for name in (*OWN_WORDS, "email_kept"):
            self.fields.pop(name, None)
        for field in self.fields.values():
            field.required = False
            field.help_text = ""
            field.widget.attrs["autocomplete"] = "off"  # it is not the head who is described
        choice: Any = self.fields["category"]
        choice.known = {category.code: category for category in categories}
        choice.choices = [("", "—"), *((category.code, localized(category.name)) for category in categories)]
        self.only = categories[0] if len(categories) == 1 else None
        if self.only:
            del self.fields["category"]
        if all(category.only_mode for category in categories):
            del self.fields["mode"]

    def asked(self, event: Event) -> Mapping[str, Asked]:
        """Return what the event asks, read once for all rows of a page."""
        found: Mapping[str, Asked] = once(event, "asked_of_people", lambda: asked_at(event))
        return found

    def rebind(self, values: Mapping[str, str]) -> bool:
        """Bind the form to other values; return whether they are right."""
        self.data, self.is_bound = dict(values), True
        self._errors: Any = None
        self._bound_fields_cache: dict[str, Any] = {}
        return self.is_valid()

    def clean_email(self) -> str:
        """Take the address as it is: a likely mistake is pointed out beside the row."""
        return str(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        """Settle the category and the way of taking part where there is no choice."""
        values = super().clean()
        category: Category | None = values.get("category") or self.only
        if category is None and "category" not in self.errors:
            self.add_error("category", _("Choose a category."))
        if category:
            values["category"] = category
            values["mode"] = category.only_mode or values.get("mode") or Mode.IN_PERSON
        return values

    @property
    def shown_fields(self) -> list[Any]:
        """The bound fields of the table's columns."""
        return [self[name] for name in SHOWN if name in self.fields]

    @property
    def more_fields(self) -> list[Any]:
        """The bound fields that a file filled, or got wrong."""
        return [self[name] for name in MORE if name in self.fields and (self[name].value() or self[name].errors)]
