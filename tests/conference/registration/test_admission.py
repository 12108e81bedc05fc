"""Applications: who decides what, from which state into which, and what the guest is told."""

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.jobs.models import JobState
from conference.core.mail.models import OutgoingMail
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.registration import services
from conference.registration.choices import ENDED, HOLDING, LIVE, TRANSITIONS, State
from conference.registration.models import Category, Registration
from conference.registration.places import CategoryFullError
from conference.registration.questions.models import Answer
from conference.registration.setup_services import save_code
from tests.conference.registration.test_pages import WHO
from tests.conference.registration.test_quotas import answering
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.questions import choosing
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(in_event) -> Category:
    return CategoryFactory(event=in_event, needs_approval=True, capacity=1, name=i18n(ru="Молодой исследователь"))


@pytest.fixture
def registrar(in_event, member_of, signed_in) -> Client:
    return signed_in(member_of(in_event, Role.REGISTRAR))


def apply(category: Category, **more) -> Registration:
    return services.register_guest(event=category.event, details=details(category) | more, by=None)


def in_state(state: State, category: Category) -> Registration:
    now = timezone.now()
    return RegistrationFactory(
        event=category.event,
        category=category,
        state=state,
        cancelled_at=now if state in ENDED else None,
        waiting_since=now if state == State.WAITING else None,
        offered_until=now if state == State.OFFERED else None,
    )


def test_every_state_has_its_row_and_its_kind() -> None:
    assert set(TRANSITIONS) == set(State)
    assert set(LIVE) | set(ENDED) == set(State)
    assert not set(LIVE) & set(ENDED)
    assert set(HOLDING) <= set(LIVE)


@pytest.mark.parametrize("state", State)
def test_decisions_follow_the_table(in_event, member_of, state) -> None:
    """Try every decision in every state: what is done stands in the table, what is refused changes nothing."""
    user = member_of(in_event)
    decisions = [services.admit, services.put_on_waiting_list, services.decline, services.reopen]
    for decide in decisions:
        category = CategoryFactory(event=in_event, taken=5)
        registration = in_state(state, category)
        try:
            decide(registration=registration, by=user)
        except services.DecisionError:
            registration.refresh_from_db()
            assert registration.state == state
        else:
            registration.refresh_from_db()
            assert State(registration.state) in TRANSITIONS[state]
        category.refresh_from_db()
        assert category.taken - 5 == (registration.state == State.CONFIRMED) - (state == State.CONFIRMED)


def test_an_application_holds_no_place_until_it_is_admitted(in_event, category, member_of) -> None:
    first, second = apply(category), apply(category)
    assert {first.state, second.state} == {State.PENDING}
    assert Category.objects.get().taken == 0
    services.admit(registration=second, by=member_of(in_event))
    assert Category.objects.get().taken == 1
    with pytest.raises(CategoryFullError):
        services.admit(registration=first, by=member_of(in_event))
    first.refresh_from_db()
    assert first.state == State.PENDING


def test_the_guest_is_told_each_step_with_the_reason(
    in_event, category, member_of, django_capture_on_commit_callbacks
) -> None:
    user = member_of(in_event)
    with django_capture_on_commit_callbacks(execute=True):
        made = apply(category)
    with django_capture_on_commit_callbacks(execute=True):
        services.decline(registration=made, by=user, reason="Мест для докладчиков <больше> нет.")
    with django_capture_on_commit_callbacks(execute=True):
        services.reopen(registration=made, by=user)
    with django_capture_on_commit_callbacks(execute=True):
        services.admit(registration=made, by=user)
    subjects = [letter.subject.split(":")[0] for letter in outbox.outbox]
    assert subjects == [
        "Өтініміңіз алынды",
        "Өкінішке қарай, өтініміңіз қабылданбады",
        "Өтініміңіз қайта қаралуда",
        "Сіз тіркелдіңіз",
    ]
    declined = outbox.outbox[1]
    assert "<больше>" in declined.body
    assert "&lt;больше&gt;" in declined.alternatives[0][0]
    assert [name for name, *_rest in outbox.outbox[0].attachments] == [], "nobody's calendar shows a wish"
    assert next(name for name, *_rest in outbox.outbox[3].attachments) == "event.ics"


def test_an_answer_whose_places_went_meanwhile_is_dropped_and_told(in_event, category, member_of) -> None:
    question = choosing(in_event, "Экскурсия", places=1)
    made = apply(category, **answering(in_event, question, "Экскурсия"))
    assert question.choices.get().taken == 0, "a wish holds no place"
    other = CategoryFactory(event=in_event)
    apply(other, **answering(in_event, question, "Экскурсия"))
    dropped = services.admit(registration=made, by=member_of(in_event))
    assert [str(choice) for choice in dropped] == ["Экскурсия"]
    assert not Answer.objects.filter(registration=made).exists()
    assert question.choices.get().taken == 1


def test_an_admitted_guest_holds_the_places_of_their_answers(in_event, category, member_of) -> None:
    question = choosing(in_event, "Экскурсия", places=1)
    made = apply(category, **answering(in_event, question, "Экскурсия"))
    assert services.admit(registration=made, by=member_of(in_event)) == []
    assert question.choices.get().taken == 1
    services.cancel_registration(registration=made, by=None)
    assert question.choices.get().taken == 0


