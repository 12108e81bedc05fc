"""Decisions of the team about who applied or waits."""

from collections.abc import Hashable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form
from conference.registration.models import Registration

DECISIONS = [("admit", _("Admit")), ("wait", _("Put on the waiting list")), ("decline", _("Do not admit"))]


class DecisionForm(Form):
    """One decision for all who are ticked, with a word for them."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=Registration.objects.none(),
        to_field_name="code",
        error_messages={"required": _("Tick at least one application.")},
    )
    decision = forms.ChoiceField(choices=DECISIONS, error_messages={"required": _("Choose a decision.")})
    reason = forms.CharField(
        label=_("A word to the guests"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the letter, as you write it: for instance why."),
    )

    def __init__(self, *args: Any, registrations: QuerySet[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = registrations  # type: ignore[attr-defined]


class MorePlacesForm(Form):
    """Places that there are not: a number for each category and quota that is limited."""

    def __init__(self, *args: Any, names: Mapping[tuple[str, int], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = {f"more_{kind}_{pk}": (kind, pk) for kind, pk in names}
        for name, key in self._keys.items():
            self.fields[name] = forms.IntegerField(label=names[key], required=False, min_value=0, max_value=10_000)

    def more(self) -> dict[Hashable, int]:
        """Return the numbers by what is limited."""
        return {key: self.cleaned_data.get(name) or 0 for name, key in self._keys.items()}
