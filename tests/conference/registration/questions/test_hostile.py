"""Broken and ill-meant input: every answer is a page or a refusal, never a fault, and nothing is stored."""

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from conference.events.choices import Role
from conference.registration.models import Draft
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Question, Section
from tests.factories.questions import QuestionFactory, choosing
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
ODD = [
    "\x00",
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "<script>alert(1)</script>",
    "=1+1",
    "\ud800".encode("utf-8", "replace"),
]


@pytest.fixture
def team(event, member_of, signed_in):
    return signed_in(member_of(event, Role.REGISTRAR))


def page(event, name: str, **kwargs: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": event.slug, **kwargs})


@pytest.mark.parametrize("name", ["question_add", "section_add"])
def test_an_editor_without_its_counters_is_refused(event, team, name) -> None:
    for data in ({}, {"label_0": "a", "title_0": "a", "kind": "text"}, {"terms-TOTAL_FORMS": "99999999"}):
        assert team.post(page(event, name), data).status_code == 200
    with scope(event=event):
        assert not Question.objects.exists()
        assert not Section.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_in_the_editor(event, team, odd) -> None:
    data = {"label_0": odd, "kind": "number", "minimum": odd, "maximum": odd, "section": odd, "categories": odd}
    for prefix in ("choices", "rows", "terms"):
        data |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
    data |= {"choices-0-label_0": odd, "choices-0-capacity": odd, "choices-0-code": odd}
    data |= {"terms-0-what": odd, "terms-0-number": odd, "terms-0-joiner": odd, "terms-0-is_not": odd}
    assert team.post(page(event, "question_add"), data).status_code == 200
    assert team.post(page(event, "questions"), {"order": odd}).status_code in {200, 302}
    assert team.get(page(event, "questions_preview"), {"category": odd, "mode": odd}).status_code in {200, 400}


@pytest.mark.parametrize("odd", ODD)
def test_odd_answers_of_guests(event, odd) -> None:
    with scope(event=event):
        names = []
        for kind in Kind:
            question = choosing(event, "да", kind=kind, rows=("Обед",))
            names.append(f"q_{question.code}")
            names += [f"q_{question.code}_{row.code}" for row in question.rows.all()]
        category = CategoryFactory(event=event)
        part = {"category": category.code, "mode": "in_person", "visibility": "nobody"}
        who = {"given_name": "А", "email": "a@example.org", "country": "KZ"}
        draft = Draft.objects.create(event=event, data={"who": who, "participation": part})
    address = reverse("public:register_step", kwargs={"event": event.slug, "token": draft.token, "step": "consent"})
    data = dict.fromkeys(names, odd)
    assert Client().post(address, {**data, "keep": "yes"}).status_code == 204
    assert Client().get(address).status_code == 200, "what was kept can be shown"
    answer = Client().post(address, {**data, "consent": "1"})
    assert answer.status_code == 200
    assert b"<script>alert(1)" not in answer.content


def test_labels_are_never_code(event, team) -> None:
    with scope(event=event):
        QuestionFactory(event=event, label="<script>alert(1)</script>", help_text="<img src=x onerror=alert(1)>")
        choosing(event, "<b onclick=x>", kind=Kind.MANY)
        category = CategoryFactory(event=event)
    for address in (page(event, "questions"), page(event, "questions_preview") + f"?category={category.code}"):
        shown = team.get(address).content
        assert b"<script>alert" not in shown
        assert b"<img src=x" not in shown
        assert b"<b onclick" not in shown
