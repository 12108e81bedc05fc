"""Forms of the badges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conference.badges.models import BadgeDesign
from conference.badges.queries import categories
from conference.badges.services.designs import DESIGN_FIELDS
from conference.core.forms import Form, ModelForm
from conference.events.models import Event
from conference.registration.models import Category


class DesignForm(ModelForm):
    """How the badges look."""

    class Meta:
        model = BadgeDesign
        fields = DESIGN_FIELDS
        widgets = {"paper": forms.RadioSelect}
        labels = {"language": _("Language of the badge"), "second_language": _("Second language of the category")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        second: Any = self.fields["second_language"]
        second.choices = [("", _("none")), *[choice for choice in second.choices if choice[0]]]


class CategoryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A category with the number of its badges."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and number."""
        return f"{obj} ({obj.badge_count})"


class PrintForm(Form):
    """Which badges to print."""

    category = CategoryChoice(queryset=None, required=False, label=_("Category"), to_field_name="code")
    only_new = forms.BooleanField(
        label=_("Only those not printed yet"),
        help_text=_("And those whose name, organisation or category has changed since."),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["category"]
        field.queryset, field.empty_label = categories(event), _("All categories")

    @property
    def category_code(self) -> str:
        """The code of the category chosen, "" for all."""
        chosen: Category | None = self.cleaned_data["category"]
        return chosen.code if chosen else ""
