"""The guest's later steps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form, Honeypot
from conference.core.text.localized import localized
from conference.registration.availability import is_full, places_in_words
from conference.registration.choices import Mode, Visibility, Ways
from conference.registration.consents.forms import Consents
from conference.registration.consents.models import ConsentVersion
from conference.registration.models import AccessCode, Category
from conference.registration.questions.forms.answering import QuestionsForm


class CategorySelect(forms.RadioSelect):
    """Radio buttons of categories, full ones greyed out where nobody may wait."""

    may_wait = False

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Disable the choice of a category without free places, unless it is the guest's own.

        A category with one way to take part says so: the page then asks for none (forms.css).
        """
        option = super().create_option(name, value, label, *args, **kwargs)
        category = getattr(value, "instance", None)
        if category is None:
            return option
        if is_full(category) and not self.may_wait and not option["selected"]:
            option["attrs"]["disabled"] = True
        if category.only_mode:
            option["attrs"]["data-mode"] = str(category.only_mode)
        return option


class OfferedCategories(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """The categories of the field as choices."""

    def __iter__(self) -> Any:
        """Yield code and words of each."""
        return (self.choice(category) for category in cast(CategoryField, self.field).offered)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(cast(CategoryField, self.field).offered)

    def __bool__(self) -> bool:
        """Whether there is one."""
        return len(self) > 0


class CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Categories by their code, with the places left: those `offered`, read once for all that a page asks of them."""

    widget = CategorySelect
    iterator = OfferedCategories
    offered: Sequence[Category] = ()
    notes: Mapping[int, str] = {}

    def to_python(self, value: Any) -> Category | None:
        """Return the category with this code. Raises ValidationError for one that is not offered."""
        if value in self.empty_values:
            return None
        code = value.code if isinstance(value, Category) else value
        found = next((category for category in self.offered if category.code == code), None)
        if found is None:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": value})
        return found

    def label_from_instance(self, obj: Any) -> str:
        """Return name, description, the one way to take part if there is one, places, and notes such as a price."""
        parts = [localized(obj.name), localized(obj.description)]
        if obj.only_mode:
            parts.append(obj.get_ways_display().lower())
        parts.append(places_in_words(obj, may_wait=cast(CategorySelect, self.widget).may_wait))
        parts.append(self.notes.get(obj.pk, ""))
        return " · ".join(filter(None, parts))


class ParticipationForm(Form):
    """Step 2: as what and how."""

    code = forms.CharField(
        label=_("Access code"),
        required=False,
        max_length=40,
        help_text=_("If you were given one: it opens further categories."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
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

    def __init__(
        self,
        *args: Any,
        categories: Iterable[Category],
        code: AccessCode | None = None,
        asks_code: bool = False,
        may_wait: bool = False,
        notes: Mapping[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.access_code = code
        field = cast(CategoryField, self.fields["category"])
        field.offered, field.notes = list(categories), notes or {}
        cast(CategorySelect, field.widget).may_wait = may_wait
        if not asks_code:
            del self.fields["code"]
        if not any(category.ways == Ways.EITHER for category in field.offered):
            del self.fields["mode"]

    def clean_code(self) -> str:
        """Refuse a code that opens nothing, next to its field."""
        typed: str = self.cleaned_data["code"]
        if typed and (self.access_code is None or not self.access_code.is_valid):
            raise ValidationError(gettext("This code opens nothing here. Check it, or go on without one."))
        if self.access_code and self.access_code.places_left == 0:
            raise ValidationError(gettext("This code has been used as often as it may be. Ask who gave it to you."))
        return typed

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
