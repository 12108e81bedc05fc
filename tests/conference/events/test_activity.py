"""The log of who changed what, as the team reads it."""

import pytest
from django.test import Client
from django_scopes import scope

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.text.localized import i18n
from conference.events.models import Event
from tests.factories.events import EventFactory, UserFactory
from tests.factories.programme import SessionFactory
from tests.support.workspace import page

pytestmark = pytest.mark.django_db


def test_the_log_says_who_did_what_from_which_value_to_which(team: Client, event: Event, owner: User) -> None:
    before = {"starts_on": "2026-12-01", "is_public": False, "accent": "moss", "town": {"ru": "Караганда"}}
    town = {"ru": "Караганда", "kk": "Қарағанды"}
    after = {"starts_on": "2026-12-14", "is_public": True, "accent": "berry", "town": town}
    activity.record(by=owner, action="event_changed", target=event, event=event, before=before, after=after)
    activity.record(by=None, action="member_added", target=UserFactory(), event=event, after={"role": "chair"})
    html = page(team, event, "activity/", lang="en")
    for words in ("1 December 2026", "14 December 2026", "yes", "Berry", "Қарағанды", "Programme chair", str(owner)):
        assert words in html, words
    assert "Караганда" not in html, "the Russian town did not change"
    assert "A guest or the system" in html


def test_the_log_is_narrowed_by_action_and_by_object(team: Client, event: Event) -> None:
    one, two = UserFactory(email="one@example.org", name=""), UserFactory(email="two@example.org", name="")
    for target, action in ((one, "member_added"), (two, "member_added"), (one, "member_removed")):
        activity.record(by=None, action=action, target=target, event=event)
    foreign = EventFactory()
    activity.record(by=None, action="member_added", target=UserFactory(email="foreign@example.org"), event=foreign)
    everything = page(team, event, "activity/")
    assert everything.count("two@example.org") == 1
    assert "foreign@example.org" not in everything
    assert "two@example.org" not in page(team, event, "activity/", action="member_removed")
    narrowed = page(team, event, "activity/", object=str(one.pk), action="member_added")
    assert '<input type="hidden" name="object"' in narrowed
    assert "two@example.org" not in narrowed
    assert 'class="entries"' not in page(team, event, "activity/", action="nothing")


def test_a_field_without_a_name_of_its_own_is_named_in_the_readers_language(team: Client, event: Event) -> None:
    with scope(event=event):
        session = SessionFactory(event=event)
    activity.record(by=None, action="session_created", target=session, event=event, after={"people": ["Әсел"]})
    html = page(team, event, "activity/", lang="ru")
    assert "<dt>Люди</dt>" in html


def test_text_of_people_is_shown_as_text(team: Client, event: Event) -> None:
    bad = "<script>alert(1)</script>"
    entry = {"before": {"about": bad, "town": {"ru": bad}}, "after": {"about": "", "town": {"ru": f"{bad}{bad}"}}}
    activity.record(by=UserFactory(name=bad), action=bad, target=EventFactory(name=i18n(ru=bad)), event=event, **entry)
    html = page(team, event, "activity/")
    assert bad not in html
    assert "&lt;script&gt;" in html
