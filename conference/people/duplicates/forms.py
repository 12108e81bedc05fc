"""Which values of two persons stay."""

from typing import Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import Country

from conference.core.forms import Form
from conference.core.text.languages import language_names
from conference.people.duplicates.services import CHOSEN, value_of
from conference.people.models import Person

KEPT, GONE = "kept", "gone"
LABELS: Final = {"name": pgettext_lazy("of a person", "Name"), "organisation": _("Organisation")}


class MergePeopleForm(Form):
    """For each field in which two persons differ, which of the two values stays; the fuller one is proposed."""

    def __init__(self, *args: Any, kept: Person, gone: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed: list[tuple[Any, str]] = []
        for name in CHOSEN:
            mine, theirs = value_of(kept, name), value_of(gone, name)
            label = LABELS.get(name) or capfirst(str(Person._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
            if not mine or not theirs or str(mine) == str(theirs):
                self.agreed += [(label, shown(name, mine or theirs))] if mine or theirs else []
                continue
            choices = [(KEPT, shown(name, mine)), (GONE, shown(name, theirs))]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=KEPT, widget=forms.RadioSelect)

    def taken(self) -> list[str]:
        """Return the fields whose value comes from whom goes."""
        return [name for name, value in self.cleaned_data.items() if value == GONE]


def shown(name: str, value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, Country):
        return str(value.name)
    if name in {"spoken_languages", "language"}:
        return language_names(value if isinstance(value, list) else [value])
    return str(_("a photograph")) if name == "photo" else str(value)
