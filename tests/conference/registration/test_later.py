"""A half-filled form: kept while it is typed, and finished by a link from a letter on another device."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from conference.core.mail.models import OutgoingMail
from conference.registration.models import Draft, Registration
from conference.registration.questions.choices import Kind
from tests.factories.questions import QuestionFactory, choosing, code_of
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
WHO = {"given_name": "Сәуле", "email": "saule@example.org", "country": "KZ"}


@pytest.fixture
def draft(event) -> Draft:
    with scope(event=event):
        CategoryFactory(event=event)
        Client().post(reverse("public:register_start", kwargs={"event": event.slug}), WHO)
        return Draft.objects.get()


def step(draft: Draft, name: str) -> str:
    return reverse("public:register_step", kwargs={"event": draft.event.slug, "token": draft.token, "step": name})


def test_what_is_typed_is_kept_even_when_it_is_wrong(draft) -> None:
    typed = {"note": "Нужен пандус\x00\x1b", "visibility": "nonsense", "unknown": "x", "keep": "yes"}
    assert Client().post(step(draft, "participation"), typed).status_code == 204
    elsewhere = Client().get(step(draft, "participation")).content.decode()
    assert "Нужен пандус" in elsewhere
    draft.refresh_from_db()
    assert "unknown" not in str(draft.data)
    assert "participation" not in draft.data, "the step is not taken for finished"


def test_answers_to_questions_are_kept_too(event, draft) -> None:
    with scope(event=event):
        many, text = choosing(event, "Музей", "Архив", kind=Kind.MANY), QuestionFactory(event=event)
        archive, category = code_of(many, "Архив"), CategoryFactory(event=event)
    data = {"category": category.code, "mode": "in_person", "visibility": "nobody"}
    Client().post(step(draft, "participation"), data)
    typed = {f"q_{many.code}": [archive], f"q_{text.code}": "№ 10", "consent": "1", "keep": "yes"}
    Client().post(step(draft, "consent"), typed)
    shown = Client().get(step(draft, "consent")).content.decode()
    assert "№ 10" in shown
    assert shown.count("checked") == 1, "the choice is kept, a consent never"


def test_a_finished_step_replaces_what_was_kept(event, draft) -> None:
    with scope(event=event):
        category = CategoryFactory(event=event)
    Client().post(step(draft, "participation"), {"note": "старое", "keep": "yes"})
    data = {"category": category.code, "mode": "in_person", "visibility": "nobody", "note": "новое"}
    Client().post(step(draft, "participation"), data)
    shown = Client().get(step(draft, "participation")).content.decode()
    assert "новое" in shown
    assert "старое" not in shown


def test_too_much_and_a_used_draft_keep_nothing(event, draft) -> None:
    Client().post(step(draft, "participation"), {"note": "а" * 30_000, "keep": "yes"})
    draft.refresh_from_db()
    assert "typed" not in draft.data or not draft.data["typed"]
    with scope(event=event):
        from tests.factories.registration import RegistrationFactory

        Draft.objects.update(registration=RegistrationFactory(event=event), data={})
    assert Client().post(step(draft, "participation"), {"note": "а", "keep": "yes"}).status_code == 302
    draft.refresh_from_db()
    assert draft.data == {}


def test_the_link_in_the_letter_leads_on(draft) -> None:
    cache.clear()
    sender = Client()
    answer = sender.post(step(draft, "participation"), {"note": "Нужен пандус", "later": "yes"}, follow=True)
    assert "saule@example.org" in answer.content.decode()
    letter = OutgoingMail.objects.get(to="saule@example.org")
    link = next(word for word in letter.text.split() if draft.token in word)
    other_device = Client().get(link.removeprefix("http://testserver"), follow=True)
    assert other_device.redirect_chain[-1][0] == step(draft, "participation")
    assert "Нужен пандус" in other_device.content.decode()


def test_letters_are_not_sent_without_end(draft) -> None:
    cache.clear()
    for _number in range(5):
        answer = Client().post(step(draft, "participation"), {"later": "yes"}, follow=True)
    assert OutgoingMail.objects.count() == 3
    assert "несколько раз" in answer.content.decode()


def test_an_empty_draft_has_nobody_to_write_to(event) -> None:
    with scope(event=event):
        empty = Draft.objects.create(event=event)
    assert Client().post(step(empty, "who"), {"later": "yes"}).status_code == 404
    with scope(event=event):
        assert not Registration.objects.exists()
