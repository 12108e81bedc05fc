"""What the team decides about questions: their words, order, conditions, choices and limits."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.events.services import form_changed
from conference.registration.choices import Mode, State
from conference.registration.models import Category
from conference.registration.questions.choices import Test
from conference.registration.questions.conditions import FACTS, MODE, Condition, Term, subjects, values_tested
from conference.registration.questions.models import Answer, Choice, Question, Row, Section
from conference.registration.questions.presets import Ask, Preset
from conference.registration.questions.queries import questionnaire_of
from conference.registration.questions.words import describe_actions

describe_actions()

SECTION_FIELDS = ("title", "description", "condition")
QUESTION_FIELDS = (
    "section", "kind", "label", "help_text", "is_required", "is_asked", "minimum", "maximum", "condition",
    "not_before",
)  # fmt: skip
# An order as the page sends it: each section followed by its questions, those of no section first.
SECTION, QUESTION = "section", "question"


@transaction.atomic
def save_section(*, event: Event, by: User, section: Section | None, **fields: Any) -> Section:
    """Create or change a section. Raises ValidationError, also for a condition over what is not asked before it."""
    stored = section or Section(event=event, position=_next_position(event))
    before = activity.snapshot(section, SECTION_FIELDS) if section else {}
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean(exclude=["event"])
    stored.save()
    _check_order(event)
    action = "section_changed" if section else "section_created"
    after = activity.snapshot(stored, SECTION_FIELDS)
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=after)
    return stored


@transaction.atomic
def save_question(
    *,
    event: Event,
    by: User,
    question: Question | None,
    choices: Sequence[Mapping[str, Any]] = (),
    rows: Sequence[Mapping[str, Any]] = (),
    categories: Sequence[Category] = (),
    **fields: Any,
) -> Question:
    """Create or change a question with its choices and rows, each a mapping with `code` ("" for a new one).

    Raises ValidationError: a kind that no longer fits what was answered, choices that somebody chose left out, a limit
    below what is taken, a condition over what is not asked before.
    """
    stored = question or Question(event=event, position=_next_position(event))
    before = _snapshot(question) if question else {}
    if question and fields.get("kind", question.kind) != question.kind and question.answers.exists():
        raise ValidationError({"kind": _("Guests have answered already: the kind stays. Make a new question instead.")})
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.full_clean(exclude=["event"])
    stored.save()
    stored.categories.set(categories)
    _save_choices(stored, choices if stored.has_choices else ())
    _save_rows(stored, rows)
    _check_order(event)
    action = "question_changed" if question else "question_created"
    activity.record(by=by, action=action, target=stored, event=event, before=before, after=_snapshot(stored))
    return stored


@transaction.atomic
def add_preset(*, event: Event, by: User, preset: Preset) -> Section:
    """Add a section of usual questions behind all others, in all languages; from then on it is the team's own."""
    on_site: Condition = [[Term(on=MODE, test=Test.IS, value=Mode.IN_PERSON)]]
    section = save_section(
        event=event,
        by=by,
        section=None,
        title=i18n(**preset.title),
        description=i18n(**preset.description),
        condition=on_site if preset.on_site else [],
    )
    made: dict[str, Question] = {}
    for ask in preset.questions:
        minimum, maximum = ask.numbers or (None, None)
        made[ask.key] = save_question(
            event=event,
            by=by,
            question=None,
            section=section,
            kind=ask.kind,
            label=i18n(**ask.label),
            help_text=i18n(**ask.help_text),
            is_required=ask.is_required,
            minimum=minimum,
            maximum=maximum,
            not_before=made.get(ask.not_before),
            choices=[{"label": i18n(**label), "capacity": ask.places} for label in ask.choices],
            condition=_condition_of(ask, made),
        )
    return section


def _condition_of(ask: Ask, made: Mapping[str, Question]) -> Condition:
    if ask.when is None:
        return []
    earlier, answer = made[ask.when[0]], ask.when[1]
    value = answer if isinstance(answer, str) else Choice.objects.filter(question=earlier)[answer].code
    return [[Term(on=earlier.code, test=Test.IS, value=value)]]


@transaction.atomic
def remove_question(*, question: Question, by: User) -> None:
    """Remove a question that nobody answered. Raises ValidationError otherwise, and where a condition needs it."""
    if question.answers.exists():
        raise ValidationError(_("Guests have answered this question. Ask it no longer instead of removing it."))
    _refuse_needed(question.event, question.code)
    activity.record(by=by, action="question_removed", target=question, event=question.event, before=_snapshot(question))
    question.delete()


