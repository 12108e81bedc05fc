"""A guest registers in each language on a phone and at a desk, with a mistake first, and keeps what was typed."""

import pytest
from django_scopes import scope

from conference.registration.models import Registration, RegistrationSettings
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory
from tests.journeys.conftest import WALKS, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event(db):
    event = EventFactory(slug="library-80")
    with scope(event=event):
        CategoryFactory(event=event, capacity=3)
    return event


def proceed(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(".form-actions .button-primary").click()


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_guest_registers(event, visitor: Visitor, language: str) -> None:
    page = visitor.page
    visitor.go(f"/{language}/library-80/")
    assert visitor.barriers() == []
    page.locator("a[href$='/register/start/']").first.click()
    page.wait_for_url("**/register/start/")
    page.fill("[name=email]", "aigul@")
    page.fill("[name=town]", "Өскемен")
    proceed(visitor)
    assert page.locator(".error-summary").is_visible()
    assert page.input_value("[name=town]") == "Өскемен"
    assert visitor.barriers() == []
    page.fill("[name=family_name]", "Әбілқайырханова")
    page.fill("[name=given_name]", "Айгүл")
    page.fill("[name=email]", "aigul@example.org")
    page.select_option("[name=country]", "KZ")
    proceed(visitor)
    page.locator("label:has([name=category])").first.click()
    assert visitor.barriers() == []
    proceed(visitor)
    page.locator("[name=consent]").check()
    proceed(visitor)
    assert "Abilqaiyrkhanova" in page.content() or "Abilqaiyrhanova" in page.content()
    assert visitor.barriers() == []
    proceed(visitor)
    assert "/registration/" in page.url
    assert visitor.barriers() == []
    with scope(event=event):
        made = Registration.objects.get()
    assert (made.person.full_name, made.person.town, made.person.language) == (
        "Әбілқайырханова Айгүл",
        "Өскемен",
        language,
    )


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_guest_registers_on_one_page(event, visitor: Visitor, language: str) -> None:
    with scope(event=event):
        RegistrationSettings.objects.create(event=event, is_one_page=True)
    page = visitor.page
    visitor.go(f"/{language}/library-80/register/start/")
    visitor.look()
    visitor.fill(given_name="Сәуле", email="saule@example.org")
    proceed(visitor)
    assert page.locator(".error-summary").count() > 0
    visitor.look()
    page.select_option("[name=country]", "KZ")
    page.locator("label:has([name=category])").first.click()
    page.locator("[name=consent]").check()
    proceed(visitor)
    assert "/registration/" in page.url
    with scope(event=event):
        assert Registration.objects.get().person.full_name == "Сәуле"


@pytest.mark.parametrize("width", [390])
def test_the_language_changes_in_the_middle_of_a_form(event, visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/ru/library-80/register/start/")
    page.fill("[name=family_name]", "Әбілқайырханова")
    with page.expect_navigation():
        page.locator("button[name=switch_language][value=kk]").click()
    assert page.locator("html").get_attribute("lang") == "kk"
    assert page.input_value("[name=family_name]") == "Әбілқайырханова"
    assert page.locator(".error-summary").count() == 0


@pytest.mark.parametrize("width", [390])
def test_what_is_typed_is_kept_and_finished_elsewhere(event, browsers) -> None:
    guest = browsers()
    page = guest.page
    guest.go("/ru/library-80/register/start/")
    guest.fill(given_name="Сәуле", email="saule@example.org")
    page.select_option("[name=country]", "KZ")
    proceed(guest)
    with page.expect_response(lambda answer: answer.status == 204):
        page.fill("[name=note]", "Нужен пандус")
    elsewhere = browsers()
    elsewhere.page.goto(page.url)
    assert elsewhere.page.input_value("[name=note]") == "Нужен пандус"
    guest.follow("[name=later]")
    assert "saule@example.org" in page.locator(".messages").inner_text()
    assert page.input_value("[name=note]") == "Нужен пандус"
    guest.look()
