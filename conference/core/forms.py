"""The base of every form: keeps what was typed when the language changes, and answers robots without asking people."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nModelForm

from conference.core.languages import SWITCH_FIELD
from conference.core.text.cleaning import is_invisible, printable


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: what was sent, even when every field was left empty, or None."""
    return request.POST if request.method == "POST" else None


# Half-typed years reach us as 0002; databases and time zones end not far beyond these.
FIRST_YEAR, LAST_YEAR = 1900, 2200
MINUTE = timedelta(minutes=1)


def within_reason(value: date) -> None:
    """Refuse years that nobody means."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        message = _("Write a year between %(first)s and %(last)s.")
        raise ValidationError(message, code="year", params={"first": FIRST_YEAR, "last": LAST_YEAR})


def _with_any_number(field: Any, clean: Callable[[Any], Any], value: Any) -> Any:
    """Check a choice among rows; a key larger than SQLite's numbers is a wrong choice like any other."""
    try:
        return clean(value)
    except OverflowError as fault:
        text = field.error_messages["invalid_choice"]
        raise ValidationError(text, code="invalid_choice", params={"value": value}) from fault


class KeepsTyped(forms.BaseForm):
    """A form that was sent only to change the page's language shows what was typed and complains about nothing.

    Texts lose their control characters, dates must be ones that people mean.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(within_reason)
            if isinstance(field, forms.ModelChoiceField):
                field.clean = partial(_with_any_number, field, field.clean)  # type: ignore[method-assign]

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own hook, unknown to its stubs
        for name, value in list(self.cleaned_data.items()):
            self.cleaned_data[name] = printable(value)
            field = self.fields.get(name)  # a field's own check may have added a value beside its own
            if field and field.required and isinstance(value, str) and is_invisible(self.cleaned_data[name]):
                self.add_error(name, ValidationError(field.error_messages["required"], code="required"))

    @property
    def is_language_switch(self) -> bool:
        """Whether the button pressed was one of the language switch."""
        return self.is_bound and bool(self.data.get(SWITCH_FIELD))

    def full_clean(self) -> None:
        """Skip all checks while the language is being changed."""
        super().full_clean()
        if self.is_language_switch:
            self._errors = forms.utils.ErrorDict()

    def is_valid(self) -> bool:
        """Return False for a change of language: nothing is to be saved."""
        return not self.is_language_switch and super().is_valid()


class Form(KeepsTyped, forms.Form):
    """A plain form."""


class ModelForm(KeepsTyped, forms.ModelForm):  # type: ignore[type-arg]
    """A form of a model."""


class TranslatedModelForm(KeepsTyped, I18nModelForm):  # type: ignore[misc]
    """A form of a model with texts in several languages."""


class LastMinuteField(forms.DateTimeField):
    """A deadline as people say it: the last minute in which it is kept. Stored is the moment after that minute."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the field: of a stored moment the minute before it."""
        return super().prepare_value(value - MINUTE if isinstance(value, datetime) else value)

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment after the minute that was typed."""
        typed = super().to_python(value)
        return typed + MINUTE if typed else None


class Honeypot(forms.Form):
    """A field that people do not see and robots fill in; the word is harmless to password managers."""

    fax_number = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_fax_number(self) -> str:
        """Refuse whoever filled it."""
        if self.cleaned_data.get("fax_number"):
            raise ValidationError(_("This looks like an automatic entry. Leave the hidden field empty and send again."))
        return ""


def apply_errors(form: Any, error: ValidationError) -> None:
    """Put what a service or a constraint refused next to the form's fields, or above them when it names none."""
    form.add_error(None, error)
