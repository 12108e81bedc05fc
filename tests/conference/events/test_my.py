"""A person's own page and the tokens of their programs."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Event
from conference.events.views.my import TOKEN_LIMIT
from tests.factories.events import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(event: Event, member_of) -> User:
    return member_of(event, Role.CHAIR)


@pytest.fixture
def browser(user: User, signed_in) -> Client:
    return signed_in(user)


def test_the_page_leads_to_what_is_ones_own(browser: Client, event: Event) -> None:
    html = browser.get("/my/").content.decode()
    assert f'href="/manage/{event.slug}/"' in html
    assert 'href="/my/account/"' in html


def test_others_events_are_not_shown(event: Event, signed_in) -> None:
    assert event.slug not in signed_in(UserFactory()).get("/my/").content.decode()


def test_a_page_without_anything_points_to_the_events(signed_in, monkeypatch) -> None:
    monkeypatch.setattr("conference.events.views.my.my_sections", [])
    assert 'class="empty-state' in signed_in(UserFactory()).get("/my/").content.decode()


def test_a_token_is_shown_once_works_and_is_removed(browser: Client, user: User, settings) -> None:
    answer = browser.post("/my/account/tokens/")
    assert answer["Cache-Control"] == "no-store"
    token = re.search(r'id="token"[^>]* value="([^"]+)"', answer.content.decode())[1]
    assert Client().get("/api/v1/events/", headers={"Authorization": f"Token {token}"}).status_code == 200
    assert Client().get("/api/v1/events/", headers={"Authorization": "Token wrong"}).status_code == 401
    settings_page = browser.get("/my/account/").content.decode()
    assert token not in settings_page
    [stored] = AuthToken.objects.all()
    assert f"{stored.token_key}…" in settings_page
    browser.post(f"/my/account/tokens/{stored.token_key}/remove/")
    assert not AuthToken.objects.exists()


def test_nobody_removes_the_token_of_another(browser: Client) -> None:
    foreign, _token = AuthToken.objects.create(user=UserFactory())
    browser.post(f"/my/account/tokens/{foreign.token_key}/remove/")
    assert AuthToken.objects.filter(pk=foreign.pk).exists()


def test_tokens_are_few(browser: Client, user: User) -> None:
    for _number in range(TOKEN_LIMIT):
        AuthToken.objects.create(user=user)
    answer = browser.post("/my/account/tokens/", follow=True)
    assert "notice-danger" in answer.content.decode()
    assert AuthToken.objects.count() == TOKEN_LIMIT


def test_a_token_is_made_by_a_button_only(browser: Client) -> None:
    assert browser.get("/my/account/tokens/").status_code == 405
    assert not AuthToken.objects.exists()


def test_a_token_ends_after_a_year_and_is_renewed_before(browser: Client, user: User) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=300), tick=False):
        stored, token = AuthToken.objects.create(user=user)
    header = {"Authorization": f"Token {token}"}
    assert str(stored.expiry.year) in browser.get("/my/account/").content.decode()
    browser.post(f"/my/account/tokens/{stored.token_key}/renew/")
    with time_machine.travel(timezone.now() + timedelta(days=364), tick=False):
        assert Client().get("/api/v1/events/", headers=header).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=False):
        assert Client().get("/api/v1/events/", headers=header).status_code == 401


def test_a_token_that_nobody_renewed_opens_nothing(user: User) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=366), tick=False):
        _stored, token = AuthToken.objects.create(user=user)
    assert Client().get("/api/v1/events/", headers={"Authorization": f"Token {token}"}).status_code == 401


def test_nobody_renews_the_token_of_another(browser: Client) -> None:
    foreign, _token = AuthToken.objects.create(user=UserFactory())
    browser.post(f"/my/account/tokens/{foreign.token_key}/renew/")
    assert AuthToken.objects.get(pk=foreign.pk).expiry == foreign.expiry