@transaction.atomic
def remove_section(*, section: Section, by: User) -> None:
    """Remove a section; its questions stay, under no heading. Raises ValidationError where that breaks a condition."""
    section.questions.update(section=None)
    before = activity.snapshot(section, SECTION_FIELDS)
    activity.record(by=by, action="section_removed", target=section, event=section.event, before=before)
    section.delete()
    _check_order(section.event)


@transaction.atomic
def arrange(*, event: Event, by: User, order: Sequence[tuple[str, str]]) -> None:
    """Put sections and questions into an order of (kind, code): a question belongs to the section before it.

    What the order leaves out keeps its place behind the rest. Raises ValidationError where a condition would ask about
    what comes later.
    """
    form_changed(event.pk)
    sections = {row.code: row for row in Section.objects.select_for_update().filter(event=event)}
    questions = {row.code: row for row in Question.objects.select_for_update().filter(event=event)}
    current: Section | None = None
    for position, (kind, code) in enumerate(order, start=1):
        if kind == SECTION and code in sections:
            current = sections.pop(code)
            Section.objects.filter(pk=current.pk).update(position=position)
        elif kind == QUESTION and code in questions:
            found = questions.pop(code)
            Question.objects.filter(pk=found.pk).update(position=position, section=current)
    _check_order(event)
    activity.record(by=by, action="questions_arranged", target=event, event=event)


def _next_position(event: Event) -> int:
    last = [model.objects.filter(event=event).aggregate(last=Max("position"))["last"] for model in (Section, Question)]
    return 1 + max(number or 0 for number in last)


def _snapshot(question: Question) -> dict[str, Any]:
    return activity.snapshot(question, QUESTION_FIELDS) | {
        "choices": [str(choice) for choice in Choice.objects.filter(question=question)],
        "rows": [str(row) for row in Row.objects.filter(question=question)],
    }


def _save_choices(question: Question, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Make the question's choices what is wanted, in its order; no guest answers meanwhile."""
    hold_categories(question.event)
    stored = {row.code: row for row in Choice.objects.select_for_update().filter(question=question)}
    for position, values in enumerate(wanted, start=1):
        choice = stored.pop(values.get("code", ""), None) or Choice(question=question)
        choice.label, choice.position = values["label"], position
        if choice.pk and choice.capacity is None and values.get("capacity") is not None:
            choice.taken = _holders(choice)
        choice.capacity = values.get("capacity")
        if choice.capacity is not None and choice.taken > choice.capacity:
            text = _("“%(choice)s”: %(n)s places are taken already.")
            raise ValidationError({"kind": text % {"choice": choice, "n": choice.taken}})
        choice.save()
    for left_out in stored.values():
        if Answer.objects.filter(choice=left_out).exists():
            raise ValidationError(_("Somebody chose “%(choice)s”: it stays."), params={"choice": str(left_out)})
        _refuse_needed(question.event, question.code, left_out.code)
        left_out.delete()


def hold_categories(event: Event) -> None:
    """Let nobody at the event take or change anything until the transaction ends: whoever does holds a category."""
    form_changed(event.pk)
    rows = Category.objects.select_for_update(no_key=True).filter(event=event)
    list(rows.order_by("pk").values_list("pk"))


def _holders(choice: Choice) -> int:
    held = Answer.objects.filter(choice=choice, registration__state=State.CONFIRMED)
    return held.values("registration").distinct().count()


def _save_rows(question: Question, wanted: Sequence[Mapping[str, Any]]) -> None:
    stored = {row.code: row for row in Row.objects.filter(question=question)}
    for position, values in enumerate(wanted, start=1):
        row = stored.pop(values.get("code", ""), None) or Row(question=question)
        row.label, row.position = values["label"], position
        row.save()
    if Answer.objects.filter(row__in=stored.values()).exists():
        raise ValidationError(_("Guests have answered in a row that is left out: it stays."))
    Row.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()


def _refuse_needed(event: Event, code: str, value: str | None = None) -> None:
    """Raise ValidationError when a condition asks about the question, or compares its answer with `value`."""
    for part in questionnaire_of(event, only_asked=False):
        for row in [part.section, *part.questions]:
            condition: Condition = row.condition if row else []
            if code in subjects(condition) and (value is None or value in values_tested(condition, code)):
                raise ValidationError(_("“%(name)s” is asked on a condition about it."), params={"name": str(row)})


def _check_order(event: Event) -> None:
    """Raise ValidationError when a condition asks about a question that does not come earlier."""
    known = set(FACTS)
    for part in questionnaire_of(event, only_asked=False):
        for row in [part.section, *part.questions]:
            if row and not subjects(row.condition) <= known:
                text = _("“%(name)s” is asked on a condition about a question that comes later. Move it down.")
                raise ValidationError(text, params={"name": str(row)}, code="order")
            if isinstance(row, Question):
                known.add(row.code)
