"""Forms in which the team writes sections, questions, their choices and conditions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextInput

from conference.core.forms import Form, KeepsTyped, TranslatedModelForm
from conference.core.text.localized import LANGUAGE_CODES, translations
from conference.events.models import Event
from conference.registration.models import Category
from conference.registration.questions.choices import WITH_CHOICES, Kind
from conference.registration.questions.forms.terms import TermForms
from conference.registration.questions.models import Question, Section

MOST_ROWS = 200


class SectionForm(TranslatedModelForm):
    """A section's heading and explanation."""

    class Meta:
        model = Section
        fields = ("title", "description")


class QuestionForm(TranslatedModelForm):
    """A question without its choices."""

    class Meta:
        model = Question
        fields = (
            "label", "help_text", "kind", "section", "is_required", "is_asked", "categories", "minimum", "maximum",
            "not_before",
        )  # fmt: skip
        widgets = {"categories": forms.CheckboxSelectMultiple}
        help_texts = {
            "is_asked": _("What was answered stays when it is no longer asked."),
            "categories": _("None ticked: everybody is asked."),
            "minimum": _("Of a question for a number."),
            "maximum": _("Of a question for a number."),
            "not_before": _("Of a question for a date: departure after arrival, for instance."),
        }

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = cast(Any, self.fields["section"])
        section.queryset, section.empty_label = Section.objects.filter(event=event), _("Under no heading")
        categories = cast(Any, self.fields["categories"])
        categories.queryset = Category.objects.filter(event=event)
        dates = cast(Any, self.fields["not_before"])
        dates.queryset = Question.objects.filter(event=event, kind=Kind.DATE).exclude(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """Leave bounds to questions for a number, and the order of dates to dates."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("kind") != Kind.NUMBER:
            values.update(minimum=None, maximum=None)
        if values.get("kind") != Kind.DATE:
            values["not_before"] = None
        return values


class LineForm(KeepsTyped, forms.Form):
    """One choice of a question, or one row of a table."""

    use_required_attribute = False

    code = forms.CharField(required=False, widget=forms.HiddenInput)
    label = I18nFormField(
        label=_("Answer"), required=False, widget=I18nTextInput, locales=list(LANGUAGE_CODES), max_length=200
    )
    capacity = forms.IntegerField(label=_("Places"), required=False, min_value=0, max_value=100_000)
    is_removed = forms.BooleanField(label=_("Remove"), required=False)

    @property
    def is_kept(self) -> bool:
        """Whether there is something and it is not to be removed."""
        values = self.cleaned_data
        return bool(translations(values.get("label"))) and not values.get("is_removed")


if TYPE_CHECKING:
    _FormSet = BaseFormSet[LineForm]
else:
    _FormSet = BaseFormSet


class _Lines(_FormSet):
    """The lines in their order, without empty ones."""

    def lines(self) -> list[dict[str, Any]]:
        """Return what services need of each line."""
        return [
            {name: form.cleaned_data.get(name) for name in ("code", "label", "capacity")}
            for form in self.forms
            if form.is_kept
        ]


LineForms = formset_factory(
    LineForm, formset=_Lines, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class QuestionEditor:
    """All forms of the page of one question, or, without choices and rows, of one section."""

    def __init__(self, data: Any, *, event: Event, instance: Question | Section) -> None:
        self.instance = instance
        is_question = isinstance(instance, Question)
        self.form: Any = (
            QuestionForm(data, instance=instance, event=event) if is_question else SectionForm(data, instance=instance)
        )
        self.choices: _Lines | None = None
        self.rows: _Lines | None = None
        if is_question:
            self.choices = cast(_Lines, LineForms(data, prefix="choices", initial=_lines_of(instance, "choices")))
            self.rows = cast(_Lines, LineForms(data, prefix="rows", initial=_lines_of(instance, "rows")))
        self.terms = TermForms(data, event=event, of=instance)

    def is_valid(self) -> bool:
        """Check all forms, and that there is something to choose from."""
        checked = [form.is_valid() for form in self._all()]
        if not all(checked):
            return False
        if self.choices is not None and self.rows is not None:
            kind = self.form.cleaned_data["kind"]
            if kind in WITH_CHOICES and not self.choices.lines():
                self.form.add_error("kind", _("Write the answers to choose from."))
            if kind == Kind.MATRIX and not self.rows.lines():
                self.form.add_error("kind", _("Write the rows of the table."))
        return not self.form.errors

    def values(self) -> dict[str, Any]:
        """Return what the service that saves takes."""
        found = {**self.form.cleaned_data, "condition": self.terms.condition()}
        if self.choices is not None and self.rows is not None:
            is_table = found["kind"] == Kind.MATRIX
            found.update(choices=self.choices.lines(), rows=self.rows.lines() if is_table else [])
        return found

    def _all(self) -> Iterator[Any]:
        yield from filter(None, (self.form, self.choices, self.rows, self.terms.forms))


def _lines_of(question: Any, name: str) -> list[dict[str, Any]]:
    if question.pk is None:
        return []
    lines = getattr(question, name).all()
    return [{"code": line.code, "label": line.label, "capacity": getattr(line, "capacity", None)} for line in lines]


class OrderForm(Form):
    """The order as the page's script or its buttons send it: `section:CODE question:CODE …`."""

    order = forms.CharField(max_length=20_000)

    def clean_order(self) -> list[tuple[str, str]]:
        """Return pairs of kind and code."""
        pairs = (word.partition(":") for word in self.cleaned_data["order"].split())
        return [(kind, code) for kind, _colon, code in pairs]
