"""Accounts: made by address and code, with addresses, a password and a second factor."""

import re
import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from conference.accounts.models import User
from conference.core.mail.models import OutgoingMail
from tests.factories.events import UserFactory
from tests.support.mails import newest_code, newest_mail

pytestmark = pytest.mark.django_db
SIGNUP = "/accounts/signup/"
VERIFY = "/accounts/confirm-email/"
PASSWORD = "four quiet reading rooms"


@pytest.fixture
def user() -> User:
    found = UserFactory(email="aigul@example.org")
    found.emailaddress_set.create(email=found.email, verified=True, primary=True)
    return found


@pytest.fixture
def browser(client: Client, user: User) -> Client:
    """The user's browser, signed in by a code."""
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": newest_code(user.email)})
    assert client.get("/my/").status_code == 200
    return client


def app_code(secret: str, later: int = 0) -> str:
    """Return what an authenticator app shows, `later` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


# --- sign-up ---
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_an_address_and_its_code_make_an_account_in_the_language_of_the_page(client: Client, language: str) -> None:
    assert client.post(f"{SIGNUP}?lang={language}", {"email": "New@Example.org"})["Location"] == VERIFY
    assert client.get("/my/").status_code == 302
    client.post(VERIFY, {"code": newest_code("new@example.org")})
    assert client.get("/my/").status_code == 200
    made = User.objects.get(email="new@example.org")
    assert made.language == language
    assert not made.has_usable_password()


def test_a_mistyped_address_can_be_put_right_by_beginning_again(client: Client) -> None:
    client.post(SIGNUP, {"email": "nwe@example.org"})
    page = client.get(VERIFY).content.decode()
    assert f'name="next" value="{SIGNUP}"' in page
    assert client.post("/accounts/logout/", {"next": SIGNUP})["Location"] == SIGNUP
    client.post(SIGNUP, {"email": "new@example.org"})
    client.post(VERIFY, {"code": newest_code("new@example.org")})
    assert client.get("/my/").status_code == 200


def test_signing_up_twice_sends_a_kind_mail_and_tells_nothing(client: Client, user: User) -> None:
    assert client.post(SIGNUP, {"email": user.email})["Location"] == VERIFY
    assert client.get(VERIFY).status_code == 200
    assert "http://testserver/accounts/login/" in newest_mail(user.email).text
    assert User.objects.count() == 1


def test_sign_up_keeps_what_was_typed(client: Client) -> None:
    answer = client.post(SIGNUP, {"email": "not an address"})
    assert answer.context["form"].errors["email"]
    assert 'value="not an address"' in answer.content.decode()
    answer = client.post(f"{SIGNUP}?lang=kk", {"email": "half@", "switch_language": "kk"})
    assert 'value="half@"' in answer.content.decode()
    assert not answer.context["form"].errors


def test_too_many_sign_ups_are_answered_by_429(client: Client) -> None:
    for number in range(20):
        Client().post(SIGNUP, {"email": f"robot{number}"})
    answer = client.post(SIGNUP, {"email": "robot@example.org"})
    assert answer.status_code == 429
    assert 'class="error-page"' in answer.content.decode()


# --- password ---
def test_a_password_is_set_changed_and_set_anew_by_mail(browser: Client, user: User) -> None:
    assert browser.get("/accounts/password/change/")["Location"] == "/accounts/password/set/"
    assert browser.post("/accounts/password/set/", {"password1": "kurz12345"}).context["form"].errors["password1"]
    assert browser.post("/accounts/password/set/", {"password1": PASSWORD})["Location"] == "/my/account/"
    wrong = {"oldpassword": "no", "password1": "another four quiet rooms"}
    assert browser.post("/accounts/password/change/", wrong).context["form"].errors["oldpassword"]
    assert browser.post("/accounts/password/change/", {**wrong, "oldpassword": PASSWORD})["Location"] == "/my/account/"
    subjects = list(OutgoingMail.objects.filter(to=user.email).values_list("subject", flat=True))
    assert len(set(subjects)) == 3, "the code, and a word about each change"

    other = Client()
    assert (
        other.post("/accounts/password/reset/", {"email": user.email})["Location"] == "/accounts/password/reset/done/"
    )
    link = urlsplit(re.search(r"https?://\S+", newest_mail(user.email).text)[0]).path
    page = other.get(link)["Location"]
    assert other.get(page).status_code == 200
    assert other.post(page, {"password1": "a third set of rooms"})["Location"] == "/accounts/password/reset/key/done/"
    assert other.get("/accounts/password/reset/key/done/").status_code == 200
    user.refresh_from_db()
    assert user.check_password("a third set of rooms")
    assert "used up" in Client().get(link, {"lang": "en"}).content.decode()


# --- addresses ---
def test_an_address_is_added_confirmed_made_the_main_one_and_removed(browser: Client, user: User) -> None:
    page = "/accounts/email/"
    assert browser.post(page, {"action_add": "yes", "email": user.email}).context["form"].errors["email"]
    assert browser.post(page, {"action_add": "yes", "email": "second@example.org"})["Location"] == VERIFY
    assert 'href="/accounts/email/"' in browser.get(VERIFY).content.decode()
    browser.post(VERIFY, {"code": newest_code("second@example.org")})
    browser.post(page, {"action_primary": "yes", "email": "second@example.org"})
    user.refresh_from_db()
    assert user.email == "second@example.org"
    browser.post(page, {"action_remove": "yes", "email": "second@example.org"})
    assert user.emailaddress_set.count() == 2, "the main address stays"
    browser.post(page, {"action_remove": "yes", "email": "aigul@example.org"})
    assert user.emailaddress_set.get().email == "second@example.org"


# --- second factor ---
def switch_on(browser: Client) -> str:
    page = browser.get("/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert "data:" in page["Content-Security-Policy"].split("img-src", 1)[1].split(";")[0]
    secret = page.context["form"].secret
    answer = browser.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    return str(secret)


def test_a_wrong_first_code_keeps_the_same_secret(browser: Client) -> None:
    secret = browser.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = browser.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert answer.context["form"].errors["code"]
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.exists()


def test_with_a_second_factor_the_code_by_mail_is_not_enough(browser: Client, user: User) -> None:
    secret = switch_on(browser)
    browser.post("/accounts/logout/")
    browser.post("/accounts/login/code/", {"email": user.email})
    answer = browser.post("/accounts/login/code/confirm/", {"code": newest_code(user.email)})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert browser.get("/my/").status_code == 302
    assert browser.get("/accounts/2fa/authenticate/").status_code == 200
    assert browser.post("/accounts/2fa/authenticate/", {"code": "000000"}).context["form"].errors["code"]
    browser.post("/accounts/2fa/authenticate/", {"code": app_code(secret, later=1)})
    assert browser.get("/my/").status_code == 200


@pytest.mark.django_db(transaction=True)  # the first code counts as proof of who is there when it is committed
def test_a_recovery_code_opens_the_account_once(browser: Client, user: User) -> None:
    switch_on(browser)
    codes = browser.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] in browser.get("/accounts/2fa/recovery-codes/download/").content.decode()
    for code, opens in [(codes[0], True), (codes[0], False), (codes[1], True)]:
        cache.clear()  # four codes within a minute would be too many
        other = Client()
        other.post("/accounts/login/code/", {"email": user.email})
        other.post("/accounts/login/code/confirm/", {"code": newest_code(user.email)})
        other.post("/accounts/2fa/authenticate/", {"code": code})
        assert (other.get("/my/").status_code == 200) is opens


def test_the_second_factor_is_asked_for_once_more_before_it_is_switched_off(browser: Client, user: User) -> None:
    secret = switch_on(browser)
    answer = browser.get("/accounts/2fa/totp/deactivate/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/2fa/reauthenticate/")
    browser.post(answer.redirect_chain[-1][0], {"code": app_code(secret, later=1)})
    assert browser.get("/accounts/2fa/totp/deactivate/").status_code == 200
    assert browser.get("/accounts/2fa/recovery-codes/generate/").status_code == 200
    browser.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user).exists()


# --- every page in every language ---
ANONYMOUS = [
    "/accounts/login/", "/accounts/login/code/", "/accounts/signup/", "/accounts/inactive/",
    "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/password/reset/key/done/",
    "/accounts/3rdparty/login/cancelled/",
]  # fmt: skip
SIGNED_IN = [
    "/accounts/email/", "/accounts/password/set/", "/accounts/logout/", "/accounts/2fa/",
    "/accounts/2fa/totp/activate/", "/accounts/3rdparty/", "/my/", "/my/account/", "/manage/",
]  # fmt: skip


def assert_is_ours(answer, language: str) -> None:
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert "css/tokens.css" in html
    assert "style=" not in html


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("address", ANONYMOUS)
def test_pages_before_sign_in(client: Client, address: str, language: str) -> None:
    assert_is_ours(client.get(address, {"lang": language}), language)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_pages_of_the_account(browser: Client, language: str) -> None:
    for address in SIGNED_IN:
        assert_is_ours(browser.get(address, {"lang": language}), language)


def test_a_sign_in_that_failed_elsewhere_has_a_page(client: Client) -> None:
    answer = client.get("/accounts/3rdparty/login/error/")
    assert answer.status_code == 401
    assert 'href="/accounts/login/"' in answer.content.decode()


def test_the_name_and_the_language_of_mails_can_be_changed(browser: Client, user: User) -> None:
    assert browser.post("/my/account/", {"name": "Айгүл", "language": "kk"})["Location"] == "/my/account/"
    user.refresh_from_db()
    assert (user.name, user.language) == ("Айгүл", "kk")
    answer = browser.post("/my/account/", {"name": "я" * 201, "language": "ru"})
    assert answer.context["form"].errors["name"]
    assert "я" * 201 in answer.content.decode()
    answer = browser.post("/my/account/?lang=en", {"name": "Другая", "language": "ru", "switch_language": "en"})
    assert 'value="Другая"' in answer.content.decode()
    user.refresh_from_db()
    assert user.name == "Айгүл"
