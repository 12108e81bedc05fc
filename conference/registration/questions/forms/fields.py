"""The form field of each kind of question."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from phonenumber_field.formfields import PhoneNumberField

from conference.core.text.cleaning import printable
from conference.core.text.localized import localized
from conference.core.uploads import clean_document
from conference.registration.questions.choices import Kind, YesNo
from conference.registration.questions.models import Choice, Question

LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 5000


def label_of(choice: Choice) -> str:
    """Return a choice's words, with how many places are left where they are counted."""
    label = localized(choice.label)
    if choice.places_left is None:
        return label
    if choice.places_left <= 0:
        return " · ".join((label, gettext("no places left")))
    left = ngettext("%(n)s place left", "%(n)s places left", choice.places_left) % {"n": choice.places_left}
    return f"{label} · {left}"


class Choices:
    """Mixed into the widgets of choices: greys out what is full, unless the guest holds it."""

    full: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Disable an option without free places."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        if str(value) in self.full and not option["selected"]:
            option["attrs"]["disabled"] = True
        return option


class OneChoice(Choices, forms.RadioSelect):
    """Radio buttons."""


class ManyChoices(Choices, forms.CheckboxSelectMultiple):
    """Boxes to tick."""


def _line(question: Question) -> forms.Field:
    return forms.CharField(max_length=LONGEST_LINE)


def _long_text(question: Question) -> forms.Field:
    return forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))


def _number(question: Question) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(
        min_value=question.minimum,
        max_value=question.maximum,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=widget,
    )


def _date(question: Question) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _yes_no(question: Question) -> forms.Field:
    return forms.ChoiceField(choices=YesNo.choices, widget=forms.RadioSelect)


def _country(question: Question) -> forms.Field:
    return forms.ChoiceField(choices=lambda: [("", gettext("Choose a country")), *countries])


def _phone(question: Question) -> forms.Field:
    wrong = _("Write the number with the country code: +7 701 123 45 67.")
    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})
    field: forms.Field = PhoneNumberField(error_messages={"invalid": wrong}, widget=widget)
    return field


class DocumentField(forms.FileField):
    """A PDF file or a picture, judged by its content and written anew; it keeps the name that the guest knows."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the cleaned file with `original_name`, or what a file field returns without one."""
        sent = super().clean(data, initial)
        if not sent or not hasattr(sent, "read"):
            return sent
        cleaned: Any = clean_document(sent)
        cleaned.original_name = printable(sent.name)[:150]
        return cleaned


def _file(question: Question) -> forms.Field:
    widget = forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png,image/webp"})
    return DocumentField(widget=widget, max_length=255)


def _choice(question: Question) -> forms.Field:
    offered = list(question.choices.all())
    is_many = question.kind == Kind.MANY
    widget = ManyChoices() if is_many else OneChoice()
    widget.full = frozenset(one.code for one in offered if one.places_left is not None and one.places_left <= 0)
    kind: Any = forms.MultipleChoiceField if is_many else forms.ChoiceField
    field: forms.Field = kind(choices=[(one.code, label_of(one)) for one in offered], widget=widget)
    return field


BUILDERS: Final[dict[str, Callable[[Question], forms.Field]]] = {
    Kind.TEXT: _line,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.COUNTRY: _country,
    Kind.PHONE: _phone,
    Kind.FILE: _file,
    Kind.CHOICE: _choice,
    Kind.MANY: _choice,
}


def fields_of(question: Question) -> dict[str, forms.Field]:
    """Return the form fields of a question by name; a table has one field for each of its rows."""
    if question.kind == Kind.MATRIX:
        columns = [("", "—"), *((one.code, label_of(one)) for one in question.choices.all())]
        fields: dict[str, forms.Field] = {
            f"q_{question.code}_{row.code}": forms.ChoiceField(choices=columns, label=localized(row.label))
            for row in question.rows.all()
        }
    else:
        field = BUILDERS[question.kind](question)
        field.label, field.help_text = localized(question.label), localized(question.help_text)
        fields = {f"q_{question.code}": field}
    for field in fields.values():
        field.required = question.is_required
    return fields


def plain_value(value: Any) -> Any:
    """Return a cleaned value in its plain form (`answers.py`)."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if isinstance(value, list) else str(value or "")
