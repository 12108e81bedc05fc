"""The list of authors in a form: one after another, each can be added, removed and moved without scripts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from conference.core.forms import KeepsTyped, ModelForm

AUTHORS = "authors"  # the formset's prefix, and the name of the buttons that add, remove and move


class KeepsAuthors(KeepsTyped):
    """Says nothing while authors are being added, removed or moved: then, too, nothing is to be saved."""

    @property
    def is_language_switch(self) -> bool:
        """Whether the button pressed only changes how the form looks."""
        return super().is_language_switch or (self.is_bound and bool(self.data.get(AUTHORS)))


class NamedAuthorForm(KeepsAuthors, ModelForm):
    """One author; `NOT_ALONE` are fields that say nothing about somebody of whom nothing else is known."""

    use_required_attribute = False
    NOT_ALONE: ClassVar[frozenset[str]] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.cleaned_data.get(name) for name in self.fields if name not in self.NOT_ALONE)


class RowFault(NamedTuple):
    """A complaint, the input that it is about, and whose it is."""

    input: str
    text: str


if TYPE_CHECKING:
    _FormSet = BaseFormSet[NamedAuthorForm]
else:
    _FormSet = BaseFormSet


class NamedAuthorForms(_FormSet):
    """All authors, in the order in which they stand on the page."""

    def authors(self) -> list[Any]:
        """Return what was typed, without empty rows."""
        return [form.instance for form in self.forms if not form.is_blank]

    def faults(self) -> Iterator[RowFault]:
        """Yield every complaint with the author it is about, for the summary at the top."""
        for message in self.non_form_errors():
            yield RowFault(AUTHORS, str(message))
        for number, form in enumerate(self.forms, start=1):
            for name, errors in form.errors.items():
                field = form[name] if name in form.fields else None
                for message in errors:
                    values = {"number": number, "field": field.label if field else "", "message": message}
                    text = _("Author %(number)s, %(field)s: %(message)s") if field else "%(message)s"
                    yield RowFault(field.id_for_label if field else AUTHORS, text % values)


def rows_of(authors: Sequence[Any]) -> list[dict[str, Any]]:
    """Return authors as the formset's initial rows."""
    return [author.values() for author in authors]


def typed_in(request: HttpRequest, names: Sequence[str], most: int) -> QueryDict | None:
    """Return the posted form, rearranged where a button of the list was pressed; None when nothing was posted."""
    if request.method != "POST":
        return None
    return rearranged(request.POST, names, most) if request.POST.get(AUTHORS) else request.POST


def rearranged(data: QueryDict, names: Sequence[str], most: int) -> QueryDict:
    """Return the posted form as the pressed button changes it: `add`, or `remove:0`, `up:1`, `down:0`."""
    typed = data.get(f"{AUTHORS}-TOTAL_FORMS", "")
    total = min(int(typed), most) if typed.isdecimal() else 0
    rows = [{name: data.get(f"{AUTHORS}-{number}-{name}", "") for name in names} for number in range(total)]
    action, _colon, where = data.get(AUTHORS, "").partition(":")
    number = int(where) if where.isdecimal() else -1
    if action == "add" and len(rows) < most:
        rows.append(dict.fromkeys(names, ""))
    elif action == "remove" and 0 <= number < len(rows):
        del rows[number]
    elif action in {"up", "down"} and 0 <= number < len(rows):
        target = max(0, min(len(rows) - 1, number + (1 if action == "down" else -1)))
        rows.insert(target, rows.pop(number))
    changed = data.copy()
    for key in [key for key in changed if key.startswith(f"{AUTHORS}-")]:
        del changed[key]
    changed[f"{AUTHORS}-TOTAL_FORMS"] = str(len(rows))
    changed[f"{AUTHORS}-INITIAL_FORMS"] = "0"
    for position, row in enumerate(rows):
        changed.update({f"{AUTHORS}-{position}-{name}": value for name, value in row.items() if value})
    return changed
