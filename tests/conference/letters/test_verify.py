"""The page of verification tells what stands on the paper, and nothing that does not."""

import pytest
from django.test import Client
from django_scopes import scope

from conference.letters import services
from conference.letters.choices import Kind
from conference.letters.models import Letter
from tests.factories.letters import PASSPORT, issued


@pytest.fixture
def letter(event, officer) -> Letter:
    with scope(event=event):
        return issued(event, officer, Kind.VISA)


@pytest.mark.parametrize(
    ("language", "says"), [("ru", "Письмо подлинное"), ("kk", "Хат түпнұсқа"), ("en", "The letter is genuine")]
)
def test_a_genuine_letter(letter, client, language: str, says: str) -> None:
    answer = client.get(f"/verify/{letter.proof_shown}/?lang={language}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert letter.number in page
    assert "AKH***A A." in page
    person = letter.registration.person
    for secret in (PASSPORT.number, PASSPORT.surname, person.family_name, person.given_name, person.email):
        assert secret not in page
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_however_the_code_is_typed(letter, client) -> None:
    for typed in (letter.proof, letter.proof.lower(), letter.proof_shown.replace("-", " "), f" {letter.proof_shown} "):
        answer = client.get("/verify/", {"code": typed}, follow=True)
        assert letter.number in answer.content.decode(), typed


def test_a_revoked_letter_and_the_one_in_its_place(event, letter, client, officer) -> None:
    with scope(event=event):
        fresh = services.reissue_letter(letter=letter, by=officer, reason="гость сменил паспорт")
    page = client.get(f"/verify/{letter.proof_shown}/").content.decode()
    assert "Письмо отозвано" in page
    assert fresh.number in page
    assert fresh.proof_shown not in page
    assert "сменил паспорт" not in page, "the reason is the team's"
    assert "Письмо подлинное" in client.get(f"/verify/{fresh.proof_shown}/").content.decode()


@pytest.mark.parametrize("code", ["XXXX-XXXX-XXXX", "' OR 1=1", "Ә" * 300, "-", "%ED%A0%80"])
def test_an_unknown_code(letter, client, code: str) -> None:
    answer = client.get(f"/verify/{code}/")
    assert answer.status_code == 404
    assert "Письма с таким кодом нет" in answer.content.decode()


def test_guessing_is_limited(letter, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "verify_letter": "2/m/ip"}
    client = Client()
    assert [client.get(f"/verify/AAAA-BBBB-CCC{n}/").status_code for n in range(3)] == [404, 404, 429]
    assert client.get("/verify/").status_code == 200
