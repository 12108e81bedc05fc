"""Keeping answers, with the places of limited choices; called inside the transaction that writes the registration."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from conference.core.personal import remove_file
from conference.registration.counting import give_back, take
from conference.registration.models import Draft, Registration
from conference.registration.questions.answers import Answers, rows_of
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice, Question, Upload


class ChoiceFullError(Exception):
    """No place is left in a choice; `choice` says which."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice.code)
        self.choice = choice


def store_answers(
    *,
    registration: Registration,
    questions: Iterable[Question],
    answers: Answers,
    is_new: bool = False,
    holds: bool = True,
) -> None:
    """Replace a guest's answers to `questions` by `answers` (plain form); answers to other questions stay.

    `questions` carry their choices and rows (`questionnaire_of`). The caller holds the guest's category, and the
    registration or has just made it (`is_new`). Takes places of limited choices and gives back those no longer chosen;
    raises ChoiceFullError when there is none, in any race. Whoever has no place at the event (not `holds`) has none in
    a choice either.
    """
    asked = {question.pk: question for question in questions}
    registration.known_answers = None
    if not asked:
        registration.known_answers = [] if is_new else None
        return
    earlier: list[Answer] = []
    if not is_new:
        earlier = list(Answer.objects.filter(registration=registration, question__in=asked))
    made = [row for question in asked.values() for row in rows_of(question, answers.get(question.code, ""))]
    for row in made:
        row.registration = registration
    held, wanted = _choices(earlier), _choices(made)
    if held and holds:
        _lock(held ^ wanted)
    Answer.objects.filter(pk__in=[row.pk for row in earlier]).delete()
    Answer.objects.bulk_create(made)
    if holds:
        _move_places(give=held - wanted, wanted=wanted - held)
    _claim_uploads(registration, [row for row in made if row.question.kind == Kind.FILE])
    registration.known_answers = made if is_new else None


def free_choices(*, registration: Registration) -> None:
    """Give back the places of limited choices of a registration that ends; what was answered stays on record."""
    held = _choices(Answer.objects.filter(registration=registration, choice__isnull=False))
    _lock(held)
    _move_places(give=held, wanted=set())


def chosen_by(registration: Registration) -> set[int]:
    """Return the keys of the choices that a registration's answers name."""
    return _choices(Answer.objects.filter(registration=registration, choice__isnull=False))


def hold_choices(*, registration: Registration) -> list[Choice]:
    """Take the places of what was answered when the guest had none; drop the answers for which none is left.

    Returns the choices dropped, so that the guest is told.
    """
    limited = Choice.objects.filter(pk__in=chosen_by(registration), capacity__isnull=False).order_by("pk")
    gone = [choice for choice in limited if not take(Choice.objects.filter(pk=choice.pk))]
    Answer.objects.filter(registration=registration, choice__in=gone).delete()
    return gone


def drop_choice(*, registration: Registration, choice: int) -> Choice:
    """Take an answer away whose shared places are gone, and give back what it held; returns the choice."""
    Answer.objects.filter(registration=registration, choice=choice).delete()
    _move_places(give={choice}, wanted=set())
    return Choice.objects.get(pk=choice)


def keep_uploads(
    *, files: Mapping[str, Any], draft: Draft | None = None, registration: Registration | None = None
) -> dict[str, str]:
    """Store checked files by the codes of their questions, with the half-filled form or with the registration.

    Returns the files' own codes by the questions': their plain answers. Of a draft the file sent last is kept alone.
    """
    if not files:
        return {}
    owner: Any = draft or registration
    questions = {question.code: question for question in Question.objects.filter(event=owner.event, code__in=files)}
    kept = {}
    for code, file in files.items():
        upload = Upload.objects.create(
            event=owner.event,
            question=questions[code],
            draft=draft,
            registration=registration,
            file=file,
            name=getattr(file, "original_name", file.name)[:150],
        )
        kept[code] = upload.code
        if draft:
            drop_files(Upload.objects.filter(draft=draft, question=questions[code]).exclude(pk=upload.pk))
    return kept


def _claim_uploads(registration: Registration, answers: list[Answer]) -> None:
    """Let the files that answers name belong to the registration; those that they replace go, once all is stored."""
    if not answers:
        return
    codes = [answer.text for answer in answers]
    own = Q(draft__event=registration.event_id) | Q(registration=registration)
    Upload.objects.filter(own, code__in=codes).update(registration=registration, draft=None)
    questions = [answer.question_id for answer in answers]
    drop_files(Upload.objects.filter(registration=registration, question__in=questions).exclude(code__in=codes))


def drop_files(uploads: QuerySet[Upload]) -> int:
    """Remove these files with their rows, once that is sure; return how many."""
    for upload in uploads:
        remove_file(upload.file)
    return int(uploads.delete()[0])


def _choices(answers: Iterable[Answer]) -> set[int]:
    """Return the keys of the choices among answers; a table's column is held once, in however many rows."""
    return {answer.choice_id for answer in answers if answer.choice_id is not None}


def _lock(choices: set[int]) -> None:
    """Wait in the order of keys, so that nobody waits in a circle, also for the team that sets a limit meanwhile."""
    if choices:
        list(Choice.objects.select_for_update(no_key=True).filter(pk__in=choices).order_by("pk").values_list("pk"))


def _move_places(*, give: set[int], wanted: set[int]) -> None:
    """Give back and take places of those choices that are limited.

    The caller holds the guest's category since before this: whoever sets a limit holds all categories. So either that
    transaction counts our answer, or we see its limit here. (The answers' references lock nothing until the commit.)
    """
    if not give | wanted:
        return
    limited = Choice.objects.filter(pk__in=give | wanted, capacity__isnull=False).order_by("pk")
    for choice in limited:
        row = Choice.objects.filter(pk=choice.pk)
        if choice.pk in give:
            give_back(row)
        elif not take(row):
            raise ChoiceFullError(choice)