def test_a_declined_guest_may_apply_again_and_then_the_decision_stands(in_event, category, member_of) -> None:
    user = member_of(in_event)
    made = apply(category)
    services.decline(registration=made, by=user)
    Registration.objects.create(event=in_event, person=made.person, category=category, state=State.PENDING)
    with pytest.raises(services.DecisionError):
        services.reopen(registration=made, by=user)


def test_a_code_given_back_by_a_refusal_is_used_again(in_event, category, member_of) -> None:
    user = member_of(in_event)
    Category.objects.update(needs_code=True)
    category.refresh_from_db()
    code = save_code(event=in_event, by=user, code=None, categories=[category], capacity=1)
    made = apply(category, code=code)
    services.decline(registration=made, by=user)
    code.refresh_from_db()
    assert code.taken == 0
    services.reopen(registration=made, by=user)
    services.cancel_registration(registration=made, by=None)
    code.refresh_from_db()
    assert code.taken == 0


def test_a_guest_cannot_step_round_the_decision(in_event, category) -> None:
    open_to_all = CategoryFactory(event=in_event)
    made = apply(category)
    with pytest.raises(CategoryFullError):
        services.change_registration(registration=made, details=services.Details(category=open_to_all), by=None)
    confirmed = apply(open_to_all)
    with pytest.raises(CategoryFullError):
        services.change_registration(registration=confirmed, details=services.Details(category=category), by=None)


def test_the_database_keeps_states_and_dates_together(in_event, category) -> None:
    made = apply(category)
    rows = Registration.objects.filter(pk=made.pk)
    for wrong in (
        {"state": State.WAITING},
        {"state": State.OFFERED},
        {"state": State.DECLINED},
        {"offered_until": timezone.now()},
        {"cancelled_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(event=in_event, person=made.person, category=category)


# --- pages ---
def test_a_guest_applies_and_sees_where_it_stands(client: Client, in_event, category) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)["Location"]
    last = client.post(step, {"category": category.code, "mode": "in_person", "visibility": "nobody"})
    review = client.post(last["Location"], {"consent": "1"})["Location"]
    assert "Подать заявку" in client.get(review).content.decode()
    own = client.post(review)["Location"]
    page = client.get(own).content.decode()
    assert "Ваша заявка получена" in page
    assert "Отозвать заявку" in page
    client.post(own + "cancel/")
    assert Registration.objects.get().state == State.CANCELLED
    assert Category.objects.get().taken == 0


def test_the_team_decides_on_several_at_once(in_event, category, registrar) -> None:
    Category.objects.update(capacity=2)
    made = [apply(category, person=details(category, given_name=f"Гость{n}")["person"]) for n in range(4)]
    address = reverse("manage:applications", kwargs={"event": in_event.slug})
    nothing = registrar.post(address, {"decision": "admit", "reason": "Слово"})
    assert nothing.context["form"].errors["chosen"]
    assert "Слово" in nothing.content.decode()
    answer = registrar.post(
        address, {"chosen": [row.code for row in made[:3]], "decision": "admit"}, follow=True
    ).content.decode()
    assert [row.state for row in Registration.objects.order_by("pk")] == [
        State.CONFIRMED,
        State.CONFIRMED,
        State.PENDING,
        State.PENDING,
    ]
    assert "Гость2" in answer
    assert "не осталось мест" in answer
    registrar.post(address, {"chosen": [made[2].code], "decision": "wait"})
    registrar.post(address, {"chosen": [made[3].code], "decision": "decline", "reason": "Увы"})
    assert [row.state for row in Registration.objects.order_by("pk")][2:] == [State.WAITING, State.DECLINED]
    registrar.post(reverse("manage:registration_reopen", kwargs={"event": in_event.slug, "code": made[3].code}))
    made[3].refresh_from_db()
    assert (made[3].state, made[3].reason) == (State.PENDING, "")


def test_nobody_decides_on_another_events_application(registrar, category) -> None:
    other = EventFactory()
    with scope(event=other):
        there = RegistrationFactory(event=other, state=State.PENDING)
    for name in ("registration_admit", "registration_reopen"):
        address = reverse(f"manage:{name}", kwargs={"event": category.event.slug, "code": there.code})
        assert registrar.post(address).status_code == 404
    address = reverse("manage:applications", kwargs={"event": category.event.slug})
    refused = registrar.post(address, {"chosen": [there.code], "decision": "admit"})
    assert refused.context["form"].errors["chosen"]


def test_queries_do_not_grow_with_the_applications(
    in_event, category, registrar, django_assert_max_num_queries
) -> None:
    address = reverse("manage:applications", kwargs={"event": in_event.slug})
    for _more in range(2):
        in_state(State.PENDING, category)
        with django_assert_max_num_queries(16):
            assert registrar.get(address).status_code == 200


def test_a_letter_queued_by_an_earlier_version_is_still_written(in_event, category) -> None:
    made = RegistrationFactory(event=in_event, category=category)
    job = jobs.start(
        kind="registration.mail", by=None, event=in_event, registration=made.pk, template="registration/changed"
    )
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert OutgoingMail.objects.get(to=made.person.email).subject.startswith("Ваша регистрация изменена")
