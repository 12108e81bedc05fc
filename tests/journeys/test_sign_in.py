"""Somebody signs in by a code from the mail, mistyping first; one of the team by a password and a second factor."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from conference.events.choices import Role
from tests.factories.events import UserFactory
from tests.journeys.conftest import WALKS
from tests.support.mails import newest_code

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "round-table-of-eighty"


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_a_guest_signs_in_by_a_code(event, browsers, language: str) -> None:
    UserFactory(email="aigul@example.org")
    guest = browsers()
    page = guest.page
    guest.go(f"/{language}/{event.slug}/")
    guest.follow(".site-link")
    assert "/accounts/login/" in page.url
    guest.look()
    guest.fill(email="aigul@")
    guest.send("#code")
    assert page.input_value("[name=email]") == "aigul@"
    guest.look()
    guest.fill(email="aigul@example.org")
    guest.send("#code")
    guest.look()
    guest.fill(code="0000-0000")
    guest.send("#verify")
    assert page.locator("#verify .field-error").is_visible()
    guest.look()
    guest.fill(code=newest_code("aigul@example.org"))
    guest.send("#verify")
    assert "/my/" in page.url
    guest.look()
    guest.follow("a.site-link[href*='/accounts/logout/']")
    guest.look()
    guest.follow("main form button")
    guest.go("/my/")
    assert "/accounts/login/" in page.url


def code_now(secret: str) -> str:
    """Return what an authenticator app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize(("language", "width"), [("en", 390)])
def test_the_team_signs_in_with_a_second_factor(event, browsers, member_of, language: str) -> None:
    owner = member_of(event, Role.OWNER)
    owner.set_password(PASSWORD)
    owner.save()
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    reader = browsers()
    page = reader.page

    def enter() -> None:
        reader.go(f"/accounts/login/?next=/manage/{event.slug}/")
        page.locator("details.disclosure summary").click()
        reader.fill(login=owner.email, password=PASSWORD)
        reader.send("#password")

    enter()
    assert page.url.endswith(f"/manage/{event.slug}/")
    reader.go("/my/account/")
    reader.follow("a[href$='/accounts/2fa/']")
    reader.look()
    reader.follow("a[href$='/totp/activate/']")
    if page.locator("#again").count():
        reader.look()
        reader.fill(password=PASSWORD)
        reader.send("#again")
    reader.look()
    reader.fill(code="000000")
    reader.send("#totp")
    assert page.locator("#totp .field-error").is_visible()
    secret = page.locator("#secret").input_value()
    reader.fill(code=code_now(secret))
    reader.send("#totp")
    recovery = page.locator(".recovery-codes code").all_inner_texts()
    assert len(recovery) == 10
    reader.look()
    reader.follow("a.site-link[href*='/accounts/logout/']")
    reader.follow("main form button")
    enter()
    assert page.locator("#second").is_visible()
    reader.look()
    reader.fill(code="not-a-code")
    reader.send("#second")
    assert page.locator("#second .field-error").is_visible()
    reader.fill(code=recovery[0])
    reader.send("#second")
    assert page.url.endswith(f"/manage/{event.slug}/")
    reader.look()
