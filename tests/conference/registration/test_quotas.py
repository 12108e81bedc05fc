"""Places that several categories and answers share."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conference.core.text.localized import i18n
from conference.registration import services
from conference.registration.choices import HOLDING, Mode, State
from conference.registration.models import Category, Quota, QuotaPlace, Registration
from conference.registration.places import CategoryFullError
from conference.registration.questions.models import Choice
from conference.registration.questions.queries import in_order, questionnaire_of
from conference.registration.questions.services import ChoiceFullError
from conference.registration.setup_services import remove_quota, save_category, save_quota
from tests.conference.registration.test_services import details
from tests.factories.questions import choosing, code_of
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(in_event) -> Category:
    return CategoryFactory(event=in_event, capacity=None)


@pytest.fixture
def listener(in_event) -> Category:
    return CategoryFactory(event=in_event, capacity=None)


def share(event, *categories: Category, capacity: int | None = 2, **fields) -> Quota:
    return save_quota(
        event=event, by=None, quota=None, categories=categories, name=i18n(ru="Зал"), capacity=capacity, **fields
    )


def register(category: Category, **more) -> Registration:
    return services.register_guest(event=category.event, details=details(category) | more, by=None)


def answering(event, question, label: str) -> dict:
    questions = list(in_order(questionnaire_of(event)))
    return {"questions": questions, "answers": {question.code: code_of(question, label)}}


def taken(quota: Quota) -> int:
    quota.refresh_from_db()
    assert QuotaPlace.objects.filter(quota=quota).count() == quota.taken
    return quota.taken


def test_categories_share_the_places_of_a_quota(in_event, guest, listener) -> None:
    hall = share(in_event, guest, listener)
    register(guest)
    second = register(listener)
    with pytest.raises(CategoryFullError) as refused:
        register(guest)
    assert refused.value.quota == hall
    assert Registration.objects.count() == 2
    services.cancel_registration(registration=second, by=None)
    assert taken(hall) == 1
    register(guest)


def test_who_takes_part_remotely_needs_no_seat(in_event, guest) -> None:
    hall, licences = share(in_event, guest), share(in_event, guest, counts_remote=True)
    made = register(guest, mode=Mode.REMOTE)
    assert (taken(hall), taken(licences)) == (0, 1)
    services.change_registration(registration=made, details=services.Details(mode=Mode.IN_PERSON), by=None)
    assert (taken(hall), taken(licences)) == (1, 1)
    services.change_registration(registration=made, details=services.Details(mode=Mode.REMOTE), by=None)
    assert (taken(hall), taken(licences)) == (0, 1)


def test_moving_between_categories_moves_the_places(in_event, guest, listener) -> None:
    hall, dinner = share(in_event, guest), share(in_event, guest, listener)
    made = register(guest)
    services.change_registration(registration=made, details=services.Details(category=listener), by=None)
    assert (taken(hall), taken(dinner)) == (0, 1)


def test_an_answer_takes_a_place_that_other_answers_share(in_event, guest) -> None:
    question = choosing(in_event, "Автобус", "Пешком")
    bus = save_quota(
        event=in_event,
        by=None,
        quota=None,
        categories=[],
        choices=[Choice.objects.get(code=code_of(question, "Автобус"))],
        name=i18n(ru="Автобус"),
        capacity=1,
    )
    made = register(guest, **answering(in_event, question, "Автобус"))
    assert taken(bus) == 1
    with pytest.raises(ChoiceFullError):
        register(guest, **answering(in_event, question, "Автобус"))
    register(guest, **answering(in_event, question, "Пешком"))
    services.change_registration(
        registration=made, details=services.Details(**answering(in_event, question, "Пешком")), by=None
    )
    assert taken(bus) == 0


def test_a_quota_made_later_counts_who_is_there(in_event, guest, listener) -> None:
    register(guest)
    register(listener, mode=Mode.REMOTE)
    services.cancel_registration(registration=register(listener), by=None)
    hall = share(in_event, guest, listener)
    assert taken(hall) == 1
    save_quota(
        event=in_event, by=None, quota=hall, categories=[listener], name=hall.name, capacity=2, counts_remote=True
    )
    assert taken(hall) == 1
    assert QuotaPlace.objects.get().registration.category == listener


def test_a_quota_smaller_than_what_is_taken_is_refused(in_event, guest) -> None:
    register(guest)
    register(guest)
    with pytest.raises(ValidationError) as refused:
        share(in_event, guest, capacity=1)
    assert "capacity" in refused.value.message_dict
    assert not Quota.objects.exists()


def test_a_category_that_turns_remote_frees_its_seats(in_event, guest) -> None:
    hall = share(in_event, guest)
    register(guest)
    save_category(event=in_event, by=None, category=guest, ways="remote")
    assert taken(hall) == 0


def test_a_removed_quota_leaves_the_registrations(in_event, guest) -> None:
    hall = share(in_event, guest)
    made = register(guest)
    remove_quota(quota=hall, by=None)
    made.refresh_from_db()
    assert made.is_confirmed


def test_the_database_refuses_what_must_not_be(in_event, guest) -> None:
    hall = share(in_event, guest)
    made = register(guest)
    for wrong in (
        lambda: Quota.objects.filter(pk=hall.pk).update(taken=3),
        lambda: QuotaPlace.objects.create(quota=hall, registration=made),
        lambda: QuotaPlace.objects.create(quota=hall),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("rcmx"), st.integers(0, 5), st.booleans(), st.booleans()), min_size=3, max_size=14
    )
)
def test_whatever_happens_the_numbers_are_those_of_the_guests(in_event, steps) -> None:
    """Register, cancel, move to another category, change the mode: the counters always say what there is."""
    with transaction.atomic():
        categories = [CategoryFactory(event=in_event, capacity=3), CategoryFactory(event=in_event, capacity=None)]
        hall, both = share(in_event, *categories, capacity=3), share(in_event, categories[1], capacity=2)
        made: list[Registration] = []
        for what, number, second, remote in steps:
            category, mode = categories[second], Mode.REMOTE if remote else Mode.IN_PERSON
            try:
                with transaction.atomic():
                    _step(what, made, number, category, mode)
            except (CategoryFullError, services.RegistrationClosedError):
                pass
            for one in categories:
                one.refresh_from_db()
                assert one.taken == Registration.objects.filter(category=one, state__in=HOLDING).count()
            seated = Registration.objects.filter(state=State.CONFIRMED, mode=Mode.IN_PERSON)
            assert taken(hall) == seated.filter(category__in=categories).count()
            assert taken(both) == seated.filter(category=categories[1]).count()
        transaction.set_rollback(True)


def _step(what: str, made: list[Registration], number: int, category: Category, mode: Mode) -> None:
    if what == "r" or not made:
        made.append(register(category, mode=mode))
        return
    one = made[number % len(made)]
    if what == "x":
        services.cancel_registration(registration=one, by=None)
    else:
        wanted = services.Details(category=category) if what == "c" else services.Details(mode=mode)
        services.change_registration(registration=one, details=wanted, by=None)
