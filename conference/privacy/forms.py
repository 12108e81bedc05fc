"""What the team decides about personal data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form, ModelForm
from conference.privacy.models import PrivacySettings


class SettingsForm(ModelForm):
    """How long data are kept."""

    class Meta:
        model = PrivacySettings
        fields = ("keep_months",)
        widgets = {"keep_months": forms.NumberInput(attrs={"min": 1, "max": 120, "inputmode": "numeric"})}


class RefusalForm(Form):
    """Why a request is refused."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The guest reads it: by which law or contract the data must be kept, and for how long."),
        error_messages={"required": _("Say why: the guest has a right to know.")},
    )
