"""The team writes questions, puts them in order, and is told what would break."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.registration.questions import setup_services
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice, Question, Section
from conference.registration.questions.queries import in_order, questionnaire_of
from tests.factories.events import EventFactory
from tests.factories.questions import QuestionFactory, SectionFactory, choosing, code_of
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(event, member_of, signed_in):
    return signed_in(member_of(event, Role.REGISTRAR))


def page(event, name: str, **kwargs: str) -> str:
    return reverse(f"manage:{name}", kwargs={"event": event.slug, **kwargs})


def sent(choices=(), rows=(), terms=(), **values):
    """Return the editor's form as a browser sends it."""
    data = {"label_0": "Нужен автобус?", "label_1": "Автобус керек пе?", "kind": Kind.TEXT, "is_asked": "on"} | values
    for prefix, lines in (("choices", choices), ("rows", rows), ("terms", terms)):
        data |= {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
        for number, line in enumerate(lines):
            data |= {f"{prefix}-{number}-{name}": value for name, value in line.items()}
    return data


def test_a_question_with_choices_is_written(event, team) -> None:
    choices = [{"label_0": "да", "label_1": "иә", "capacity": "30"}, {"label_0": "нет"}, {"label_0": ""}]
    answer = team.post(page(event, "question_add"), sent(choices, kind=Kind.CHOICE))
    assert answer.status_code == 302, answer.context["editor"].form.errors
    with scope(event=event):
        question = Question.objects.get()
        assert [(str(row), row.capacity) for row in question.choices.all()] == [("да", 30), ("нет", None)]
    assert ActivityEntry.objects.get(action="question_created").target_code == question.code
    shown = team.get(page(event, "questions")).content.decode()
    assert "Нужен автобус?" in shown
    form = team.get(page(event, "question", code=question.code)).content.decode()
    assert "иә" in form


def test_a_condition_is_written_and_read_back(event, team) -> None:
    with scope(event=event):
        bus = choosing(event, "да", "нет")
        age = QuestionFactory(event=event, kind=Kind.NUMBER)
        yes = code_of(bus, "да")
    terms = [
        {"what": f"{bus.code}:is:{yes}"},
        {"what": f"{age.code}:least", "number": "18", "joiner": "and"},
        {"what": "mode:is:remote", "joiner": "or", "is_not": "not"},
        {"what": ""},
    ]
    answer = team.post(page(event, "question_add"), sent(terms=terms))
    assert answer.status_code == 302
    with scope(event=event):
        question = Question.objects.latest("pk")
    expected = [
        [{"on": bus.code, "test": "is", "value": yes}, {"on": age.code, "test": "least", "value": "18"}],
        [{"on": "mode", "test": "is", "value": "remote", "is_not": True}],
    ]
    assert question.condition == expected
    initial = team.get(page(event, "question", code=question.code)).context["editor"].terms.forms.initial
    assert [line["what"] for line in initial] == [terms[0]["what"], terms[1]["what"], terms[2]["what"]]
    assert [line["joiner"] for line in initial] == ["or", "and", "or"]
    assert f"«{bus}» — «да»" in team.get(page(event, "questions")).content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (sent(label_0="", label_1=""), "label"),
        (sent(kind=Kind.CHOICE), "kind"),
        (sent([{"label_0": "да"}], kind=Kind.MATRIX), "kind"),
        (sent(kind="unknown"), "kind"),
        (sent(kind=Kind.NUMBER, minimum="5", maximum="1"), "__all__"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(event, team, data, field) -> None:
    answer = team.post(page(event, "question_add"), data)
    assert answer.status_code == 200
    assert field in answer.context["editor"].form.errors
    with scope(event=event):
        assert not Question.objects.exists()


def test_a_number_is_needed_for_a_comparison(event, team) -> None:
    with scope(event=event):
        age = QuestionFactory(event=event, kind=Kind.NUMBER)
    answer = team.post(page(event, "question_add"), sent(terms=[{"what": f"{age.code}:least"}]))
    assert answer.context["editor"].terms.forms.errors == [{"number": ["Укажите число для сравнения."]}]


def test_the_order_moves_questions_into_sections(event, team) -> None:
    with scope(event=event):
        first, second = QuestionFactory(event=event), QuestionFactory(event=event)
        section = SectionFactory(event=event)
    order = f"question:{second.code} section:{section.code} question:{first.code}"
    assert team.post(page(event, "questions"), {"order": order}).status_code == 302
    with scope(event=event):
        parts = questionnaire_of(event)
        assert [list(part.questions) for part in parts] == [[second], [first]]
        assert parts[1].section == section


def test_the_buttons_send_the_order_they_promise(event, team) -> None:
    with scope(event=event):
        rows = [QuestionFactory(event=event) for _number in range(3)]
    lines = team.get(page(event, "questions")).context["parts"]
    assert lines[0]["up"] == lines[2]["down"] == ""
    team.post(page(event, "questions"), {"order": lines[1]["up"]})
    with scope(event=event):
        assert list(in_order(questionnaire_of(event))) == [rows[1], rows[0], rows[2]]


def test_a_condition_never_asks_about_what_comes_later(event, team) -> None:
    with scope(event=event):
        first = QuestionFactory(event=event, kind=Kind.YES_NO)
        second = QuestionFactory(event=event, condition=[[{"on": first.code, "test": "is", "value": "yes"}]])
    order = f"question:{second.code} question:{first.code}"
    answer = team.post(page(event, "questions"), {"order": order}, follow=True)
    assert str(second) in str(next(iter(answer.context["messages"])))
    with scope(event=event):
        assert list(in_order(questionnaire_of(event))) == [first, second], "nothing was moved"


def test_what_a_condition_needs_is_not_removed(event, team) -> None:
    with scope(event=event):
        first = choosing(event, "да", "нет")
        yes = code_of(first, "да")
        QuestionFactory(event=event, condition=[[{"on": first.code, "test": "is", "value": yes}]])
    team.post(page(event, "question_remove", code=first.code))
    with scope(event=event):
        assert Question.objects.count() == 2
        kept = [{"code": one.code, "label": one.label} for one in first.choices.all() if one.code != yes]
        with pytest.raises(ValidationError):
            setup_services.save_question(
                event=event, by=None, question=first, choices=kept, kind=Kind.CHOICE, label=first.label
            )


def test_what_guests_answered_is_kept(event, team) -> None:
    with scope(event=event):
        question = choosing(event, "да", "нет")
        yes = question.choices.first()
        guest = RegistrationFactory(event=event)
        Answer.objects.create(registration=guest, question=question, choice=yes)
    team.post(page(event, "question_remove", code=question.code))
    with scope(event=event):
        assert Question.objects.filter(pk=question.pk).exists()
    with scope(event=event):
        only_no = [{"code": code_of(question, "нет"), "label_0": "нет"}]
    answer = team.post(page(event, "question", code=question.code), sent(only_no, kind=Kind.CHOICE))
    assert "да" in str(answer.context["editor"].form.errors)
    answer = team.post(page(event, "question", code=question.code), sent(kind=Kind.TEXT))
    assert "kind" in answer.context["editor"].form.errors


def test_a_limit_counts_who_chose_before_and_is_not_below_it(in_event) -> None:
    question = choosing(in_event, "Музей")
    choice = question.choices.get()
    for _number in range(2):
        guest = RegistrationFactory(event=in_event)
        Answer.objects.create(registration=guest, question=question, choice=choice)

    def limit(capacity):
        lines = [{"code": choice.code, "label": choice.label, "capacity": capacity}]
        setup_services.save_question(event=in_event, by=None, question=question, choices=lines, kind=Kind.CHOICE)

    with pytest.raises(ValidationError, match="2"):
        limit(1)
    limit(5)
    choice.refresh_from_db()
    assert (choice.capacity, choice.taken) == (5, 2)


def test_a_removed_section_leaves_its_questions(event, team) -> None:
    with scope(event=event):
        section = SectionFactory(event=event)
        question = QuestionFactory(event=event, section=section)
    team.post(page(event, "section_remove", code=section.code))
    with scope(event=event):
        question.refresh_from_db()
        assert question.section is None
        assert not Section.objects.exists()


def test_the_preview_tries_and_stores_nothing(event, team) -> None:
    with scope(event=event):
        category = CategoryFactory(event=event)
        question = QuestionFactory(event=event, is_required=True)
    address = page(event, "questions_preview") + f"?category={category.code}"
    assert team.get(address).status_code == 200
    assert f"q_{question.code}" in team.post(address, {}).context["form"].errors
    answer = team.post(address, {f"q_{question.code}": "да"})
    assert not answer.context["form"].errors
    with scope(event=event):
        assert not Answer.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_many(event, team) -> None:
    def fill():
        with scope(event=event):
            question = choosing(event, "да", section=SectionFactory(event=event))
            question.categories.add(CategoryFactory(event=event))

    counts = []
    for number in (1, 3):
        for _turn in range(number):
            fill()
        with CaptureQueriesContext(connection) as found:
            team.get(page(event, "questions"))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_another_events_question_is_not_found(event, team) -> None:
    other = EventFactory()
    with scope(event=other):
        foreign = QuestionFactory(event=other)
    assert team.get(page(event, "question", code=foreign.code)).status_code == 404
    assert team.post(page(event, "question_remove", code=foreign.code)).status_code == 404
    assert team.get(page(other, "questions")).status_code == 404


def test_texts_in_one_language_are_enough(in_event) -> None:
    question = setup_services.save_question(
        event=in_event,
        by=None,
        question=None,
        label=i18n(kk="Тамақ"),
        kind=Kind.CHOICE,
        choices=[{"code": "", "label": i18n(kk="балық")}],
    )
    assert Choice.objects.get(question=question).places_left is None


@pytest.mark.parametrize("how", ["named", "condition", "condition of the section"])
def test_a_category_that_questions_depend_on_stays(event, team, how) -> None:
    with scope(event=event):
        category = CategoryFactory(event=event)
        condition = [[{"on": "category", "test": "is", "value": category.code}]]
        section = SectionFactory(event=event, condition=condition if "section" in how else [])
        question = QuestionFactory(event=event, section=section, condition=condition if how == "condition" else [])
        if how == "named":
            question.categories.add(category)
    answer = team.post(page(event, "category_remove", code=category.code), follow=True)
    name = str(section) if "section" in how else str(question)
    assert name in str(next(iter(answer.context["messages"])))
    with scope(event=event):
        Question.objects.all().delete()
        Section.objects.all().delete()
    team.post(page(event, "category_remove", code=category.code))
    with scope(event=event):
        assert not type(category).objects.exists()
