"""The waiting list: fair, automatic, answered by a link, and never more than there is."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.registration import services
from conference.registration.choices import Mode, State
from conference.registration.models import Category, Party, Quota, Registration, RegistrationSettings
from conference.registration.places import CategoryFullError
from conference.registration.setup_services import save_category, save_quota
from tests.conference.registration.test_quotas import answering
from tests.conference.registration.test_services import details
from tests.factories.questions import choosing
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def setup(in_event) -> RegistrationSettings:
    return RegistrationSettings.objects.create(event=in_event)


@pytest.fixture
def category(in_event, setup) -> Category:
    return CategoryFactory(event=in_event, capacity=1, name=i18n(ru="Слушатель"))


def come(category: Category, name: str = "Айгүл", **more) -> Registration:
    """Register, willing to wait."""
    who = details(category, given_name=name, email=f"{name}@example.org") | {"may_wait": True} | more
    return services.register_guest(event=category.event, details=who, by=None)


def states() -> list[str]:
    return [str(state) for state in Registration.objects.order_by("pk").values_list("state", flat=True)]


def test_who_comes_to_a_full_category_waits_in_turn(in_event, category) -> None:
    first, second, third = (come(category, name) for name in ("А", "Б", "В"))
    assert states() == ["confirmed", "waiting", "waiting"]
    services.cancel_registration(registration=first, by=None)
    assert services.offer_places(event=in_event) == 1
    assert states() == ["cancelled", "offered", "waiting"]
    assert Category.objects.get().taken == 1, "an offered place is kept"
    assert services.offer_places(event=in_event) == 0
    services.accept_offer(registration=second)
    assert states() == ["cancelled", "confirmed", "waiting"]
    assert Category.objects.get().taken == 1
    third.refresh_from_db()
    assert third.waiting_since is not None


def test_without_a_waiting_list_or_the_wish_nobody_waits(category, setup) -> None:
    come(category)
    with pytest.raises(CategoryFullError):
        come(category, may_wait=False)
    RegistrationSettings.objects.update(has_waiting_list=False)
    with pytest.raises(CategoryFullError):
        come(category)
    assert Registration.objects.count() == 1


def test_a_newcomer_does_not_overtake_who_waits(in_event, category) -> None:
    first = come(category, "А")
    come(category, "Б")
    services.cancel_registration(registration=first, by=None)
    assert Category.objects.get().taken == 0
    newcomer = come(category, "В")
    assert newcomer.state == State.WAITING, "the free place belongs to the next in line"
    services.offer_places(event=in_event)
    assert states() == ["cancelled", "offered", "waiting"]


def test_a_free_place_is_offered_at_once_and_told(in_event, category, django_capture_on_commit_callbacks) -> None:
    first = come(category, "А")
    come(category, "Б")
    outbox.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.cancel_registration(registration=first, by=None)
    offered = Registration.objects.get(state=State.OFFERED)
    letter = next(letter for letter in outbox.outbox if letter.subject.startswith("Сізге орын босады"))
    assert letter.to == ["Б@example.org"]
    assert offered.code in letter.body
    assert offered.offered_until - timezone.now() > timedelta(hours=47)


@pytest.mark.parametrize("places", [2, None])
def test_more_places_are_offered(in_event, category, member_of, places, django_capture_on_commit_callbacks) -> None:
    for name in ("А", "Б"):
        come(category, name)
    with django_capture_on_commit_callbacks(execute=True):
        save_category(event=in_event, by=member_of(in_event), category=category, capacity=places)
    assert states() == ["confirmed", "offered"]


def test_a_missed_offer_goes_to_the_end_and_the_second_one_off_the_list(in_event, category) -> None:
    first = come(category, "А")
    for name in ("Б", "В"):
        come(category, name)
    services.cancel_registration(registration=first, by=None)
    services.offer_places(event=in_event)
    later = timezone.now()
    for expected in (
        ["cancelled", "waiting", "offered"],
        ["cancelled", "offered", "waiting"],
        ["cancelled", "cancelled", "offered"],
        ["cancelled", "cancelled", "cancelled"],
    ):
        later += timedelta(hours=49)
        with time_machine.travel(later):
            assert services.miss_offers(event=in_event) == 1
            assert services.miss_offers(event=in_event) == 0
            services.offer_places(event=in_event)
        assert states() == expected
    assert Category.objects.get().taken == 0


def test_an_offer_that_ran_out_cannot_be_accepted(in_event, category) -> None:
    first, second = come(category, "А"), come(category, "Б")
    services.cancel_registration(registration=first, by=None)
    services.offer_places(event=in_event)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        services.miss_offers(event=in_event)
        with pytest.raises(services.DecisionError):
            services.accept_offer(registration=second)
    with pytest.raises(services.DecisionError):
        services.accept_offer(registration=first)


def test_a_party_is_offered_places_for_all_or_none(in_event, category, member_of) -> None:
    first = come(category, "А")
    together = Party.objects.create(event=in_event, name="Областная библиотека")
    party = [come(category, name) for name in ("Б", "В")]
    Registration.objects.filter(pk__in=[row.pk for row in party]).update(party=together)
    come(category, "Г")
    services.cancel_registration(registration=first, by=None)
    assert services.offer_places(event=in_event) == 0, "one place is not enough for two, and nobody overtakes them"
    save_category(event=in_event, by=member_of(in_event), category=category, capacity=2)
    assert services.offer_places(event=in_event) == 2
    assert states() == ["cancelled", "offered", "offered", "waiting"]
    services.accept_offer(registration=party[0])
    assert states() == ["cancelled", "confirmed", "confirmed", "waiting"]
    assert Category.objects.get().taken == 2


def test_a_shared_hall_keeps_the_order_across_categories(in_event, category, member_of) -> None:
    other = CategoryFactory(event=in_event, capacity=None)
    save_quota(event=in_event, by=None, quota=None, categories=[category, other], name=i18n(ru="Зал"), capacity=1)
    first, second, third = come(other, "А"), come(category, "Б"), come(other, "В")
    remote = come(other, "Г", mode=Mode.REMOTE)
    assert states() == ["confirmed", "waiting", "waiting", "waiting"]
    services.offer_places(event=in_event)
    remote.refresh_from_db()
    assert remote.state == State.OFFERED, "who needs no seat does not wait for one"
    services.cancel_registration(registration=first, by=None)
    services.offer_places(event=in_event)
    assert states() == ["cancelled", "offered", "waiting", "offered"]
    assert Quota.objects.get().taken == 1
    third.refresh_from_db()
    services.cancel_registration(registration=second, by=None)
    services.offer_places(event=in_event)
    assert states()[2] == "offered"


def test_who_waits_for_one_category_does_not_close_the_others_of_a_hall(in_event, category) -> None:
    other = CategoryFactory(event=in_event, capacity=None)
    save_quota(event=in_event, by=None, quota=None, categories=[category, other], name=i18n(ru="Зал"), capacity=4)
    come(category, "А")
    come(category, "Б")  # waits for the category; a seat of the hall is laid aside
    assert come(other, "В").state == State.CONFIRMED
    assert come(other, "Г").state == State.CONFIRMED
    assert come(other, "Д").state == State.WAITING, "the last seat belongs to who waits"
    assert states() == ["confirmed", "waiting", "confirmed", "confirmed", "waiting"]


def test_an_accepted_place_brings_the_answers_places_or_says_they_are_gone(in_event, category) -> None:
    question = choosing(in_event, "Экскурсия", places=1)
    first = come(category, "А")
    second = come(category, "Б", **answering(in_event, question, "Экскурсия"))
    assert question.choices.get().taken == 0
    services.cancel_registration(registration=first, by=None)
    services.offer_places(event=in_event)
    come(CategoryFactory(event=in_event), "В", **answering(in_event, question, "Экскурсия"))
    assert [str(choice) for choice in services.accept_offer(registration=second)] == ["Экскурсия"]
    assert question.choices.get().taken == 1


def test_a_closed_category_offers_nothing(in_event, category) -> None:
    first = come(category, "А")
    come(category, "Б")
    services.cancel_registration(registration=first, by=None)
    Category.objects.update(is_open=False)
    assert services.offer_places(event=in_event) == 0


# --- pages ---
def test_the_guest_answers_by_the_link(client: Client, in_event, category) -> None:
    first, second = come(category, "А"), come(category, "Б")
    own = reverse("public:registration", kwargs={"event": in_event.slug, "token": second.token})
    assert "Ваш номер в очереди этой категории: 1." in client.get(own).content.decode()
    services.cancel_registration(registration=first, by=None)
    services.offer_places(event=in_event)
    assert "Принять место" in client.get(own).content.decode()
    client.get(own + "accept/")
    assert states()[1] == "offered", "a mail program that looks first accepts nothing"
    client.post(own + "accept/")
    assert states()[1] == "confirmed"
    assert "Срок этого предложения истёк" not in client.post(own + "accept/", follow=True).content.decode()


def test_the_guest_declines_and_the_next_is_offered_the_place(
    client: Client, in_event, category, django_capture_on_commit_callbacks
) -> None:
    first, second, _third = (come(category, name) for name in ("А", "Б", "В"))
    services.cancel_registration(registration=first, by=None)
    services.offer_places(event=in_event)
    own = reverse("public:registration", kwargs={"event": in_event.slug, "token": second.token})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(own + "cancel/")
    assert states() == ["cancelled", "cancelled", "offered"]


def test_what_if_changes_nothing(in_event, category, member_of, signed_in) -> None:
    for name in ("А", "Б", "В"):
        come(category, name)
    team = signed_in(member_of(in_event, Role.REGISTRAR))
    address = reverse("manage:waiting_list", kwargs={"event": in_event.slug})
    assert team.get(address).context["next"] == set()
    asked = team.get(address, {f"more_category_{category.pk}": "1"})
    assert asked.context["next"] == {Registration.objects.order_by("pk")[1].pk}
    assert states() == ["confirmed", "waiting", "waiting"]
    wrong = team.get(address, {f"more_category_{category.pk}": "-1"})
    assert wrong.context["form"].errors
    assert wrong.context["next"] == set()
