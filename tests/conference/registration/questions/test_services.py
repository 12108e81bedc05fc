"""Keeping answers: rows, places of limited choices, files, and laws over any answers."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conference.registration.choices import State
from conference.registration.models import Draft
from conference.registration.questions import services
from conference.registration.questions.answers import plain_from, rows_of
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice, Question, Upload
from conference.registration.questions.queries import answers_of, in_order, questionnaire_of
from tests.factories.questions import QuestionFactory, choosing, code_of
from tests.factories.registration import RegistrationFactory

pytestmark = pytest.mark.django_db


def store(registration, answers, *, is_new=False) -> None:
    questions = list(in_order(questionnaire_of(registration.event)))
    services.store_answers(registration=registration, questions=questions, answers=answers, is_new=is_new)


def taken(question: Question) -> dict[str, int]:
    return {str(choice): choice.taken for choice in Choice.objects.filter(question=question)}


@pytest.fixture
def registration(in_event):
    return RegistrationFactory(event=in_event)


def test_answers_come_back_as_they_were_given(registration) -> None:
    event = registration.event
    text = QuestionFactory(event=event)
    many = choosing(event, "Зал", "Музей", kind=Kind.MANY)
    table = choosing(event, "да", "нет", kind=Kind.MATRIX, rows=("Обед", "Ужин"))
    lunch, _dinner = table.rows.all()
    answers = {
        text.code: "диктофон",
        many.code: [code_of(many, "Музей"), code_of(many, "Зал")],
        table.code: {lunch.code: code_of(table, "нет")},
    }
    store(registration, answers, is_new=True)
    assert answers_of(registration) == answers
    store(registration, {text.code: "штатив"})
    assert answers_of(registration) == {text.code: "штатив"}


def test_what_is_no_longer_asked_stays(registration) -> None:
    old, new = QuestionFactory(event=registration.event), QuestionFactory(event=registration.event)
    store(registration, {old.code: "было", new.code: "есть"}, is_new=True)
    Question.objects.filter(pk=old.pk).update(is_asked=False)
    store(registration, {new.code: "стало"})
    assert answers_of(registration) == {old.code: "было", new.code: "стало"}


def test_places_of_choices_are_taken_moved_and_given_back(registration) -> None:
    visit = choosing(registration.event, "Музей", "Архив", places=1)
    museum, archive = code_of(visit, "Музей"), code_of(visit, "Архив")
    store(registration, {visit.code: museum}, is_new=True)
    assert taken(visit) == {"Музей": 1, "Архив": 0}
    store(registration, {visit.code: museum})
    assert taken(visit) == {"Музей": 1, "Архив": 0}, "the same choice is not taken twice"
    store(registration, {visit.code: archive})
    assert taken(visit) == {"Музей": 0, "Архив": 1}
    services.free_choices(registration=registration)
    assert taken(visit) == {"Музей": 0, "Архив": 0}
    assert answers_of(registration) == {visit.code: archive}, "what was answered stays on record"


def test_a_full_choice_takes_nobody(registration) -> None:
    visit = choosing(registration.event, "Музей", places=1)
    museum = code_of(visit, "Музей")
    store(registration, {visit.code: museum}, is_new=True)
    other = RegistrationFactory(event=registration.event)
    with pytest.raises(services.ChoiceFullError) as caught, transaction.atomic():
        store(other, {visit.code: museum}, is_new=True)
    assert str(caught.value.choice) == "Музей"
    assert taken(visit) == {"Музей": 1}
    assert answers_of(other) == {}


def test_a_column_of_a_table_is_held_once(registration) -> None:
    table = choosing(registration.event, "автобус", kind=Kind.MATRIX, rows=("Туда", "Обратно"), places=1)
    there, back = table.rows.all()
    bus = code_of(table, "автобус")
    store(registration, {table.code: {there.code: bus, back.code: bus}}, is_new=True)
    assert taken(table) == {"автобус": 1}


def test_nothing_foreign_is_stored(registration) -> None:
    one, other = choosing(registration.event, "да"), choosing(registration.event, "нет")
    store(registration, {one.code: code_of(other, "нет"), "UNKNOWN2": "x"}, is_new=True)
    assert answers_of(registration) == {}


def test_nothing_is_asked_of_the_database_where_nothing_is_asked_of_guests(
    registration, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        services.store_answers(registration=registration, questions=[], answers={}, is_new=True)


def test_a_new_guest_with_answers_costs_two_queries(registration, django_assert_num_queries) -> None:
    text, food = QuestionFactory(event=registration.event), choosing(registration.event, "Рыба", "Овощи")
    questions = list(in_order(questionnaire_of(registration.event)))
    answers = {text.code: "да", food.code: code_of(food, "Рыба")}
    with django_assert_num_queries(2):
        services.store_answers(registration=registration, questions=questions, answers=answers, is_new=True)


def test_a_file_goes_from_the_draft_to_the_registration(registration) -> None:
    question = QuestionFactory(event=registration.event, kind=Kind.FILE)
    draft = Draft.objects.create(event=registration.event)
    file = ContentFile(b"%PDF-1.4", name="pismo.pdf")
    answers = services.keep_uploads(files={question.code: file}, draft=draft)
    store(registration, answers, is_new=True)
    upload = Upload.objects.get(code=answers[question.code])
    assert (upload.registration, upload.draft) == (registration, None)
    draft.delete()
    assert Upload.objects.filter(pk=upload.pk).exists()


def test_of_a_draft_the_file_sent_last_is_kept_alone(registration, django_capture_on_commit_callbacks) -> None:
    question = QuestionFactory(event=registration.event, kind=Kind.FILE)
    draft = Draft.objects.create(event=registration.event)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            file = ContentFile(b"%PDF-1.4", name=f"{number}.pdf")
            last = services.keep_uploads(files={question.code: file}, draft=draft)[question.code]
    kept = Upload.objects.get()
    assert kept.code == last
    folder = Path(kept.file.path).parent
    assert [path.name for path in folder.iterdir()] == [Path(kept.file.name).name]


def test_the_database_holds_the_places_and_the_shape_of_answers(registration) -> None:
    visit = choosing(registration.event, "Музей", places=1)
    choice = visit.choices.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.filter(pk=choice.pk).update(taken=2)
    Answer.objects.create(registration=registration, question=visit, choice=choice)
    for broken in ({"choice": choice}, {"choice": choice, "text": "и слово"}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(registration=registration, question=visit, **broken)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, 2))), max_size=8))
def test_places_taken_are_always_those_held(in_event, steps) -> None:
    """Whatever three guests choose, change and cancel: each count is the number of confirmed guests who hold it."""
    question = choosing(in_event, "а", "б", "в", kind=Kind.MANY, places=2)
    choices = list(question.choices.all())
    guests = [RegistrationFactory(event=in_event) for _number in range(3)]
    for number, picked in steps:
        guest = guests[number]
        try:
            with transaction.atomic():
                if not picked and guest.state == State.CONFIRMED:
                    services.free_choices(registration=guest)
                    Answer.objects.filter(registration=guest).delete()
                store(guest, {question.code: [choices[index].code for index in sorted(picked)]})
        except services.ChoiceFullError:
            continue
    for choice in Choice.objects.filter(question=question):
        assert choice.taken == Answer.objects.filter(choice=choice).count() <= 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(picked=st.lists(st.integers(0, 2), unique=True, max_size=3))
def test_rows_and_plain_form_are_inverse(in_event, picked) -> None:
    question = choosing(in_event, "а", "б", "в", kind=Kind.MANY)
    codes = [question.choices.all()[index].code for index in picked]
    assert plain_from(question, rows_of(question, codes)) == codes
