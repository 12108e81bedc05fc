"""The team writes questions, one of them on a condition, and puts them in order; a guest answers on a phone."""

import json

import pytest
from django_scopes import scope

from conference.events.choices import Role
from conference.registration.models import Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Question
from conference.registration.questions.queries import answers_of, in_order, questionnaire_of
from tests.conference.registration.questions.test_conditions import CASES, SAID
from tests.factories.registration import CategoryFactory
from tests.journeys.conftest import WALKS, Visitor

pytestmark = pytest.mark.django_db(transaction=True)
JUDGE = """async ([cases, said]) => {
  const { holds } = await import("/static/js/conditions.js");
  const known = new Map(Object.entries(said).map(([code, values]) => [code, new Set(values)]));
  return cases.map((condition) => holds(condition, known));
}"""


@pytest.mark.parametrize("width", [1280])
def test_the_page_judges_conditions_as_the_server_does(event, visitor: Visitor) -> None:
    visitor.go(f"/ru/{event.slug}/")
    said = {code: sorted(values) for code, values in SAID.items()}
    judged = visitor.page.evaluate(JUDGE, [[condition for condition, _expected in CASES], said])
    assert judged == [expected for _condition, expected in CASES]


def write_questions(team: Visitor, event) -> None:
    """Write "a bus?", and "which train" asked only of who says yes."""
    page = team.page
    team.go(f"/manage/{event.slug}/")
    team.choose("/registration/questions/")
    team.look()
    team.follow("main a[href$='/questions/add/']")
    page.select_option("[name=kind]", Kind.CHOICE)
    team.send("#question", ".form-actions button")
    assert page.locator(".error-summary").is_visible()
    team.look()
    team.fill(label_0="Нужен автобус?", label_1="Автобус керек пе?", label_2="A bus?")
    for number, labels in enumerate((("да", "иә", "yes"), ("нет", "жоқ", "no"), ("потом", "кейін", "later"))):
        if not page.locator(f"[name=choices-{number}-label_0]").is_visible():
            page.locator(".question-choices [data-add]").click()
        for language, label in enumerate(labels):
            page.fill(f"[name=choices-{number}-label_{language}]", label)
    team.send("#question", ".form-actions button")
    team.follow("main a[href$='/questions/add/']")
    assert page.locator("[name=minimum]").is_hidden(), "only a number has bounds"
    team.fill(label_0="Какой поезд?", label_1="Қай пойыз?", label_2="Which train?")
    page.check("[name=is_required]")
    with scope(event=event):
        bus = Question.objects.get()
        yes = next(choice.code for choice in bus.choices.all() if str(choice) in {"да", "иә", "yes"})
    page.select_option("[name=terms-0-what]", f"{bus.code}:is:{yes}")
    team.look()
    team.send("#question", ".form-actions button")


def rearrange(team: Visitor) -> None:
    """Drag the second line above the first, which its condition forbids, and read why."""
    page = team.page
    first, second = page.locator("[data-handle]").first, page.locator("[data-handle]").last
    box, target = second.bounding_box(), first.bounding_box()
    assert box
    assert target
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 5, target["y"] + 30, steps=8)
    with page.expect_navigation():
        page.mouse.move(target["x"] + 5, target["y"] - 12, steps=8)
        page.mouse.up()
    assert page.locator(".messages").inner_text().strip(), "why the order stays is said"
    team.look()


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_the_team_asks_and_a_guest_answers(event, browsers, member_of, language: str) -> None:
    with scope(event=event):
        CategoryFactory(event=event)
    team = browsers(member_of(event, Role.REGISTRAR))
    write_questions(team, event)
    rearrange(team)
    with scope(event=event):
        bus, train = in_order(questionnaire_of(event))
    team.follow("main a[href$='/preview/']")
    team.look()

    guest = browsers()
    page = guest.page
    guest.go(f"/{language}/{event.slug}/register/start/")
    guest.fill(given_name="Сәуле", email="saule@example.org")
    page.select_option("[name=country]", "KZ")
    guest.send("#step")
    page.locator("label:has([name=category])").first.click()
    guest.send("#step")
    guest.look()
    assert page.locator(f"[name=q_{train.code}]").is_hidden()
    page.locator(f"label:has([name=q_{bus.code}])").first.click()
    assert page.locator(f"[name=q_{train.code}]").is_visible()
    page.locator("label:has([name=consent])").click()
    guest.send("#step")
    assert page.locator(".error-summary").is_visible(), "the train is demanded of who takes the bus"
    assert page.locator(f"[name=q_{bus.code}]:checked").count() == 1
    guest.look()
    assert page.locator("[name=consent]").is_checked(), "what was said is kept"
    guest.fill(**{f"q_{train.code}": "№ 10, 07:25"})
    guest.send("#step")
    assert "№ 10, 07:25" in page.locator("#questions").inner_text()
    guest.look()
    guest.send("#review")
    assert "№ 10, 07:25" in page.locator("#data").inner_text()
    with scope(event=event):
        assert json.dumps("№ 10, 07:25") in json.dumps(answers_of(Registration.objects.get()))
