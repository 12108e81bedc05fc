"""What waits and what does not; agreeing, declining, taking back; what is out of date; one word only."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.registration.choices import State
from conference.registration.models import Category, Registration
from conference.registration.moderation import services
from conference.registration.moderation.choices import ChangeState
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.queries import Words, is_stale
from conference.registration.places import CategoryFullError
from conference.registration.questions.models import Answer, Choice, Upload
from conference.registration.questions.queries import questionnaire_of
from conference.registration.services import Details, cancel_registration, change_registration
from conference.registration.setup_services import change_setup
from tests.factories.questions import choosing, code_of
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


def ask(guest: Registration, **said) -> ChangeRequest | None:
    category = said.pop("category", guest.category)
    wanted = Details(person=said.pop("person", {}), category=category, **said)
    return services.change_as_guest(registration=guest, details=wanted).request


def test_what_is_moderated_waits_and_the_rest_changes_at_once(guest) -> None:
    request = ask(guest, person={"family_name": "Ким", "town": "Абай", "phone": "+77011112233"}, note="на первом ряду")
    guest.refresh_from_db()
    guest.person.refresh_from_db()
    assert (guest.person.family_name, guest.person.town, guest.note) == ("Ахметова", "Абай", "на первом ряду")
    assert str(guest.person.phone) == "+77011112233"
    assert (request.wanted, request.before) == ({"name": {"family_name": "Ким"}}, {"name": {"family_name": "Ахметова"}})


def test_nothing_waits_where_nothing_of_it_differs_or_nothing_is_moderated(guest, setup, registrar_user) -> None:
    assert ask(guest, person={"family_name": "Ахметова", "town": "Абай"}) is None
    change_setup(event=guest.event, by=registrar_user, moderated=[])
    assert ask(guest, person={"family_name": "Ким"}) is None
    guest.person.refresh_from_db()
    assert guest.person.family_name == "Ким"


def test_agreeing_carries_it_out_and_empties_the_wish(guest, registrar_user) -> None:
    other = CategoryFactory(event=guest.event)
    request = ask(guest, person={"family_name": "Ким", "organisation": "Новая библиотека"}, category=other)
    services.agree(request=request, by=registrar_user)
    guest.refresh_from_db()
    request.refresh_from_db()
    assert (guest.category, guest.person.family_name) == (other, "Ким")
    assert str(guest.person.organisation) == "Новая библиотека"
    assert (request.state, request.wanted, request.before) == (ChangeState.AGREED, {}, {})
    assert [row.taken for row in Category.objects.order_by("pk")] == [0, 1]
    entry = ActivityEntry.objects.filter(action="registration_changed").latest("pk")
    assert (entry.by, entry.after["family_name"]) == (registrar_user, "Ким")


def test_places_are_taken_at_the_decision_and_a_full_category_lets_the_wish_wait(guest, registrar_user) -> None:
    full = CategoryFactory(event=guest.event, capacity=1, taken=1)
    request = ask(guest, category=full)
    with pytest.raises(CategoryFullError):
        services.agree(request=request, by=registrar_user)
    request.refresh_from_db()
    assert (request.state, request.wanted) == (ChangeState.WAITING, {"category": full.code})
    Category.objects.filter(pk=full.pk).update(capacity=2)
    services.agree(request=request, by=registrar_user)
    full.refresh_from_db()
    assert full.taken == 2


def test_a_wish_is_out_of_date_when_the_team_changed_the_same_thing(guest, registrar_user) -> None:
    request = ask(guest, person={"family_name": "Ким"})
    change_registration(registration=guest, details=Details(person={"post": "директор"}), by=registrar_user)
    assert not is_stale(ChangeRequest.objects.get())
    change_registration(registration=guest, details=Details(person={"family_name": "Цой"}), by=registrar_user)
    stale = ChangeRequest.objects.get()
    assert is_stale(stale)
    shown = [(one.before, one.after, one.is_stale) for one in Words(guest.event).of(stale)]
    assert shown == [("Цой", "Ким", True)]
    with pytest.raises(services.StaleError):
        services.agree(request=request, by=registrar_user)
    services.agree(request=request, by=registrar_user, also_stale=True)
    guest.person.refresh_from_db()
    assert guest.person.family_name == "Ким"


def test_the_language_of_the_reader_makes_no_wish_stale(guest, registrar_user) -> None:
    house = guest.person.organisation
    house.name = i18n(ru="Библиотека", kk="Кітапхана")
    house.save()
    request = ask(guest, person={"organisation": "Архив"})
    from django.utils import translation

    for language in ("ru", "kk", "en"):
        with translation.override(language):
            assert not is_stale(ChangeRequest.objects.get(pk=request.pk))


def test_a_decision_is_taken_once(guest, registrar_user) -> None:
    request = ask(guest, person={"family_name": "Ким"})
    services.decline_change(request=request, by=registrar_user, reason="Нужен документ")
    for again in (services.agree, services.decline_change):
        with pytest.raises(services.AlreadyDecidedError):
            again(request=request, by=registrar_user)
    guest.person.refresh_from_db()
    assert guest.person.family_name == "Ахметова"
    assert services.withdraw_change(registration=guest) is False


def test_of_two_who_read_before_either_wrote_one_decides(guest, registrar_user, monkeypatch) -> None:
    """Without the lock both find the wish open; the conditional update lets one of them through."""
    request = ask(guest, person={"family_name": "Ким"})
    seen = ChangeRequest.objects.get(pk=request.pk)
    services.decline_change(request=request, by=registrar_user)
    monkeypatch.setattr(services, "_open", lambda _request: seen)
    with pytest.raises(services.AlreadyDecidedError):
        services.agree(request=request, by=registrar_user)
    guest.person.refresh_from_db()
    assert guest.person.family_name == "Ахметова"


def test_a_new_wish_takes_the_place_of_the_old_and_one_waits_at_most(guest) -> None:
    first = ask(guest, person={"family_name": "Ким"})
    second = ask(guest, person={"family_name": "Цой"})
    first.refresh_from_db()
    assert (first.state, first.wanted) == (ChangeState.WITHDRAWN, {})
    assert second.state == ChangeState.WAITING
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.create(event=guest.event, registration=guest)


def test_cancelling_ends_the_wish(guest) -> None:
    request = ask(guest, person={"family_name": "Ким"})
    cancel_registration(registration=guest, by=None)
    request.refresh_from_db()
    assert (request.state, request.wanted) == (ChangeState.ENDED, {})


def test_answers_wait_with_the_category_they_depend_on(guest, registrar_user) -> None:
    food = choosing(guest.event, "Мясо", "Рыба", places=1)
    other = CategoryFactory(event=guest.event)
    questions = questionnaire_of(guest.event)[0].questions
    request = ask(guest, category=other, questions=questions, answers={food.code: code_of(food, "Рыба")})
    assert not Answer.objects.exists()
    assert set(request.wanted) == {"category", "answers"}
    services.agree(request=request, by=registrar_user)
    assert str(Answer.objects.get().choice) == "Рыба"
    assert [choice.taken for choice in Choice.objects.order_by("pk")] == [0, 1]


def test_files_of_a_wish_that_came_to_nothing_go(guest, setup, registrar_user) -> None:
    from django.core.files.base import ContentFile

    from conference.registration.questions.choices import Kind
    from tests.factories.questions import QuestionFactory

    setup.moderated = ["answers"]
    setup.save()
    question = QuestionFactory(event=guest.event, kind=Kind.FILE)
    questions = questionnaire_of(guest.event)[0].questions
    files = {question.code: ContentFile(b"%PDF", name="passport.pdf")}
    request = ask(guest, questions=questions, files=files)
    assert request.wanted == {"answers": {question.code: Upload.objects.get().code}}
    services.decline_change(request=request, by=registrar_user)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("wrong", [{"state": "?"}, {"state": ChangeState.AGREED}, {"decided_at": timezone.now()}])
def test_the_database_refuses_what_cannot_be(guest, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.create(**{"event": guest.event, "registration": guest, **wrong})


def test_a_waiting_registration_stays_what_it_is(guest) -> None:
    ask(guest, person={"family_name": "Ким"})
    guest.refresh_from_db()
    assert guest.state == State.CONFIRMED
