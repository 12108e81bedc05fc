"""A guest meets the questions: in the steps, in the review, on the own page; the team sees and changes answers."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from conference.core.activity.models import ActivityEntry
from conference.core.pdf import render_html
from conference.events.choices import Role
from conference.registration.choices import Ways
from conference.registration.models import Draft, Registration
from conference.registration.questions.choices import Kind
from conference.registration.questions.models import Answer, Choice, Upload
from conference.registration.questions.queries import answers_of
from tests.factories.questions import QuestionFactory, choosing, code_of
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
WHO = {"family_name": "Ахметова", "given_name": "Айгүл", "email": "aigul@example.org", "country": "KZ"}


@pytest.fixture
def visit(event):
    with scope(event=event):
        return choosing(event, "Музей", "Архив", places=1)


@pytest.fixture
def category(event):
    with scope(event=event):
        return CategoryFactory(event=event)


def page(event, name: str, **kwargs: str) -> str:
    return reverse(f"public:{name}", kwargs={"event": event.slug, **kwargs})


def take(category) -> dict[str, str]:
    return {"category": category.code, "mode": "in_person", "visibility": "nobody"}


def to_questions(client: Client, event, category) -> Draft:
    """Go through the first two steps."""
    client.post(page(event, "register_start"), WHO)
    with scope(event=event):
        draft = Draft.objects.latest("pk")
    client.post(page(event, "register_step", token=draft.token, step="participation"), take(category))
    return draft


def test_answers_go_from_the_step_to_the_registration(event, category, visit) -> None:
    client = Client()
    draft = to_questions(client, event, category)
    third = page(event, "register_step", token=draft.token, step="consent")
    shown = client.get(third).content.decode()
    assert str(visit) in shown
    assert "Вопросы и согласие" in shown
    museum = code_of_in(event, visit, "Музей")
    assert client.post(third, {f"q_{visit.code}": museum, "consent": "1"}).status_code == 302
    again = client.get(third).content.decode()
    assert f'value="{museum}"' in again
    assert "checked" in again
    review = page(event, "register_review", token=draft.token)
    assert "Музей" in client.get(review).content.decode()
    own = client.post(review, follow=True)
    assert "Музей" in own.content.decode()
    with scope(event=event):
        assert answers_of(Registration.objects.get()) == {visit.code: museum}
        assert Choice.objects.get(code=museum).taken == 1


def code_of_in(event, question, label: str) -> str:
    with scope(event=event):
        return code_of(question, label)


def test_what_is_left_open_is_no_fault_in_the_review(event, category) -> None:
    with scope(event=event):
        for kind in Kind:
            question = choosing(event, "да", kind=kind, rows=("Обед",))
    client = Client()
    draft = to_questions(client, event, category)
    client.post(page(event, "register_step", token=draft.token, step="consent"), {"consent": "1"})
    own = client.post(page(event, "register_review", token=draft.token), follow=True)
    assert str(question) not in own.content.decode()
    with scope(event=event):
        assert answers_of(Registration.objects.get()) == {}


def test_a_choice_that_was_taken_meanwhile_is_said_and_nothing_is_lost(event, category, visit) -> None:
    client = Client()
    draft = to_questions(client, event, category)
    museum = code_of_in(event, visit, "Музей")
    client.post(
        page(event, "register_step", token=draft.token, step="consent"), {f"q_{visit.code}": museum, "consent": "1"}
    )
    with scope(event=event):
        Choice.objects.filter(code=museum).update(taken=1)
    answer = client.post(page(event, "register_review", token=draft.token))
    assert "Мест на «Музей» не осталось" in answer.content.decode()
    with scope(event=event):
        assert not Registration.objects.exists()
        draft.refresh_from_db()
    assert draft.data["who"]["family_name"] == "Ахметова"


def test_an_attached_file_is_kept_named_and_handed_to_the_team_alone(event, category, member_of, signed_in) -> None:
    with scope(event=event):
        question = QuestionFactory(event=event, kind=Kind.FILE, is_required=True)
    client = Client()
    draft = to_questions(client, event, category)
    third = page(event, "register_step", token=draft.token, step="consent")
    assert client.post(third, {"consent": "1"}).status_code == 200, "the file is demanded"
    letter = SimpleUploadedFile("Письмо ЦБС.pdf", render_html("<p>Письмо</p>", stylesheets=()))
    assert client.post(third, {f"q_{question.code}": letter, "consent": "1"}).status_code == 302
    assert "Письмо ЦБС.pdf" in client.get(third).content.decode()
    assert client.post(third, {"consent": "1"}).status_code == 302, "sent once it is there"
    client.post(page(event, "register_review", token=draft.token))
    with scope(event=event):
        guest, upload = Registration.objects.get(), Upload.objects.get()
        assert upload.registration == guest
    address = reverse("manage:registration_file", kwargs={"event": event.slug, "code": guest.code, "file": upload.code})
    assert Client().get(address).status_code == 302
    assert signed_in(member_of(event, Role.MODERATOR)).get(address).status_code == 403
    answer = signed_in(member_of(event, Role.REGISTRAR)).get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_a_guest_changes_answers_and_cancelling_gives_the_place_back(event, category, visit) -> None:
    client = Client()
    draft = to_questions(client, event, category)
    museum, archive = code_of_in(event, visit, "Музей"), code_of_in(event, visit, "Архив")
    third = page(event, "register_step", token=draft.token, step="consent")
    client.post(third, {f"q_{visit.code}": museum, "consent": "1"})
    client.post(page(event, "register_review", token=draft.token))
    with scope(event=event):
        guest = Registration.objects.get()
    change = page(event, "registration_change", token=guest.token)
    assert f'value="{museum}"' in client.get(change).content.decode()
    data = WHO | take(category) | {f"q_{visit.code}": archive, "consent": "1"}
    assert client.post(change, data).status_code == 302
    with scope(event=event):
        assert list(Choice.objects.values_list("taken", flat=True)) == [0, 1]
    entry = ActivityEntry.objects.get(action="registration_changed")
    assert entry.after["answers_changed"] == [str(visit)]
    assert archive not in str(entry.after), "the log keeps that it changed, never what it is"
    client.post(page(event, "registration_cancel", token=guest.token))
    with scope(event=event):
        assert list(Choice.objects.values_list("taken", flat=True)) == [0, 0]
        assert Answer.objects.count() == 1


def test_the_team_registers_with_answers_and_finds_them_in_the_sheet(
    event, category, visit, member_of, signed_in
) -> None:
    team = signed_in(member_of(event, Role.REGISTRAR))
    archive = code_of_in(event, visit, "Архив")
    data = WHO | take(category) | {f"q_{visit.code}": archive, "consent": "1"}
    answer = team.post(reverse("manage:registration_add", kwargs={"event": event.slug}), data, follow=True)
    assert "Архив" in answer.content.decode()
    address = reverse("manage:registration_export", kwargs={"event": event.slug, "file_format": "csv"})
    sheet = team.get(address, {"whole": "1"})
    titles, row = csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")))
    assert dict(zip(titles, row, strict=True))[str(visit)] == "Архив"


def test_a_form_without_questions_is_as_short_as_before(event, category) -> None:
    client = Client()
    draft = to_questions(client, event, category)
    shown = client.get(page(event, "register_step", token=draft.token, step="consent")).content.decode()
    assert "Вопросы и согласие" not in shown
    assert "question-part" not in shown


def test_a_category_that_is_remote_only_decides_what_is_asked_whatever_the_hidden_field_says(
    event, member_of, signed_in
) -> None:
    with scope(event=event):
        remote = CategoryFactory(event=event, ways=Ways.REMOTE)
        on_site = [[{"on": "mode", "test": "is", "value": "in_person"}]]
        food = QuestionFactory(event=event, is_required=True, condition=on_site)
        camera = QuestionFactory(event=event, condition=[[{"on": "mode", "test": "is", "value": "remote"}]])
    data = (
        WHO | take(remote) | {f"q_{camera.code}": "есть", "consent": "1"}
    )  # a browser sends the hidden "in_person" with it
    team = signed_in(member_of(event, Role.REGISTRAR))
    assert team.post(reverse("manage:registration_add", kwargs={"event": event.slug}), data).status_code == 302
    with scope(event=event):
        guest = Registration.objects.get()
        assert answers_of(guest) == {camera.code: "есть"}
    changed = data | {f"q_{camera.code}": "нет", f"q_{food.code}": "рыба"}
    assert Client().post(page(event, "registration_change", token=guest.token), changed).status_code == 302
    with scope(event=event):
        assert answers_of(guest) == {camera.code: "нет"}
