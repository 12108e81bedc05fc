"""The questions as a guest meets them: what is asked, what is refused, what is kept."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from conference.core.pdf.rendering import render_html
from conference.registration.models import Category
from conference.registration.questions.choices import Kind
from conference.registration.questions.forms.answering import QuestionsForm
from conference.registration.questions.models import Choice, Question
from conference.registration.questions.queries import questionnaire_of
from tests.factories.questions import QuestionFactory, SectionFactory, choosing, code_of
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


def form_for(event, data=None, *, category: Category | None = None, mode: str = "in_person", **kwargs) -> QuestionsForm:
    return QuestionsForm(
        data, kwargs.pop("files", None), parts=questionnaire_of(event), category=category, mode=mode, **kwargs
    )


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [
        (Kind.TEXT, " диктофон ", "диктофон"),
        (Kind.LONG_TEXT, "Первая строка\nвторая", "Первая строка\nвторая"),
        (Kind.NUMBER, "12,50", "12.5"),
        (Kind.NUMBER, "100", "100"),
        (Kind.DATE, "2026-10-15", "2026-10-15"),
        (Kind.YES_NO, "no", "no"),
        (Kind.COUNTRY, "KZ", "KZ"),
        (Kind.PHONE, "8 701 123 45 67", "+77011234567"),
        (Kind.PHONE, "12", None),
        (Kind.PHONE, "+7 701 123 45 67", "+77011234567"),
        (Kind.DATE, "0002-10-15", None),
        (Kind.NUMBER, "много", None),
        (Kind.YES_NO, "maybe", None),
        (Kind.COUNTRY, "XX", None),
        (Kind.TEXT, "х" * 301, None),
    ],
)
def test_each_kind_takes_its_answers_and_refuses_others(in_event, kind, typed, plain) -> None:
    question = QuestionFactory(event=in_event, kind=kind)
    form = form_for(in_event, {f"q_{question.code}": typed})
    assert form.is_valid() is (plain is not None)
    if plain is not None:
        assert form.answers == {question.code: plain}
    else:
        assert list(form.errors) == [f"q_{question.code}"]


def test_numbers_keep_to_their_bounds(in_event) -> None:
    question = QuestionFactory(event=in_event, kind=Kind.NUMBER, minimum=Decimal(1), maximum=Decimal(5))
    name = f"q_{question.code}"
    assert [form_for(in_event, {name: typed}).is_valid() for typed in ("0", "1", "5", "6")] == [
        False,
        True,
        True,
        False,
    ]


def test_choices_and_tables_are_kept_by_their_codes(in_event) -> None:
    one = choosing(in_event, "Рыба", "Овощи")
    many = choosing(in_event, "Зал", "Музей", kind=Kind.MANY)
    table = choosing(in_event, "да", "нет", kind=Kind.MATRIX, rows=("Обед", "Ужин"))
    lunch, dinner = table.rows.all()
    yes = code_of(table, "да")
    data = {
        f"q_{one.code}": code_of(one, "Овощи"),
        f"q_{many.code}": [code_of(many, "Зал"), code_of(many, "Музей")],
        f"q_{table.code}_{lunch.code}": yes,
        f"q_{table.code}_{dinner.code}": "",
    }
    form = form_for(in_event, data)
    assert form.is_valid(), form.errors
    assert form.answers[one.code] == code_of(one, "Овощи")
    assert set(form.answers[many.code]) == {code_of(many, "Зал"), code_of(many, "Музей")}
    assert form.answers[table.code] == {lunch.code: yes}
    other = code_of(one, "Рыба")
    assert not form_for(in_event, {f"q_{table.code}_{lunch.code}": other}).is_valid(), "another question's choice"


def test_a_required_question_is_demanded_only_where_it_is_asked(in_event) -> None:
    bus = choosing(in_event, "да", "нет")
    yes, no = code_of(bus, "да"), code_of(bus, "нет")
    stop = QuestionFactory(event=in_event, is_required=True, condition=[[{"on": bus.code, "test": "is", "value": yes}]])
    assert form_for(in_event, {f"q_{bus.code}": no}).is_valid()
    refused = form_for(in_event, {f"q_{bus.code}": yes})
    assert list(refused.errors) == [f"q_{stop.code}"]
    kept = form_for(in_event, {f"q_{bus.code}": yes, f"q_{stop.code}": "Вокзал"})
    assert kept.is_valid()
    assert kept.answers == {bus.code: yes, stop.code: "Вокзал"}
    dropped = form_for(in_event, {f"q_{bus.code}": no, f"q_{stop.code}": "Вокзал"})
    assert dropped.is_valid()
    assert dropped.answers == {bus.code: no}, "what is not asked is not kept"


def test_conditions_go_on_from_what_is_not_asked(in_event) -> None:
    first = QuestionFactory(event=in_event, kind=Kind.YES_NO)
    second = QuestionFactory(
        event=in_event, kind=Kind.YES_NO, condition=[[{"on": first.code, "test": "is", "value": "yes"}]]
    )
    third = QuestionFactory(event=in_event, is_required=True, condition=[[{"on": second.code, "test": "filled"}]])
    form = form_for(in_event, {f"q_{first.code}": "no", f"q_{second.code}": "yes"})
    assert form.is_valid(), "the second answer does not count, so the third is not asked"
    assert third.code not in form.answers


def test_a_section_hides_its_questions(in_event) -> None:
    section = SectionFactory(event=in_event, condition=[[{"on": "mode", "test": "is", "value": "remote"}]])
    question = QuestionFactory(event=in_event, section=section, is_required=True)
    assert form_for(in_event, {}).is_valid()
    assert list(form_for(in_event, {}, mode="remote").errors) == [f"q_{question.code}"]


def test_questions_of_other_categories_are_not_asked(in_event) -> None:
    press, guest = CategoryFactory(event=in_event), CategoryFactory(event=in_event)
    question = QuestionFactory(event=in_event, is_required=True)
    question.categories.add(press)
    assert form_for(in_event, {}, category=guest).is_valid()
    assert not form_for(in_event, {}, category=press).is_valid()
    together = form_for(in_event, {"category": guest.code}, mode=None)
    assert together.is_valid(), "where the category stands on the same page it is read from there"
    assert not form_for(in_event, {"category": press.code}, mode=None).is_valid()


def test_what_is_no_longer_asked_is_not_asked(in_event) -> None:
    QuestionFactory(event=in_event, is_required=True, is_asked=False)
    assert questionnaire_of(in_event) == []
    assert form_for(in_event, {}).is_valid()


def test_a_full_choice_is_refused_but_not_to_who_holds_it(in_event) -> None:
    visit = choosing(in_event, "Музей", "Архив", places=1)
    Choice.objects.filter(question=visit).update(taken=1)
    museum = code_of(visit, "Музей")
    form = form_for(in_event, {f"q_{visit.code}": museum})
    assert "Музей" in str(form.errors[f"q_{visit.code}"])
    assert "disabled" in str(form[f"q_{visit.code}"])
    assert form_for(in_event, {f"q_{visit.code}": museum}, own={visit.code: museum}, is_registered=True).is_valid()
    assert not form_for(in_event, {f"q_{visit.code}": museum}, own={visit.code: museum}).is_valid(), (
        "a draft holds nothing"
    )


def test_a_file_sent_before_stays(in_event) -> None:
    question = QuestionFactory(event=in_event, kind=Kind.FILE, is_required=True)
    assert not form_for(in_event, {}).is_valid()
    sent = SimpleUploadedFile("письмо.pdf", render_html("<p>Письмо</p>", stylesheets=()))
    form = form_for(in_event, {}, files={f"q_{question.code}": sent})
    assert form.is_valid(), form.errors
    kept = form.sent_files[question.code]
    assert (kept.original_name, kept.name[-4:]) == ("письмо.pdf", ".pdf")
    for name, content in (("письмо.pdf", b"%PDF-1.4 broken"), ("письмо.pdf", b"<script>"), ("a.exe", b"MZ")):
        broken = form_for(in_event, {}, files={f"q_{question.code}": SimpleUploadedFile(name, content)})
        assert not broken.is_valid(), content
    again = form_for(in_event, {}, own={question.code: "ABCDEFGH"})
    assert again.is_valid()
    assert again.answers == {question.code: "ABCDEFGH"}


def test_labels_follow_the_reader(in_event) -> None:
    question: Question = QuestionFactory(event=in_event)
    with translation.override("kk"):
        form = form_for(in_event)
        assert str(form.fields[f"q_{question.code}"].label).startswith("Сұрақ")


def test_the_whole_form_costs_a_fixed_number_of_queries(in_event, django_assert_num_queries) -> None:
    for _number in range(3):
        choosing(in_event, "да", "нет", section=SectionFactory(event=in_event))
    category = CategoryFactory(event=in_event)
    with django_assert_num_queries(5):
        form = form_for(in_event, {}, category=category)
        form.is_valid()
        str(form)
