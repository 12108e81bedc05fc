"""Decisions of the team about wishes of guests."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form
from conference.registration.moderation.models import ChangeRequest

DECISIONS = [("agree", _("Agree")), ("decline", _("Decline"))]


class DecisionForm(Form):
    """One decision for all that are ticked, with a word for the guests who are refused.

    `anyway` names those that are carried out although the registration was changed meanwhile.
    """

    chosen = forms.ModelMultipleChoiceField(
        queryset=ChangeRequest.objects.none(),
        to_field_name="code",
        error_messages={"required": _("Tick at least one wish.")},
    )
    decision = forms.ChoiceField(choices=DECISIONS, error_messages={"required": _("Choose a decision.")})
    reason = forms.CharField(
        label=_("Why not"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only for those that are declined. It stands in the letter, as you write it."),
    )
    anyway = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, requests: QuerySet[ChangeRequest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = requests  # type: ignore[attr-defined]
        self.fields["anyway"].choices = [(code, code) for code in requests.values_list("code", flat=True)]  # type: ignore[attr-defined]
