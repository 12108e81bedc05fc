"""What the form asks is kept while it stays the same, and known quotas count only while they are the event's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from rest_framework.test import APIClient

from conference.core.text.localized import i18n
from conference.events.models import Event
from conference.people.choices import Asked
from conference.people.setup_services import change_asked
from conference.registration import kept, places, queries, services
from conference.registration.consents.choices import ConsentKind
from conference.registration.consents.setup_services import save_consent
from conference.registration.kept import form_of
from conference.registration.models import Category, Quota, QuotaPlace, Registration
from conference.registration.places import CategoryFullError
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Choice, Question, Section
from conference.registration.questions.presets import PRESETS
from conference.registration.questions.setup_services import add_preset, arrange, remove_question, save_question
from conference.registration.setup_services import (
    change_setup,
    remove_category,
    remove_quota,
    save_category,
    save_code,
    save_quota,
)
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory, UserFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
NAME = i18n(ru="Новое")


@pytest.fixture
def category(in_event) -> Category:
    return CategoryFactory(event=in_event)


def now(event: Event) -> Event:
    """Return the event as a request would read it."""
    return Event.objects.get(pk=event.pk)


def register(event: Event, category: Category, **more):
    person = {"given_name": "Айгүл", "email": "aigul@example.org", "country": "KZ"}
    data = {"person": person, "category": category.code, "consent": True, **more}
    return APIClient().post(f"/api/v1/events/{event.slug}/registrations/", data, format="json")


def changes():
    """Return what the team may change, by a name for each: functions of the event, somebody, a category, a question."""
    return {
        "settings": lambda e, by, c, q: change_setup(event=e, by=by, offer_hours=5),
        "category added": lambda e, by, c, q: save_category(event=e, by=by, category=None, name=NAME),
        "category closed": lambda e, by, c, q: save_category(event=e, by=by, category=c, is_open=False),
        "category removed": lambda e, by, c, q: remove_category(category=c, by=by),
        "quota": lambda e, by, c, q: save_quota(event=e, by=by, quota=None, categories=[c], name=NAME, capacity=5),
        "question asked": lambda e, by, c, q: save_question(event=e, by=by, question=None, label=NAME),
        "question changed": lambda e, by, c, q: save_question(event=e, by=by, question=q, is_required=True),
        "question for some": lambda e, by, c, q: save_question(event=e, by=by, question=q, categories=[c]),
        "question removed": lambda e, by, c, q: remove_question(question=q, by=by),
        "section": lambda e, by, c, q: add_preset(event=e, by=by, preset=next(iter(PRESETS.values()))),
        "order": lambda e, by, c, q: arrange(event=e, by=by, order=[("question", q.code)]),
        "consent": lambda e, by, c, q: save_consent(
            event=e, by=by, consent=None, title=NAME, text=NAME, kind=ConsentKind.OTHER
        ),
        "access code": lambda e, by, c, q: save_code(event=e, by=by, code=None, categories=[c]),
        "fields": lambda e, by, c, q: change_asked(event=e, by=by, asked={"town": Asked.REQUIRED}),
    }


@pytest.mark.parametrize("name", changes())
def test_every_change_of_the_team_is_seen_by_the_next_request(in_event, category, name) -> None:
    question = save_question(event=in_event, by=UserFactory(), question=None, label=i18n(ru="Город"))
    before = form_of(now(in_event))
    changes()[name](in_event, UserFactory(), category, question)
    assert form_of(now(in_event)).revision > before.revision


def test_every_table_that_the_form_is_made_of_is_heard(in_event, category) -> None:
    """A row saved or removed by other ways than the services is seen, too."""
    for sender in (Category, Question, Choice, Section, Quota):
        assert sender in kept.MADE_OF
    before = now(in_event).form_revision
    category.save()
    assert now(in_event).form_revision > before


def test_a_required_question_is_demanded_at_once(in_event, category) -> None:
    assert register(in_event, category).status_code == 201
    asked = save_question(
        event=in_event, by=UserFactory(), question=None, kind=Kind.TEXT, label=i18n(ru="Тема"), is_required=True
    )
    assert register(in_event, category).status_code == 400
    assert register(in_event, category, answers={asked.code: "Архивы"}).status_code == 201


def test_what_is_kept_costs_no_query(in_event, category) -> None:
    register(in_event, category)
    event = now(in_event)
    form_of(event)
    with CaptureQueriesContext(connection) as seen:
        assert form_of(event).category(category.code) == category
    assert len(seen) == 0


def test_a_registration_through_the_api_takes_ten_queries(in_event, category, settings) -> None:
    """The event, the institution, person, account, place, registration, consent, whether there are fees, log, job.

    Where the queue lies in the database, one more.
    """
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    for _ in range(2):  # the first stores our own words of the consent, the second reads the form with them
        register(in_event, category, person=person(0))
    with CaptureQueriesContext(connection) as seen:
        assert register(in_event, category, person=person(1)).status_code == 201
    told = [row["sql"] for row in seen if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(told) <= 10, told  # the job is handed to the queue at the commit, which a test does not come to


def person(number: int) -> dict[str, str]:
    address = f"guest{number}@example.org"
    return {"given_name": "Айгүл", "email": address, "country": "KZ", "organisation": "ОУНБ"}


def test_what_is_offered_to_a_guest_is_what_may_be_chosen_now(in_event, category) -> None:
    closed = CategoryFactory(event=in_event, is_open=False)
    by_code = CategoryFactory(event=in_event, needs_code=True)
    full = CategoryFactory(event=in_event, capacity=1)
    services.register_guest(event=in_event, details=details(known(in_event, full)), by=None)
    hall = save_quota(event=in_event, by=None, quota=None, categories=[category], name=NAME, capacity=5)
    for event in (now(in_event), now(in_event)):
        found = kept.offered(event)
        assert found == list(queries.categories_for(event))
        assert closed not in found
        assert by_code not in found
        assert [row.places_left_for("in_person") for row in found] == [5, 0]
    save_code(event=in_event, by=None, code=None, word="SECRET", categories=[by_code])
    assert kept.form_of(now(in_event)).uses_codes
    assert by_code in kept.offered(in_event, queries.code_of(in_event, "secret"))
    Quota.objects.filter(pk=hall.pk).update(taken=3)
    assert kept.offered(now(in_event))[0].places_left_for("in_person") == 2


def test_places_of_answers_are_read_each_time(in_event, category) -> None:
    question = save_question(
        event=in_event, by=UserFactory(), question=None, kind=Kind.CHOICE, label=NAME, choices=[{"label": NAME}]
    )
    choice = Choice.objects.get(question=question)
    choice.capacity = 4
    choice.save()
    kept.form_of(now(in_event))
    Choice.objects.filter(pk=choice.pk).update(taken=3)
    (part,) = kept.parts_of(now(in_event))
    assert part.questions[0].choices.all()[0].places_left == 1


# --- quotas known before the place is taken ---
def known(event: Event, category: Category) -> Category:
    found = form_of(now(event)).category(category.code)
    assert found is not None
    return found


def test_a_quota_made_after_the_form_was_read_is_counted(in_event, category) -> None:
    early = known(in_event, category)
    hall = save_quota(event=in_event, by=None, quota=None, categories=[category], name=NAME, capacity=1)
    services.register_guest(event=in_event, details=details(early), by=None)
    assert QuotaPlace.objects.filter(quota=hall).count() == 1
    with pytest.raises(CategoryFullError):
        services.register_guest(event=in_event, details=details(early, email="b@example.org"), by=None)


def test_without_the_revision_it_would_be_missed(in_event, category, monkeypatch) -> None:
    early = known(in_event, category)
    monkeypatch.setattr(places, "quotas_changed", lambda event_pk: None)
    hall = save_quota(event=in_event, by=None, quota=None, categories=[category], name=NAME, capacity=1)
    services.register_guest(event=in_event, details=details(early), by=None)
    assert not QuotaPlace.objects.filter(quota=hall).exists()


def test_a_quota_removed_meanwhile_is_not_needed(in_event, category) -> None:
    hall = save_quota(event=in_event, by=None, quota=None, categories=[category], name=NAME, capacity=0)
    early = known(in_event, category)
    remove_quota(quota=hall, by=UserFactory())
    assert services.register_guest(event=in_event, details=details(early), by=None).is_confirmed


def test_a_known_quota_holds_a_place(in_event, category) -> None:
    hall = save_quota(event=in_event, by=None, quota=None, categories=[category], name=NAME, capacity=1)
    services.register_guest(event=in_event, details=details(known(in_event, category)), by=None)
    assert QuotaPlace.objects.filter(quota=hall).count() == 1
    with pytest.raises(CategoryFullError):
        services.register_guest(
            event=in_event, details=details(known(in_event, category), email="b@example.org"), by=None
        )


def test_who_waits_is_not_overtaken_by_who_knew_the_form(in_event) -> None:
    full = CategoryFactory(event=in_event, capacity=1)
    early = known(in_event, full)
    first = services.register_guest(event=in_event, details=details(early), by=None)
    waits = services.register_guest(
        event=in_event, details=details(known(in_event, full), email="b@example.org") | {"may_wait": True}, by=None
    )
    services.cancel_registration(registration=first, by=None)
    assert Registration.objects.get(pk=waits.pk).state in {"waiting", "offered"}
    with pytest.raises(CategoryFullError):
        services.register_guest(event=in_event, details=details(early, email="c@example.org"), by=None)


def test_a_way_that_the_category_has_left_is_not_taken(in_event, category) -> None:
    early = known(in_event, category)
    save_category(event=in_event, by=UserFactory(), category=category, ways="remote")
    made = services.register_guest(event=in_event, details=details(early), by=None)
    assert made.mode == "remote"


def test_only_so_many_events_are_kept(in_event, category, monkeypatch) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 1)
    register(in_event, category)  # our own words of the consent are a row from now on
    other = EventFactory()
    for event in (other, in_event):
        with scope(event=event):
            form_of(now(event))
    assert list(kept._forms) == [in_event.pk]
