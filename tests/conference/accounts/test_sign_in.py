"""Signing in: by a code, by a password, and what happens to those who guess."""

import pytest
from django.core import mail as django_mail
from django.test import Client
from django.urls import reverse

from conference.accounts.models import User
from conference.core.mail.models import OutgoingMail
from tests.factories.events import UserFactory
from tests.support.mails import CODE, newest_code, newest_mail

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
REQUEST = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
PASSWORD = "four quiet reading rooms"


@pytest.fixture
def user() -> User:
    return UserFactory(email="aigul@example.org")


@pytest.fixture
def reader(user: User) -> User:
    """Somebody with a confirmed address and a password."""
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def is_signed_in(client: Client) -> bool:
    return client.get("/my/").status_code == 200


def ask(client: Client, email: str = "aigul@example.org", **more: str):
    return client.post(REQUEST, {"email": email, **more})


def test_a_code_by_mail_opens_the_account(client: Client, user: User) -> None:
    assert ask(client)["Location"] == CONFIRM
    assert "aigul@example.org" in client.get(CONFIRM).content.decode()
    answer = client.post(CONFIRM, {"code": newest_code(user.email)})
    assert answer["Location"] == "/my/"
    assert is_signed_in(client)
    assert user.emailaddress_set.get().verified


@pytest.mark.parametrize("typed", [lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "])
def test_a_code_may_be_typed_without_its_hyphen(client: Client, user: User, typed) -> None:
    ask(client)
    client.post(CONFIRM, {"code": typed(newest_code(user.email))})
    assert is_signed_in(client)


def test_the_address_is_known_in_any_case(client: Client, user: User) -> None:
    ask(client, "Aigul@Example.ORG")
    client.post(CONFIRM, {"code": newest_code(user.email)})
    assert is_signed_in(client)


def test_sign_in_leads_back_to_the_page_that_asked_for_it(client: Client, user: User) -> None:
    page = client.get("/my/account/")
    assert page["Location"] == f"{LOGIN}?next=/my/account/"
    html = client.get(page["Location"]).content.decode()
    assert f'action="{REQUEST}?next=%2Fmy%2Faccount%2F"' in html
    confirm = client.post(f"{REQUEST}?next=/my/account/", {"email": user.email})["Location"]
    assert client.post(confirm, {"code": newest_code(user.email)})["Location"] == "/my/account/"


def test_nobody_is_led_to_another_site(client: Client, user: User) -> None:
    confirm = client.post(f"{REQUEST}?next=https://evil.example/", {"email": user.email})["Location"]
    assert client.post(confirm, {"code": newest_code(user.email)})["Location"] == "/my/"


def test_a_wrong_code_is_refused_in_words_and_three_of_them_end_it(client: Client, user: User) -> None:
    ask(client)
    code = newest_code(user.email)
    for _attempt in range(2):
        answer = client.post(CONFIRM, {"code": "0000-0000"})
        assert answer.status_code == 200
        assert answer.context["form"].errors["code"]
    assert client.post(CONFIRM, {"code": "0000-0000"})["Location"] == REQUEST
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_a_new_code_can_be_asked_for_and_replaces_the_old_one(client: Client, user: User) -> None:
    ask(client)
    old = newest_code(user.email)
    client.post(CONFIRM, {"action": "resend"})
    new = newest_code(user.email)
    assert new != old
    assert client.post(CONFIRM, {"code": old}).status_code == 200
    client.post(CONFIRM, {"code": new})
    assert is_signed_in(client)


def test_a_code_is_good_for_a_quarter_of_an_hour(client: Client, user: User, time_machine) -> None:
    time_machine.move_to("2026-11-20 10:00", tick=False)
    ask(client)
    code = newest_code(user.email)
    time_machine.shift(16 * 60)
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_a_fourth_code_within_a_minute_is_refused_next_to_the_field(client: Client, user: User) -> None:
    for _time in range(3):
        assert ask(Client()).status_code == 302
    answer = ask(client)
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert 'value="aigul@example.org"' in answer.content.decode()
    assert OutgoingMail.objects.filter(to=user.email).count() == 3


def test_hammering_the_door_is_answered_by_429_in_our_look(client: Client) -> None:
    for _time in range(30):
        client.post(LOGIN, {"login": "x", "password": "y"})
    answer = client.post(LOGIN, {"login": "x", "password": "y"})
    assert answer.status_code == 429
    assert 'class="error-page"' in answer.content.decode()


def test_an_unknown_address_gets_a_kind_mail_and_the_page_tells_nothing(client: Client, user: User) -> None:
    known = client.get(ask(client)["Location"]).content.decode().replace("aigul", "somebody")
    other = Client()
    unknown = other.get(ask(other, "somebody@example.org")["Location"]).content.decode()
    assert _without_tokens(known) == _without_tokens(unknown)
    text = newest_mail("somebody@example.org").text
    assert "http://testserver/ru/" in text
    assert "http://testserver/accounts/signup/" in text
    assert other.post(CONFIRM, {"code": "1111-1111"}).status_code == 200
    assert not is_signed_in(other)
    assert not User.objects.filter(email="somebody@example.org").exists()


def _without_tokens(html: str) -> str:
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_closed_account_stays_closed(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    ask(client)
    assert not CODE.search(newest_mail(user.email).text)
    assert not is_signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_the_mail_is_delivered_with_the_code_on_a_line_of_its_own(client: Client, user: User) -> None:
    ask(client)
    [sent] = django_mail.outbox
    assert sent.to == [user.email]
    code = newest_code(user.email)
    assert f"\n{code}\n" in sent.body
    [(html, kind)] = sent.alternatives
    assert kind == "text/html"
    assert f">{code}</p>" in html
    assert html.count("letter-spacing: 4px") == 1, "the code stands out, by a style inside its tag"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_mail_comes_in_the_language_of_the_page(client: Client, user: User, language: str) -> None:
    client.post(f"{REQUEST}?lang={language}", {"email": user.email})
    assert f'lang="{language}"' in newest_mail(user.email).html


# --- password ---
def test_a_password_is_the_second_way(client: Client, reader: User) -> None:
    answer = client.post(LOGIN, {"login": reader.email, "password": PASSWORD})
    assert answer["Location"] == "/my/"
    assert is_signed_in(client)
    assert not OutgoingMail.objects.exists()


def test_a_wrong_password_is_said_and_the_address_stays(client: Client, reader: User) -> None:
    answer = client.post(LOGIN, {"login": reader.email, "password": "wrong"})
    html = answer.content.decode()
    assert answer.context["form"].non_field_errors()
    assert '<details class="disclosure" open>' in html
    assert html.count('value="aigul@example.org"') == 2, "in both ways of the page"
    assert not is_signed_in(client)


def test_five_wrong_passwords_close_the_way_for_a_while(client: Client, reader: User) -> None:
    for _time in range(5):
        client.post(LOGIN, {"login": reader.email, "password": "wrong"})
    client.post(LOGIN, {"login": reader.email, "password": PASSWORD})
    assert not is_signed_in(client)


def test_a_password_of_an_unconfirmed_address_asks_for_a_code_first(client: Client, user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == reverse("account_email_verification_sent")
    client.post(answer["Location"], {"code": newest_code(user.email)})
    assert is_signed_in(client)


def test_language_can_be_changed_with_the_address_typed_and_costs_no_attempt(client: Client, user: User) -> None:
    for address in (LOGIN, REQUEST):
        for language in ("kk", "en", "ru", "kk"):
            answer = client.post(f"{address}?lang={language}", {"email": user.email, "switch_language": language})
            html = answer.content.decode()
            assert answer.status_code == 200
            assert f'<html lang="{language}"' in html
            assert f'value="{user.email}"' in html
            assert 'class="field-error"' not in html
    assert not OutgoingMail.objects.exists()
    assert ask(client).status_code == 302


def test_sign_out_asks_first_and_then_forgets(client: Client, reader: User) -> None:
    client.post(LOGIN, {"login": reader.email, "password": PASSWORD})
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(client)
