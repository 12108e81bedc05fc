"""Forms of delegations: announced by the head, changed and decided by the team."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conference.core.forms import Form, Honeypot, LastMinuteField, TranslatedModelForm
from conference.core.imports import ImportRefusedError
from conference.core.sheets import MOST_BYTES
from conference.core.text.localized import localized
from conference.delegations.choices import MOST_PEOPLE
from conference.delegations.models import Delegation, DelegationSettings
from conference.events.models import Event
from conference.people.choices import ASKABLE, Asked
from conference.people.forms.person import WhoForm
from conference.registration.models import Category

OF_THE_HEAD: Final = ("family_name", "given_name", "patronymic", "post", "email", "phone")
OF_THE_INSTITUTION: Final = ("organisation", "country", "region", "town", "size")


class HeadForm(WhoForm):
    """Who speaks for a delegation."""

    ASKED: Mapping[str, Asked] = dict.fromkeys(("patronymic", "phone", "post"), Asked.OPTIONAL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("The link to the page of the delegation goes there.")

    def asked(self, event: Event) -> Mapping[str, Asked]:
        """Return the few things that a head is asked, whatever the event asks of guests."""
        return dict.fromkeys(ASKABLE, Asked.HIDDEN) | dict(self.ASKED)

    @property
    def head(self) -> dict[str, Any]:
        """What was typed of the head, as fields of Person."""
        return {name: self.cleaned_data[name] for name in OF_THE_HEAD}

    @property
    def head_fields(self) -> list[Any]:
        """The bound fields about the head."""
        return [self[name] for name in OF_THE_HEAD]


class TeamDelegationForm(HeadForm):
    """A delegation that the team adds: the institution and its head."""

    ASKED = {
        **HeadForm.ASKED,
        "organisation": Asked.REQUIRED,
        "country": Asked.REQUIRED,
        "region": Asked.OPTIONAL,
        "town": Asked.OPTIONAL,
    }
    size = forms.IntegerField(label=_("How many people you expect"), required=False, min_value=1, max_value=MOST_PEOPLE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = pgettext_lazy("of an organisation", "Name")
        self.order_fields(OF_THE_INSTITUTION)  # as the page shows them: so stands what is wrong

    @property
    def institution_fields(self) -> list[Any]:
        """The bound fields about the institution."""
        return [self[name] for name in OF_THE_INSTITUTION]

    @property
    def institution(self) -> dict[str, str]:
        """What was typed of the institution."""
        typed = self.cleaned_data
        more = {name: typed[name] for name in ("country", "region", "town")}
        return {"name": typed["organisation"], "code": typed["organisation_code"], **more}


class AnnouncementForm(Honeypot, TeamDelegationForm):
    """A delegation that its head announces."""

    takes_part = forms.BooleanField(label=_("I take part myself"), required=False, initial=True)
    note = forms.CharField(
        label=_("A word to the organisers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agrees = forms.BooleanField(
        label=_("The people whom I name know of it. Each of them is asked for their own consent in a letter."),
        error_messages={"required": _("Without their knowledge you may not name people here.")},
    )


class SettingsForm(TranslatedModelForm):
    """Whether institutions may announce delegations, and what one may do."""

    members_until = LastMinuteField(
        label=_("Members may be added and replaced until"),
        required=False,
        help_text=_("Empty: as long as registration is open."),
    )

    class Meta:
        model = DelegationSettings
        fields = ("is_on", "intro", "needs_approval", "places", "categories", "members_until")
        widgets = {"categories": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["categories"]
        field.queryset = Category.objects.filter(event=event)
        field.label_from_instance = lambda category: localized(category.name)


class LimitsForm(Form):
    """How many may come with a delegation, in all and by category."""

    capacity = forms.IntegerField(
        label=_("Places for the delegation"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Empty: without limit."),
    )
    note = forms.CharField(
        label=_("A word to the organisers"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, delegation: Delegation, categories: Sequence[Category], **kwargs: Any) -> None:
        limits = {row.category_id: row.capacity for row in delegation.allotments.all()}
        initial = {"capacity": delegation.capacity, "note": delegation.note}
        initial |= {f"allotment_{row.code}": limits.get(row.pk) for row in categories}
        super().__init__(*args, initial=initial, **kwargs)
        self.categories = categories
        for category in categories:
            self.fields[f"allotment_{category.code}"] = forms.IntegerField(
                label=localized(category.name), required=False, min_value=0, max_value=MOST_PEOPLE
            )

    @property
    def allotments(self) -> dict[Category, int | None]:
        """The limits by category."""
        return {row: self.cleaned_data[f"allotment_{row.code}"] for row in self.categories}

    @property
    def allotment_fields(self) -> list[Any]:
        """The bound fields of the categories."""
        return [self[f"allotment_{row.code}"] for row in self.categories]


class DecisionForm(Form):
    """Why a delegation is not admitted, or withdrawn."""

    reason = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the letter."),
    )


class AddressForm(Form):
    """Where letters to a member go."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class UploadForm(Form):
    """A file with people."""

    file = forms.FileField(
        label=_("List as XLSX or CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file.")},
    )

    def clean_file(self) -> bytes:
        """Return what is in the file."""
        data: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return data

    def refuse(self, fault: ImportRefusedError) -> None:
        """Say what is wrong with the file, beside the field."""
        self.add_error("file", ValidationError(str(fault)))
