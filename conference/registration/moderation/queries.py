"""Reading wishes to change registrations: those that wait, what they would change, and whether they are out of date."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.text import capfirst
from django_countries import countries

from conference.core.prepared import PreparedQuery
from conference.core.text.languages import language_names
from conference.events.models import Event
from conference.people.models import Person
from conference.registration.choices import Mode
from conference.registration.models import Category, Registration, RegistrationSettings
from conference.registration.moderation.choices import CODE, FIELDS, ChangeState, Topic
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.plain import now_of, same_parts
from conference.registration.queries import counts_by_state
from conference.registration.questions.models import Question
from conference.registration.questions.queries import files_of, in_order, questionnaire_of, with_answers
from conference.registration.questions.sentences import answers_in_words


class Difference(NamedTuple):
    """One thing in words: what it is, how it is, how the guest would like it, and whether it changed meanwhile."""

    label: str
    before: str
    after: str
    is_stale: bool


def topics_of(event: Event) -> frozenset[str]:
    """Return what waits for the team's word at the event."""
    stored = RegistrationSettings.objects.filter(event=event).values_list("moderated", flat=True).first()
    return frozenset(stored or ()) & set(Topic.values)


def open_count(event: Event) -> int:
    """Return how many wishes wait."""
    return ChangeRequest.objects.filter(event=event, state=ChangeState.WAITING).count()


def counts_for_tabs(event: Event) -> dict[str, int]:
    """Return how many registrations are in each state, and how many wishes wait (`changes`): for the team's tabs."""
    return counts_by_state(event) | {"changes": open_count(event)}


def waiting_requests(event: Event) -> QuerySet[ChangeRequest]:
    """Return the wishes that wait, the oldest first, with all that showing them takes."""
    rows = ChangeRequest.objects.filter(event=event, state=ChangeState.WAITING)
    return with_registration(rows).order_by("asked_at", "pk")


def with_registration(rows: QuerySet[ChangeRequest]) -> QuerySet[ChangeRequest]:
    """Read along what the registrations of these wishes say."""
    rows = rows.select_related("registration__person__organisation", "registration__category", "event")
    answers = with_answers()
    answers.add_prefix("registration")
    return rows.prefetch_related(answers, "registration__uploads")


def open_request(registration: Registration) -> ChangeRequest | None:
    """Return the wish of a registration that waits."""
    if ChangeState.WAITING not in states_of(registration):
        return None
    rows = ChangeRequest.objects.filter(registration=registration, state=ChangeState.WAITING)
    return with_registration(rows).first()


def states_of(registration: Registration) -> list[str]:
    """Return the states of all wishes of a registration."""
    return [state for (state,) in _states.rows(registration.event_id, registration.pk)]


_states: PreparedQuery[tuple[str]] = PreparedQuery(
    lambda event, registration: ChangeRequest.objects.filter(registration=registration).values_list("state"),
    scoped=True,
)


def last_decision(registration: Registration) -> ChangeRequest | None:
    """Return the wish that was declined, where it is the last one of the registration."""
    if ChangeState.DECLINED not in states_of(registration):
        return None
    last = ChangeRequest.objects.filter(registration=registration).order_by("-asked_at", "-pk").first()
    return last if last and last.state == ChangeState.DECLINED else None


def present(request: ChangeRequest) -> dict[str, Any]:
    """Return how that what a wish is about stands now."""
    now = now_of(request.registration, request.wanted, request.wanted.get(Topic.ANSWERS, ()))
    return same_parts(now, request.wanted)


def is_stale(request: ChangeRequest) -> bool:
    """Whether what the wish is about was changed since the guest wrote it."""
    return bool(present(request) != request.before)


class Words:
    """Puts the wishes of one event into words; what they have in common is read once."""

    def __init__(self, event: Event) -> None:
        self._questions = list(in_order(questionnaire_of(event, only_asked=False)))
        self._categories = {row.code: str(row) for row in Category.objects.filter(event=event)}

    def of(self, request: ChangeRequest) -> list[Difference]:
        """Return what a wish would change."""
        return list(self._differences(request))

    def _differences(self, request: ChangeRequest) -> Iterator[Difference]:
        now, before = present(request), request.before
        for topic in [topic for topic in Topic.values if topic in request.wanted]:
            wanted = request.wanted[topic]
            if topic == Topic.ANSWERS:
                yield from self._answers(request, now[topic])
            elif topic in FIELDS:
                for name in [name for name in FIELDS[topic] if name in wanted and name != CODE]:
                    stale = now[topic].get(name) != before.get(topic, {}).get(name)
                    yield Difference(
                        _label(name), self._now(request, name, now[topic]), _shown(name, wanted[name]), stale
                    )
            else:
                words = self._categories if topic == Topic.CATEGORY else _modes()
                stale = now[topic] != before.get(topic)
                yield Difference(str(Topic(topic).label), words.get(now[topic], "—"), words.get(wanted, "—"), stale)

    def _now(self, request: ChangeRequest, name: str, now: Mapping[str, Any]) -> str:
        if name == "organisation":
            return str(request.registration.person.organisation or "")
        return _shown(name, now[name])

    def _answers(self, request: ChangeRequest, now: Mapping[str, Any]) -> Iterator[Difference]:
        wanted, before = request.wanted[Topic.ANSWERS], request.before.get(Topic.ANSWERS, {})
        files = files_of(request.registration)
        for question in self._questions:
            if question.code in wanted:
                code = question.code
                stale = now.get(code) != before.get(code)
                yield Difference(str(question), _answer(question, now, files), _answer(question, wanted, files), stale)


def _answer(question: Question, answers: Mapping[str, Any], files: Mapping[str, str]) -> str:
    given = answers_in_words([question], {question.code: answers.get(question.code, "")}, files)
    return given[0].words if given else ""


def _label(name: str) -> str:
    field: Any = Person._meta.get_field(name)
    return str(capfirst(field.verbose_name))


def _shown(name: str, value: Any) -> str:
    if name in {"country", "citizenship"}:
        return str(countries.name(value)) if value else ""
    return language_names(value) if isinstance(value, list) else str(value)


def _modes() -> dict[str, str]:
    return {value: str(label) for value, label in Mode.choices}
