"""A round table from its theme to the adopted resolution, with a statement that a guest hands in."""

import io

import pypdfium2
import pytest
from django_scopes import scope

from conference.events.choices import Role
from conference.roundtables.models import Statement
from tests.factories.events import UserFactory
from tests.factories.registration import RegistrationFactory
from tests.factories.roundtables import person_at
from tests.journeys.conftest import WALKS, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def prepare(moderator: Visitor, event) -> None:
    """Make the table, seat people, put a question."""
    page = moderator.page
    moderator.go(f"/manage/{event.slug}/")
    moderator.choose("/round-tables/")
    moderator.look()
    moderator.follow("main a[href$='/round-tables/new/']")
    moderator.fill(slug="stol")
    moderator.send("#round-table")
    assert page.locator(".error-summary").is_visible()
    assert page.input_value("[name=slug]") == "stol"
    moderator.look()
    moderator.fill(title_0="Будущее сельских библиотек", title_1="Ауыл кітапханаларының болашағы")
    page.check("[name=is_public]")
    moderator.send("#round-table")
    moderator.look()
    moderator.follow("main a[href$='/participants/']")
    for name, role in (("Akhmetova", "moderator"), ("Ким", "participant")):
        page.fill("form[role=search] [name=q]", name)
        moderator.follow("form[role=search] button")
        page.locator("form.seat-form:has([name=person]) [name=role]").select_option(role)
        moderator.follow("form.seat-form:has([name=person]) button")
    moderator.look()
    moderator.go(f"/manage/{event.slug}/round-tables/stol/")
    moderator.follow("main a[href$='/agenda/new/']")
    moderator.look()
    moderator.fill(title_0="Краеведение", title_1="Өлкетану", title_2="Local history")
    moderator.follow("main form .form-actions button")
    moderator.look()


def hold(moderator: Visitor) -> None:
    """Record what is said and proposed."""
    page = moderator.page
    moderator.follow("a[href*='/statements/new/']")
    moderator.look()
    page.select_option("[name=person]", index=1)
    page.locator("label:has([name=kind])").first.click()
    moderator.fill(title_0="Летопись села", text_0="Летопись пишут жители.")
    moderator.send("#statement-form")
    moderator.follow("a[href*='/proposals/new/']")
    moderator.look()
    moderator.fill(text_0="открыть краеведческие фонды", text_1="өлкетану қорларын ашу", addressee_0="Библиотекам")
    moderator.send("#proposal-form")
    moderator.follow("form[action$='/decide/'] button[value=adopted]")
    moderator.look()


def adopt(moderator: Visitor) -> None:
    """Write the resolution, try to adopt it by a vote without figures, adopt it."""
    page = moderator.page
    moderator.follow("main a[href$='/resolution/']")
    moderator.fill(preamble_0="Библиотеки хранят память.", preamble_1="Кітапханалар жадты сақтайды.")
    page.locator("#preview", has_text="Библиотеки хранят память").or_(
        page.locator("#preview", has_text="Кітапханалар жадты")
    ).first.wait_for()
    moderator.look()
    moderator.send("#resolution-form")
    page.locator("#adoption label:has([value=vote])").click()
    moderator.fill(votes_for="24")
    moderator.send("#adoption")
    assert page.locator("#adoption .error-summary").is_visible()
    assert page.input_value("[name=votes_for]") == "24"
    moderator.look()
    moderator.fill(votes_against="0", abstentions="1")
    page.locator("#adoption label:has([value=vote])").click()
    moderator.send("#adoption")
    moderator.look()
    moderator.follow("main a[href$='/history/']")
    moderator.look()


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_round_table_adopts_its_resolution(event, browsers, member_of, language: str) -> None:
    with scope(event=event):
        person_at(event)
        guest = person_at(event, family_name="Ким", given_name="Анна", user=UserFactory(email="kim@example.org"))
        RegistrationFactory(event=event, person=guest)
    moderator = browsers(member_of(event, Role.MODERATOR))
    prepare(moderator, event)

    author = browsers(guest.user)
    author.go("/my/")
    author.look()
    author.follow("#content a[href$='/stol/statement/']")
    author.fill(text="Мне не хватило времени.")
    author.send("#own-statement")
    assert author.page.input_value("[name=text]") == "Мне не хватило времени."
    author.look()
    author.fill(title="О фондах")
    author.send("#own-statement")
    author.look()

    moderator.go(f"/manage/{event.slug}/round-tables/stol/")
    moderator.look()
    moderator.follow("form[action$='/publish/'] button")
    with scope(event=event):
        assert Statement.objects.get().is_published
    hold(moderator)
    adopt(moderator)

    reader = browsers()
    reader.go(f"/{language}/{event.slug}/")
    reader.choose("/round-tables/")
    reader.look()
    reader.follow("main a[href$='/round-tables/stol/']")
    assert "О фондах" in reader.page.locator(".statements").last.inner_text()
    assert reader.page.locator("#resolution").is_visible()
    reader.look()
    pages = pypdfium2.PdfDocument(io.BytesIO(reader.fetch("a[href$='/resolution.pdf']")))
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "24" in text
    assert "Библиотеки хранят память" in text or "Кітапханалар жадты сақтайды" in text
    reader.follow("main a[href$='/statements/']")
    reader.look()
