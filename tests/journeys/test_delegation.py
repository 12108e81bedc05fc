"""A head announces a delegation and gives twelve people by a file with three bad rows; a member says the rest."""

import re

import pytest
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.delegations.models import Delegation, Member
from conference.events.models import Event
from conference.registration.models import Category, Registration, RegistrationSettings
from tests.factories.delegations import sheet_of, switched_on
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory
from tests.journeys.conftest import WALKS
from tests.support.mails import newest_mail

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = {
    "ru": ["Фамилия", "Имя", "Должность", "Электронная почта", "Категория"],
    "kk": ["Тегі", "Аты", "Лауазымы", "Электрондық пошта", "Санат"],
    "en": ["Family name", "Given name", "Post", "E-mail", "Category"],
}
LISTENER = {"ru": "Слушатель", "kk": "Тыңдаушы", "en": "Listener"}


@pytest.fixture
def event(db) -> Event:
    found = EventFactory(slug="library-80")
    with scope(event=found):
        RegistrationSettings.objects.create(event=found)
        switched_on(found, places=12)
        CategoryFactory(event=found, capacity=40, name=i18n(**LISTENER))
        CategoryFactory(event=found, capacity=5, name=i18n(ru="Докладчик", kk="Баяндамашы", en="Speaker"))
    return found


def twelve(language: str) -> bytes:
    """Return the file: nine good rows, one without a name, one with a broken address, one in an unknown category."""
    category = LISTENER[language]
    rows = [["Қасымова", f"Гүлнәр {n}", "Кітапханашы", f"g{n}@example.org", category] for n in range(9)]
    rows.insert(2, ["", "", "Водитель", "", category])
    rows.insert(5, ["Ли", "Виктор", "", "viktor@example", category])
    rows.insert(8, ["Өтегенов", "Ұлан", "", "ulan@example.org", "VIP"])
    return sheet_of(TITLES[language], rows)


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_twelve_people_by_a_spreadsheet_with_three_bad_rows(event, browsers, language: str, tmp_path) -> None:
    head = browsers()
    head.go(f"/{language}/library-80/")
    head.follow("#delegations a")
    head.look()
    head.fill(organisation="Бұқар жырау орталықтандырылған кітапхана жүйесі", family_name="Тоқтарова", town="Ботақара")
    head.fill(given_name="Әсел", email="head@example.org")
    head.page.select_option("[name=country]", "KZ")
    head.page.locator("[name=takes_part]").uncheck()
    head.page.locator("[name=agrees]").check()
    head.send("#announce")
    head.look()
    link = re.search(r"https?://\S+/delegation/\S+", newest_mail("head@example.org").text)
    assert link, "the letter leads to the page of the delegation"
    head.page.goto(link[0])
    head.follow("a[href$='/people/']")
    file = tmp_path / "people.xlsx"
    file.write_bytes(twelve(language))
    head.page.set_input_files("[name=file]", str(file))
    head.follow("[name=upload]")
    head.look()
    assert head.page.locator(".person-row.is-wrong").count() == 3
    with scope(event=event):
        assert not Registration.objects.exists(), "nothing is stored before it was looked at"
    nameless, mistyped, elsewhere = (head.page.locator(".person-row.is-wrong").nth(place) for place in range(3))
    for row, number in ((nameless, "4"), (mistyped, "7"), (elsewhere, "10")):
        assert number in (row.locator("legend").text_content() or ""), "found again in the spreadsheet"
    nameless.locator("[name$=-given_name]").fill("Серік")
    mistyped.locator("[name$=-email]").fill("viktor@example.org")
    elsewhere.locator("[name$=-category]").select_option(label=LISTENER[language])
    head.follow(".actions button[name=save]")
    head.look()
    assert head.page.locator(".person-row.is-wrong").count() == 0
    head.follow("button[name=register]")
    head.look()
    with scope(event=event):
        delegation = Delegation.objects.get()
        assert delegation.taken == 12 == Registration.objects.filter(state="confirmed").count()
        assert sorted(Category.objects.values_list("taken", flat=True)) == [0, 12]
    letter = re.search(r"https?://\S+/member/\S+", newest_mail("ulan@example.org").text)
    assert letter
    member = browsers()
    member.page.goto(letter[0])
    member.look()
    assert member.page.input_value("[name=given_name]") == "Ұлан"
    member.page.locator("[name=consent]").check()
    member.send("#complete")
    member.look()
    with scope(event=event):
        done = Member.objects.get(completed_at__isnull=False)
        assert done.registration.person.given_name == "Ұлан"
        assert done.registration.email_confirmed_at is not None
    assert newest_mail("ulan@example.org").attachments.count() >= 1
