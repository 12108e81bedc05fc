"""One guest registers twice: they and the team are told, and a stranger who types the address learns nothing."""

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from conference.accounts.models import User
from conference.events.choices import Role
from conference.registration import services
from conference.registration.models import Registration
from conference.registration.queries import twins, with_twins
from tests.conference.registration.test_pages import WHO, walk
from tests.conference.registration.test_services import details
from tests.factories.events import UserFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
ADDRESS = WHO["email"]


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event)


def register(category, **typed) -> Registration:
    return services.register_guest(event=category.event, details=details(category, **typed), by=None)


def test_the_same_name_and_address_are_twins_however_they_are_written(category) -> None:
    first = register(category, family_name="Төлегенова", given_name="Ұлжан", patronymic="Ерланқызы")
    second = register(category, family_name="ұлжан", given_name="Толегенова", email="AIGUL@example.org")
    colleague = register(category, family_name="Төлегенова", given_name="Айгүл")
    elsewhere = register(category, family_name="Төлегенова", given_name="Ұлжан", email="other@example.org")
    rows = [first, second, colleague, elsewhere]
    assert [twins(row) for row in rows] == [[second], [first], [], []]
    services.cancel_registration(registration=second, by=None)
    assert [twins(row) for row in Registration.objects.select_related("person")] == [[], [], [], []]


def test_the_table_finds_those_whose_telephone_wrote_a_capital(category) -> None:
    first = register(category)
    second = register(category, email="Aigul@example.org")
    register(category, given_name="Сәуле")
    assert with_twins(Registration.objects.select_related("person")) == {first.pk, second.pk}


@pytest.mark.django_db(transaction=True)
def test_the_letter_tells_the_owner_of_the_address_and_no_page_the_stranger(client, in_event, category) -> None:
    first = walk(client, in_event, category)
    stranger = Client()
    second = walk(stranger, in_event, category)
    page = stranger.get(f"/ru/{in_event.slug}/registration/{second.token}/").content.decode()
    letter = outbox.outbox[-1]
    assert letter.to == [ADDRESS]
    assert first.code in letter.body
    assert first.token not in page
    assert first.code not in page
    link = next(line for line in letter.body.splitlines() if f"/registration/{first.code}." in line)
    assert Client().get(link.removeprefix("http://testserver")).context["registration"] == first
    assert "twice" not in outbox.outbox[0].body


def test_who_is_signed_in_is_shown_what_they_have(in_event, category, signed_in) -> None:
    start = f"/en/{in_event.slug}/register/start/"
    browser = signed_in(UserFactory(email=ADDRESS))
    assert "You are registered already" not in browser.get(start).content.decode()
    first, second = walk(browser, in_event, category), walk(Client(), in_event, category)
    page = browser.get(start).content.decode()
    assert "You are registered already" in page
    assert first.token in page
    services.cancel_registration(registration=first, by=None)
    services.cancel_registration(registration=second, by=None)
    assert "You are registered already" not in browser.get(start).content.decode()


def test_whose_address_it_is_sees_both(in_event, category, signed_in) -> None:
    first, second = walk(Client(), in_event, category), walk(Client(), in_event, category)
    page_of_first = f"/en/{in_event.slug}/registration/{first.token}/"
    assert second.code not in signed_in(UserFactory()).get(page_of_first).content.decode()
    page = signed_in(User.objects.get(email=ADDRESS)).get(page_of_first).content.decode()
    assert "You are registered twice" in page
    assert second.token in page


def test_the_team_sees_a_mark(in_event, category, member_of, signed_in) -> None:
    first, second = walk(Client(), in_event, category), walk(Client(), in_event, category)
    walk(Client(), in_event, category, who=WHO | {"given_name": "Сәуле"})
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    table = registrar.get(reverse("manage:registrations", kwargs={"event": in_event.slug}))
    assert table.context["twins"] == {first.pk, second.pk}
    assert table.content.decode().count("tag-warning") == 2
    address = reverse("manage:registration", kwargs={"event": in_event.slug, "code": first.code})
    assert second.code in registrar.get(address).content.decode()
