"""An address that looks mistyped is doubted once, in the guest's language, and never again."""

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from conference.registration.models import Draft, Registration
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
WHO = {"given_name": "Сәуле", "email": "saule@gmial.com", "country": "KZ"}


def test_it_is_doubted_once_and_taken_when_sent_again(event) -> None:
    with scope(event=event):
        category = CategoryFactory(event=event)
    client = Client()
    start = reverse("public:register_start", kwargs={"event": event.slug})
    answer = client.post(start, WHO)
    shown = answer.content.decode()
    assert "saule@gmail.com" in shown
    assert 'value="saule@gmial.com"' in shown, "what was typed stays"
    assert 'name="email_kept" value="saule@gmial.com"' in shown
    assert client.post(start, WHO | {"email_kept": "saule@gmial.com"}).status_code == 302
    with scope(event=event):
        draft = Draft.objects.get()
    for step, data in (
        ("participation", {"category": category.code, "mode": "in_person", "visibility": "nobody"}),
        ("consent", {"consent": "1"}),
    ):
        client.post(
            reverse("public:register_step", kwargs={"event": event.slug, "token": draft.token, "step": step}), data
        )
    client.post(reverse("public:register_review", kwargs={"event": event.slug, "token": draft.token}))
    with scope(event=event):
        made = Registration.objects.get()
    assert made.person.email == "saule@gmial.com"
    change = reverse("public:registration_change", kwargs={"event": event.slug, "token": made.token})
    data = WHO | {"category": category.code, "mode": "in_person", "visibility": "nobody", "town": "Абай"}
    assert client.post(change, data).status_code == 302, "the address that is there is not doubted"


def test_another_mistake_is_doubted_anew(event) -> None:
    start = reverse("public:register_start", kwargs={"event": event.slug})
    answer = Client().post(start, WHO | {"email": "saule@yandx.ru", "email_kept": "saule@gmial.com"})
    assert "saule@yandex.ru" in answer.content.decode()
