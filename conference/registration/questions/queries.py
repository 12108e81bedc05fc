"""Reading questions and answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from conference.core.prepared import PreparedQuery
from conference.events.models import Event
from conference.registration.models import Category, Draft, Registration
from conference.registration.questions.answers import Answers, plain_from
from conference.registration.questions.conditions import CATEGORY, values_tested
from conference.registration.questions.models import Answer, Question, Section


@dataclass(frozen=True)
class Part:
    """Questions that stand together: those of a section, or first of all those of none."""

    section: Section | None
    questions: list[Question]


def questionnaire_of(event: Event, *, only_asked: bool = True) -> list[Part]:
    """Return the event's questions in the order in which they are asked, with choices, rows and categories.

    Five queries whatever there is. Sections without a question are there only for the team (`only_asked=False`).
    """
    rows = Question.objects.filter(event=event).prefetch_related("choices", "rows", "categories")
    if only_asked:
        rows = rows.filter(is_asked=True)
    found = list(rows)
    if not found and only_asked:
        return []
    parts = [Part(None, [row for row in found if row.section_id is None])]
    for section in Section.objects.filter(event=event):
        parts.append(Part(section, [row for row in found if row.section_id == section.pk]))
    return [part for part in parts if part.questions or (part.section and not only_asked)]


def asks_anything(event: Event) -> bool:
    """Whether guests of the event are asked anything."""
    return Question.objects.filter(event=event, is_asked=True).exists()


def asked_by_category(category: Category) -> list[str]:
    """Return the names of questions and sections that are asked, or not, because of a guest's category."""
    found = []
    for part in questionnaire_of(category.event, only_asked=False):
        rows: list[Section | Question] = [*([part.section] if part.section else []), *part.questions]
        for row in rows:
            is_named = isinstance(row, Question) and category in row.categories.all()
            if is_named or category.code in values_tested(row.condition, CATEGORY):
                found.append(str(row))
    return found


def in_order(parts: Iterable[Part]) -> Iterator[Question]:
    """Yield the questions one after the other."""
    for part in parts:
        yield from part.questions


def is_for(question: Question, category: Category) -> bool:
    """Whether those in `category` are asked the question; without a query on what `questionnaire_of` returned."""
    codes = {wanted.pk for wanted in question.categories.all()}
    return not codes or category.pk in codes


def answers_of(registration: Registration) -> Answers:
    """Return what a guest answered, in its plain form, also to what is no longer asked."""
    rows: dict[int, list[Answer]] = {}
    stored: Iterable[Answer] | None = registration.known_answers
    if stored is None:
        stored = getattr(registration, "_prefetched_objects_cache", {}).get("answers")
    if stored is None:
        stored = _stored_answers.rows(registration.event_id, registration.pk)
    for answer in stored:
        rows.setdefault(answer.question_id, []).append(answer)
    return {found[0].question.code: plain_from(found[0].question, found) for found in rows.values()}


_stored_answers: PreparedQuery[Answer] = PreparedQuery(
    lambda event, registration: Answer.objects.filter(registration=registration).select_related(
        "question", "choice", "row"
    ),
    scoped=True,
)


def files_of(owner: Draft | Registration) -> dict[str, str]:
    """Return the names of the files attached to a draft or a registration, by their codes."""
    return {upload.code: upload.name for upload in owner.uploads.all()}


def with_answers() -> Prefetch[str]:
    """Return what to prefetch for many registrations, so that their answers cost one query."""
    return Prefetch("answers", Answer.objects.select_related("question", "choice", "row"))
