"""The page of the list of people: what is said of the rows, of a wrong file, and of a delegation that does not come."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from conference.core.text.localized import i18n
from conference.delegations import services
from conference.delegations.models import Delegation
from conference.registration.models import Category, RegistrationSettings
from tests.factories.delegations import announced, bring, row, switched_on
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(in_event) -> Category:
    RegistrationSettings.objects.create(event=in_event)
    return CategoryFactory(event=in_event, capacity=20, name=i18n(ru="Слушатель"))


@pytest.fixture
def delegation(in_event, category) -> Delegation:
    switched_on(in_event, places=12)
    return announced(in_event)


def page(delegation: Delegation, name: str, language: str = "ru") -> str:
    with translation.override(language):
        return reverse(f"public:{name}", kwargs={"event": delegation.event.slug, "token": delegation.token})


@pytest.mark.parametrize(
    ("people", "words"), [(1, "человек будет зарегистрирован"), (3, "человека будут зарегистрированы")]
)
def test_how_many_are_ready_is_said_in_good_russian(delegation, client, people: int, words: str) -> None:
    services.put_rows(delegation=delegation, rows=[row(f"Гость{n}") for n in range(people)])
    answer = client.get(page(delegation, "delegation_people"))
    assert answer.context["figures"] == [(words, people, "ready")]


def test_a_wrong_file_is_told_at_the_head_of_the_page(delegation, client) -> None:
    file = SimpleUploadedFile("notes.txt", "это не таблица".encode())
    html = client.post(page(delegation, "delegation_people"), {"upload": "yes", "file": file}).text
    assert html.index("error-summary") < html.index('id="new"') < html.index('class="field-error"')


def test_a_fault_stands_once_beside_its_cell(in_event, category, client) -> None:
    CategoryFactory(event=in_event, name=i18n(ru="Докладчик"))
    switched_on(in_event, places=12)
    delegation = announced(in_event)
    services.put_rows(delegation=delegation, rows=[row("Айгүл")])
    html = client.get(page(delegation, "delegation_people")).text
    assert html.count("Выберите категорию.") == 1


def test_nobody_writes_a_list_for_a_delegation_that_does_not_come(
    delegation, client, django_capture_on_commit_callbacks
) -> None:
    bring(delegation, "Айгүл")
    client.post(page(delegation, "delegation_withdraw"))
    home = page(delegation, "delegation")
    assert client.get(page(delegation, "delegation_people")).url == home
    assert "места освобождены" not in client.get(home).text, "the members are not taken off yet"


def test_what_is_wrong_is_listed_as_the_page_shows_it(in_event, category, client) -> None:
    switched_on(in_event)
    with translation.override("ru"):
        address = reverse("public:delegation_announce", kwargs={"event": in_event.slug})
    html = client.post(address, {"form_key": "a-key"}).text
    summary = html[html.index("error-summary") : html.index('id="id_organisation"')]
    places = [summary.index(f"#id_{name}") for name in ("organisation", "country", "email", "agrees")]
    assert places == sorted(places)
    assert ".:" not in summary
