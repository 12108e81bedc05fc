"""Ready-made sections: complete in three languages, added with one press, and ordinary questions afterwards."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from conference.events.choices import Role
from conference.registration.questions.choices import Kind
from conference.registration.questions.forms.answering import QuestionsForm
from conference.registration.questions.forms.plain import answered, data_from
from conference.registration.questions.models import Choice, Question, Section
from conference.registration.questions.presets import PRESETS, SIDE_EVENTS, STAY, TRAVEL, Ask
from conference.registration.questions.queries import in_order, questionnaire_of
from conference.registration.questions.setup_services import add_preset, remove_question, save_question
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


def texts_of(ask: Ask) -> list[dict[str, str]]:
    return [ask.label, *([ask.help_text] if ask.help_text else []), *ask.choices]


def questions_of(event, preset) -> dict[str, Question]:
    add_preset(event=event, by=None, preset=preset)
    made = Question.objects.filter(event=event).order_by("position")
    return dict(zip([ask.key for ask in preset.questions], made, strict=True))


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_every_word_is_there_in_three_languages_and_no_two_alike(preset) -> None:
    texts = [preset.title, *(text for ask in preset.questions for text in texts_of(ask))]
    assert all(set(text) == {"ru", "kk", "en"} and all(text.values()) for text in texts)
    assert all(len(ask.label[code]) <= 300 for ask in preset.questions for code in ask.label)
    assert len({ask.key for ask in preset.questions}) == len(preset.questions)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_each_is_added_as_a_section_that_guests_can_answer(in_event, preset) -> None:
    add_preset(event=in_event, by=None, preset=preset)
    parts = questionnaire_of(in_event)
    assert [len(part.questions) for part in parts if part.section] == [len(preset.questions)]
    form = QuestionsForm(data_from(parts, {}), parts=parts, category=CategoryFactory(event=in_event), mode="remote")
    assert form.is_valid() or not preset.on_site, "who takes part remotely is not asked where they sleep"
    with translation.override("kk"):
        assert str(parts[-1].section) == preset.title["kk"]


def test_nights_are_asked_of_those_who_need_a_room(in_event) -> None:
    asked = questions_of(in_event, STAY)
    category = CategoryFactory(event=in_event)
    needed = {asked["needed"].code: "yes"}
    parts = questionnaire_of(in_event)
    _form, faults = answered(parts, needed, category=category, mode="in_person", own={})
    assert set(faults) == {asked["first"].code, asked["nights"].code}
    given = needed | {asked["first"].code: "2026-12-13", asked["nights"].code: "31"}
    assert set(answered(parts, given, category=category, mode="in_person", own={})[1]) == {asked["nights"].code}
    form, faults = answered(parts, {asked["needed"].code: "no"}, category=category, mode="in_person", own={})
    assert (faults, set(form.answers)) == ({}, {asked["needed"].code})


@pytest.mark.parametrize(
    ("arrival", "departure", "is_taken"),
    [
        ("2026-12-13", "2026-12-15", True),
        ("2026-12-13", "2026-12-13", True),
        ("2026-12-13", "2026-12-12", False),
        ("", "2026-12-12", True),
        ("2026-12-13", "", True),
    ],
)
def test_nobody_leaves_before_they_have_come(in_event, arrival, departure, is_taken) -> None:
    asked = questions_of(in_event, TRAVEL)
    given = {asked["arrival"].code: arrival, asked["departure"].code: departure}
    given = {code: value for code, value in given.items() if value}
    parts, category = questionnaire_of(in_event), CategoryFactory(event=in_event)
    _form, faults = answered(parts, given, category=category, mode="in_person", own={})
    assert list(faults) == ([] if is_taken else [asked["departure"].code])
    if not is_taken:
        assert "Дата приезда" in faults[asked["departure"].code][0]


def test_the_order_of_dates_is_for_dates_and_goes_with_the_question(in_event) -> None:
    asked = questions_of(in_event, TRAVEL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=asked["number"].pk).update(not_before=asked["arrival"])
    remove_question(question=asked["arrival"], by=None)
    assert Question.objects.get(pk=asked["departure"].pk).not_before is None


def test_visits_have_limited_places(in_event) -> None:
    asked = questions_of(in_event, SIDE_EVENTS)
    assert set(Choice.objects.filter(question=asked["visits"]).values_list("capacity", flat=True)) == {25}


def test_the_team_adds_one_by_a_press_and_changes_it_like_any_other(in_event, member_of, signed_in) -> None:
    browser = signed_in(member_of(in_event, Role.REGISTRAR))
    here = {"event": in_event.slug}
    listed = reverse("manage:questions", kwargs=here)
    assert len(browser.get(listed).context["presets"]) == len(PRESETS)
    add = reverse("manage:question_preset", kwargs=here | {"key": "food"})
    assert browser.get(add).status_code == 405
    assert "добавлен" in browser.post(add, follow=True).content.decode().lower()
    offered = {preset["key"]: preset["is_there"] for preset in browser.get(listed).context["presets"]}
    assert offered["food"]
    assert not offered["stay"]
    assert browser.post(reverse("manage:question_preset", kwargs=here | {"key": "none"})).status_code == 404
    *_others, question = in_order(questionnaire_of(in_event))
    save_question(event=in_event, by=None, question=question, kind=Kind.TEXT, label=question.label)
    browser.post(add)
    assert Section.objects.count() == 2
    editor = signed_in(member_of(in_event, Role.EDITOR))
    assert editor.post(add).status_code == 403


def test_the_page_of_a_date_offers_the_other_dates_of_the_event(in_event, member_of, signed_in) -> None:
    from django_scopes import scope

    other = EventFactory()
    with scope(event=other):
        theirs = questions_of(other, TRAVEL)["arrival"]
    asked = questions_of(in_event, TRAVEL)
    browser = signed_in(member_of(in_event, Role.REGISTRAR))
    address = reverse("manage:question", kwargs={"event": in_event.slug, "code": asked["departure"].code})
    field = browser.get(address).context["editor"].form.fields["not_before"]
    assert list(field.queryset) == [asked["arrival"]]
    sent = {"label_0": "Отъезд", "kind": "date", "is_asked": "on"}
    sent |= {f"{name}-{key}": 0 for name in ("choices", "rows", "terms") for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    refused = browser.post(address, sent | {"not_before": theirs.pk})
    assert refused.context["editor"].form.errors["not_before"]
    assert browser.post(address, sent | {"not_before": asked["arrival"].pk}).status_code == 302
    assert browser.post(address, sent | {"kind": "text", "not_before": asked["arrival"].pk}).status_code == 302
    assert Question.objects.get(pk=asked["departure"].pk).not_before is None
