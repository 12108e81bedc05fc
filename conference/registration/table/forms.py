"""Forms of the table: a view's name, and what an action on many registrations needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.core.forms import Form
from conference.registration.models import Category
from conference.registration.table.choices import WITH_REASON, Action


class ViewForm(Form):
    """Name and reach of a saved view."""

    name = forms.CharField(label=_("Name of the view"), max_length=80)
    is_shared = forms.BooleanField(label=_("For the whole team of the event"), required=False)
    is_default = forms.BooleanField(label=_("Opens first for me"), required=False)


class BatchForm(Form):
    """What the action needs besides the registrations."""

    category = forms.ModelChoiceField(
        label=_("New category"),
        queryset=Category.objects.none(),
        to_field_name="code",
        empty_label=None,
        error_messages={"required": _("Choose a category.")},
    )
    mark = forms.CharField(
        label=_("Mark"), max_length=60, help_text=_("A word by which you find these registrations again.")
    )
    reason = forms.CharField(
        label=_("A word to the guests"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the letter, as you write it: for instance why."),
    )

    def __init__(self, *args: Any, action: str, categories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        if action != Action.CATEGORY:
            del self.fields["category"]
        if action not in {Action.MARK, Action.UNMARK}:
            del self.fields["mark"]
        if action not in WITH_REASON:
            del self.fields["reason"]

    @property
    def params(self) -> dict[str, str]:
        """What is kept with the action."""
        values = {name: self.cleaned_data[name] for name in ("category", "mark") if name in self.cleaned_data}
        return {name: str(getattr(value, "code", value)) for name, value in values.items()}
