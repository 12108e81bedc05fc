"""The questions as a form. What is not asked of this guest is neither demanded nor kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from conference.core.forms import Form
from conference.registration.models import Category
from conference.registration.questions.answers import Answers, Plain, said_by
from conference.registration.questions.choices import Kind
from conference.registration.questions.conditions import CATEGORY, MODE, holds
from conference.registration.questions.forms.fields import fields_of, plain_value
from conference.registration.questions.models import Choice, Question, Section
from conference.registration.questions.queries import Part, in_order, is_for


@dataclass
class AskedQuestion:
    """A question with its fields on the page, and the name of the file that was attached before."""

    question: Question
    fields: list[Any]
    categories: list[str]
    uploaded: str = ""

    @property
    def condition_json(self) -> str:
        """The condition for the script of the page."""
        return json.dumps(self.question.condition)


@dataclass
class AskedPart:
    """A section on the page."""

    section: Section | None
    questions: list[AskedQuestion] = field(default_factory=list)

    @property
    def condition_json(self) -> str:
        """The condition for the script of the page."""
        return json.dumps(self.section.condition if self.section else [])


class QuestionsForm(Form):
    """Every question that may concern a guest, in its order.

    `category` and `mode` are what the guest chose before; None where both stand on the same page, as the form
    `participation`: it knows which way of taking part a category leaves, whatever was ticked. `own` is what the guest
    answered so far, in its plain form; a file stays when no other is sent; `uploads` names the files by their codes.
    Who `is_registered` holds the places of their choices.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        parts: Sequence[Part],
        category: Category | None = None,
        mode: str | None = None,
        participation: Any = None,
        own: Answers | None = None,
        uploads: Mapping[str, str] | None = None,
        is_registered: bool = False,
        **kwargs: Any,
    ) -> None:
        self.own: Answers = own or {}
        self.uploads = uploads or {}
        self._held: Answers = self.own if is_registered else {}
        self.parts = [
            Part(part.section, [q for q in part.questions if category is None or is_for(q, category)]) for part in parts
        ]
        self._category, self._mode = category.code if category else None, mode
        self._participation = participation
        # Before the base looks at the fields, to which it adds checks of its own.
        self.base_fields = {**self._built_fields(), **type(self).base_fields}  # type: ignore[misc]
        initial = {**initial_from(self.parts, self.own), **(kwargs.pop("initial", None) or {})}
        super().__init__(data, files, initial=initial, **kwargs)

    @property
    def questions(self) -> list[Question]:
        """The questions of the form, whether they are asked of this guest or not."""
        return list(in_order(self.parts))

    def _built_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for question in in_order(self.parts):
            built = fields_of(question)
            if question.kind == Kind.FILE and self.own.get(question.code):
                built[f"q_{question.code}"].required = False  # the file sent before stays
            fields |= built
        return fields

    def clean(self) -> dict[str, Any]:
        """Drop what is not asked of this guest, with its complaints, and refuse choices without a free place."""
        values: dict[str, Any] = super().clean() or {}
        said = self._facts()
        self.answers: dict[str, Plain] = {}
        self.sent_files: dict[str, Any] = {}
        for part in self.parts:
            is_section_asked = part.section is None or holds(part.section.condition, said)
            for question in part.questions:
                names = list(fields_of(question))
                if is_section_asked and self._is_asked(question, said):
                    self._take(question, names, values)
                    said[question.code] = said_by(self.answers.get(question.code, ""))
                else:
                    for name in names:
                        self._errors.pop(name, None)
        self._refuse_early_dates()
        return values

    def _refuse_early_dates(self) -> None:
        """Refuse a date before the one that it may not be earlier than, where both are given."""
        dates = {question.pk: question for question in self.questions if question.kind == Kind.DATE}
        for question in dates.values():
            first = dates.get(question.not_before_id or 0)
            earliest = str(self.answers.get(first.code, "")) if first else ""
            if first and earliest > str(self.answers.get(question.code, earliest)):
                text = _("This is earlier than “%(name)s”.")
                self.add_error(f"q_{question.code}", ValidationError(text, params={"name": str(first)}))

    def asked(self) -> Iterator[AskedPart]:
        """Yield the parts with their bound fields, for the page."""
        for part in self.parts:
            shown = AskedPart(part.section)
            for question in part.questions:
                bound = [self[name] for name in fields_of(question)]
                codes = [category.code for category in question.categories.all()]
                uploaded = self.uploads.get(str(self.own.get(question.code, ""))) if question.kind == Kind.FILE else ""
                shown.questions.append(AskedQuestion(question, bound, codes, uploaded or ""))
            if shown.questions:
                yield shown

    @property
    def facts_json(self) -> str:
        """What was chosen before this page, for the script that shows and hides."""
        return json.dumps(self._facts_before())

    def _facts_before(self) -> dict[str, str]:
        known = {CATEGORY: self._category, MODE: self._mode}
        return {name: value for name, value in known.items() if value is not None}

    def _facts(self) -> dict[str, frozenset[str]]:
        chosen = {name: self.data.get(name, "") for name in (CATEGORY, MODE)}
        if self._participation is not None and self._participation.is_valid():
            chosen[MODE] = str(self._participation.cleaned_data[MODE])
        chosen |= self._facts_before()
        return {name: said_by(value) for name, value in chosen.items()}

    def _is_asked(self, question: Question, said: Mapping[str, frozenset[str]]) -> bool:
        codes = {category.code for category in question.categories.all()}
        return (not codes or bool(codes & said[CATEGORY])) and holds(question.condition, said)

    def _take(self, question: Question, names: list[str], values: dict[str, Any]) -> None:
        if question.kind == Kind.FILE:
            sent = values.get(names[0])
            if sent:
                self.sent_files[question.code] = sent
            plain: Plain = self.own.get(question.code, "")
        elif question.kind == Kind.MATRIX:
            found = {name.removeprefix(f"q_{question.code}_"): values.get(name, "") for name in names}
            plain = {row: code for row, code in found.items() if code}
        else:
            plain = plain_value(values.get(names[0], ""))
        if plain:
            self.answers[question.code] = plain
        self._refuse_full(question, names, plain)

    def _refuse_full(self, question: Question, names: list[str], plain: Plain) -> None:
        held = said_by(self._held.get(question.code, ""))
        for choice in question.choices.all():
            if choice.code in said_by(plain) - held and choice.places_left is not None and choice.places_left <= 0:
                self.add_error(names[0], no_place(choice))

    def refuse(self, choice: Choice) -> None:
        """Say next to the question that the last place of a choice has just been taken."""
        self.add_error(f"q_{choice.question.code}", no_place(choice))


def no_place(choice: Choice) -> ValidationError:
    """Return the complaint about a choice that is full."""
    return ValidationError(_("“%(choice)s” has no place left. Choose something else."), params={"choice": str(choice)})


def initial_from(parts: Sequence[Part], own: Answers) -> dict[str, Any]:
    """Return answers as the form's initial values."""
    values: dict[str, Any] = {}
    for question in in_order(parts):
        plain = own.get(question.code, "")
        if isinstance(plain, dict):
            values |= {f"q_{question.code}_{row}": code for row, code in plain.items()}
        elif question.kind != Kind.FILE:
            values[f"q_{question.code}"] = plain
    return values
