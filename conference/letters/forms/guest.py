"""What a guest fills in to ask for a letter."""

import re
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from conference.core import clock
from conference.core.forms import Form
from conference.letters.frozen import PassportData
from conference.letters.queries import erasure_day, offered_languages, template_for
from conference.people.names import validate_latin
from conference.registration.models import Registration

NUMBER = re.compile(r"[A-Z0-9]{5,20}")
# So long after the stay a passport has to be valid for many consulates (usually three to six months).
USUALLY_VALID_FOR = timedelta(days=183)
OLDEST = 120  # years
PASSPORT_FIELDS = ("surname", "given_names", "number", "nationality", "born_on", "issued_on", "expires_on")


class LetterForm(Form):
    """In which language, and to whom it is addressed."""

    language = forms.ChoiceField(
        label=_("Language of the letter"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    addressee = forms.CharField(
        label=_("To whom it will be presented"),
        required=False,
        max_length=300,
        help_text=_("For example the consulate or your institution, in the language of the letter."),
    )

    def __init__(self, *args: Any, registration: Registration, kind: str, **kwargs: Any) -> None:
        self.registration, self.event, self.kind = registration, registration.event, kind
        super().__init__(*args, **kwargs)
        offered = offered_languages(self.event, kind, self.countries())
        field = cast(forms.ChoiceField, self.fields["language"])
        field.choices = [(code, name) for code, name in settings.LANGUAGES if code in offered]
        own = registration.person.language
        field.initial = own if own in offered else next(iter(offered), "")

    def countries(self) -> list[str] | None:
        """Return the countries by which templates are chosen; None where the form itself asks for the country."""
        return [str(self.registration.person.country)]

    def passport(self) -> PassportData | None:
        """Return the passport's data, where the letter tells of one."""
        return None


class VisaForm(LetterForm):
    """A visa letter: the passport besides."""

    surname = forms.CharField(
        label=_("Surname"),
        max_length=60,
        validators=[validate_latin],
        help_text=_("In Latin letters, exactly as in the passport. Who has a single name writes it here."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    given_names = forms.CharField(
        label=_("Given names"),
        required=False,
        max_length=60,
        validators=[validate_latin],
        help_text=_("In Latin letters, exactly as in the passport."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    number = forms.CharField(
        label=_("Passport number"),
        max_length=24,
        help_text=_("With its series, for example N01234567."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nationality = forms.ChoiceField(label=_("Citizenship"), error_messages={"required": _("Choose a country.")})
    born_on = forms.DateField(label=_("Date of birth"))
    issued_on = forms.DateField(label=_("Date of issue"))
    expires_on = forms.DateField(label=_("Date of expiry"))
    expiry_kept = forms.CharField(required=False, widget=forms.HiddenInput)  # the date that was doubted before
    consent = forms.BooleanField(error_messages={"required": _("Without it we cannot write the letter.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(forms.ChoiceField, self.fields["nationality"])
        chosen.choices = [("", gettext("Choose a country")), *countries]
        for name in ("born_on", "issued_on", "expires_on"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
        told = gettext("I agree that the organiser keeps these passport data under seal for the letter until %(day)s.")
        self.fields["consent"].label = told % {"day": clock.day(erasure_day(self.event))}

    def countries(self) -> list[str] | None:
        """The citizenship is asked for here."""
        return None

    def clean_surname(self) -> str:
        """Write the name as the passport does."""
        return _as_in_passport(self.cleaned_data["surname"])

    def clean_given_names(self) -> str:
        """Write the name as the passport does."""
        return _as_in_passport(self.cleaned_data["given_names"])

    def clean_number(self) -> str:
        """Take out spaces and the sign of a number; letters are Latin ones."""
        number = re.sub(r"[\s№-]", "", self.cleaned_data["number"]).upper()
        if not NUMBER.fullmatch(number):
            raise ValidationError(_("Latin letters and digits, as in the passport: N01234567."), code="number")
        return number

    def clean_born_on(self) -> date:
        """Refuse who is not born yet, and who would be older than anybody."""
        born, today = self.cleaned_data["born_on"], self.event.today
        if not today.year - OLDEST <= born.year or born >= today:
            raise ValidationError(_("This cannot be a date of birth."), code="born")
        return cast(date, born)

    def clean_issued_on(self) -> date:
        """Refuse a passport that is not issued yet."""
        issued: date = self.cleaned_data["issued_on"]
        if issued > self.event.today:
            raise ValidationError(_("This date is still to come."), code="issued")
        return issued

    def clean_expires_on(self) -> date:
        """Refuse a passport that ends before the event does; doubt once one that ends soon after it."""
        expires: date = self.cleaned_data["expires_on"]
        ends = self.event.ends_on
        if expires <= ends:
            text = _("The passport expires before the event is over (%(day)s). Ask for the letter with a new one.")
            raise ValidationError(text, code="expired", params={"day": clock.day(ends)})
        if expires < ends + USUALLY_VALID_FOR and self.data.get("expiry_kept") != expires.isoformat():
            self.data = {**self.data.dict(), "expiry_kept": expires.isoformat()} if hasattr(self.data, "dict") else {}
            text = _(
                "Many consulates want a passport valid for six months longer. If the date is right, send it again."
            )
            raise ValidationError(text, code="expires_soon")
        return expires

    def clean(self) -> dict[str, Any]:
        """Compare the dates, and see whether there is a letter for this citizenship in this language."""
        values: dict[str, Any] = super().clean() or {}
        born, issued, expires = (values.get(name) for name in ("born_on", "issued_on", "expires_on"))
        if born and issued and issued < born:
            self.add_error("issued_on", _("A passport is issued after its holder is born."))
        elif issued and expires and expires <= issued:
            self.add_error("expires_on", _("A passport expires after it is issued."))
        self._find_template(values.get("language", ""), values.get("nationality", ""))
        return values

    def _find_template(self, language: str, country: str) -> None:
        if not (language and country):
            return
        if template_for(self.event, kind=self.kind, language=language, country=country) is None:
            self.add_error("language", _("For this citizenship there is no letter in this language."))

    def passport(self) -> PassportData:
        """Return the passport's data."""
        return PassportData(**{name: self.cleaned_data[name] for name in PASSPORT_FIELDS})


def _as_in_passport(name: str) -> str:
    return " ".join(name.split()).upper()
