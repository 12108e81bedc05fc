"""The form of a condition: lines that read "and / or — this answer — is so / is not so"."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from conference.core.forms import KeepsTyped
from conference.core.text.localized import localized
from conference.events.models import Event
from conference.registration.choices import Mode
from conference.registration.models import Category
from conference.registration.questions.choices import Kind, Test, YesNo
from conference.registration.questions.conditions import CATEGORY, MODE, Condition, Term
from conference.registration.questions.models import Question, Section
from conference.registration.questions.queries import questionnaire_of

MOST_TERMS: Final = 30
NAME_LENGTH: Final = 60
Options = list[tuple[str, str]]


class TermForm(KeepsTyped, forms.Form):
    """One test of one earlier answer; an empty one is left out."""

    use_required_attribute = False

    joiner = forms.ChoiceField(
        label=gettext_lazy("Joined by"),
        choices=(("and", pgettext_lazy("condition", "and")), ("or", pgettext_lazy("condition", "or"))),
        required=False,
    )
    what = forms.ChoiceField(label=gettext_lazy("Answer"), required=False)
    is_not = forms.ChoiceField(
        label=gettext_lazy("Holds when"),
        choices=(("", gettext_lazy("it is so")), ("not", gettext_lazy("it is not so"))),
        required=False,
    )
    number = forms.DecimalField(
        label=gettext_lazy("Number"),
        required=False,
        localize=True,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what: Any = self.fields["what"]
        what.choices = [("", "—"), *options]

    def clean(self) -> dict[str, Any]:
        """Ask for the number that an answer is compared with."""
        values: dict[str, Any] = super().clean() or {}
        needs_number = values.get("what", "").partition(":")[2] in {Test.LEAST, Test.MOST}
        if needs_number and values.get("number") is None and "number" not in self.errors:
            self.add_error("number", ValidationError(_("Write the number to compare with.")))
        return values

    def term(self) -> Term | None:
        """Return the test, None for an empty line."""
        values = self.cleaned_data
        code, _colon, rest = values.get("what", "").partition(":")
        if not code:
            return None
        test, _colon, value = rest.partition(":")
        if test in {Test.LEAST, Test.MOST}:
            value = format(values["number"].normalize(), "f")
        term = Term(on=code, test=test, value=value)
        return Term(**term, is_not=True) if values.get("is_not") else term


class TermForms:
    """A condition as a set of forms."""

    def __init__(self, data: Any, *, event: Event, of: Question | Section) -> None:
        kwargs = {"options": options_before(event, of)}
        self.forms: BaseFormSet[TermForm] = _TermFormSet(
            data, prefix="terms", initial=_initial(of.condition), form_kwargs=kwargs
        )

    def condition(self) -> Condition:
        """Return what the valid forms say: "or" begins a new group."""
        groups: Condition = []
        for form in self.forms:
            term = form.term()
            if term and groups and form.cleaned_data.get("joiner") != "or":
                groups[-1].append(term)
            elif term:
                groups.append([term])
        return groups


_TermFormSet = formset_factory(TermForm, extra=1, max_num=MOST_TERMS, absolute_max=MOST_TERMS, validate_max=True)


def options_before(event: Event, row: Question | Section) -> Options:
    """Return what a condition of `row` may ask about: category, participation, and the questions before it."""
    categories = [(f"{CATEGORY}:is:{one.code}", localized(one.name)) for one in Category.objects.filter(event=event)]
    modes = [(f"{MODE}:is:{value}", str(label)) for value, label in Mode.choices]
    options = [*_named(_("Category"), categories), *_named(_("Participation"), modes)]
    for part in questionnaire_of(event, only_asked=False):
        if isinstance(row, Section) and part.section and row.pk == part.section.pk:
            break
        for question in part.questions:
            if isinstance(row, Question) and row.pk == question.pk:
                return options
            options += _named(localized(question.label), _tests_of(question))
    return options


def _named(name: str, tests: Options) -> Options:
    """Say with each test what it asks about: a closed list shows the chosen line alone."""
    return [(value, f"{Truncator(name).chars(NAME_LENGTH)}: {label}") for value, label in tests]


def _tests_of(question: Question) -> Options:
    tests = []
    if question.has_choices:
        tests = [(f"{question.code}:is:{one.code}", localized(one.label)) for one in question.choices.all()]
    elif question.kind == Kind.YES_NO:
        tests = [(f"{question.code}:is:{value}", str(label)) for value, label in YesNo.choices]
    elif question.kind == Kind.NUMBER:
        tests = [(f"{question.code}:{Test.LEAST}", _("at least …")), (f"{question.code}:{Test.MOST}", _("at most …"))]
    return [*tests, (f"{question.code}:{Test.FILLED}", _("has been answered"))]


def _initial(condition: Condition) -> list[dict[str, Any]]:
    lines = []
    for group in condition:
        for number, term in enumerate(group):
            has_number = term["test"] in {Test.LEAST, Test.MOST}
            parts = [term["on"], term["test"], *([] if has_number or not term.get("value") else [term["value"]])]
            lines.append(
                {
                    "joiner": "and" if number else "or",
                    "what": ":".join(parts),
                    "is_not": "not" if term.get("is_not") else "",
                    "number": term.get("value") if has_number else None,
                }
            )
    return lines
