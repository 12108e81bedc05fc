"""Forms of the event and its team."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form, TranslatedModelForm
from conference.core.public_address import KeepsAddress
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.services import EVENT_FIELDS


class EventForm(KeepsAddress, TranslatedModelForm):
    """Everything about an event that its owner decides."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of the event"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Event
        fields = EVENT_FIELDS
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "accent": forms.RadioSelect,
        }
        help_texts = {
            "slug": _("Latin letters, digits and hyphens: the last part of the event's address."),
            "theme": _("One sentence, shown under the name."),
            "about": _("Markdown: **bold**, lists, links."),
            "timezone": _("For example Asia/Almaty or Europe/Moscow."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].require_all_fields = False  # type: ignore[attr-defined]


class MemberForm(Form):
    """Somebody new in the team."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=[("", "———"), *Role.choices])
