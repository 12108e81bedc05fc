"""The owner invites somebody into the team, who then sees what the role may do and nothing else."""

import pytest

from conference.accounts.models import User
from conference.events.choices import Role
from conference.events.models import Membership
from tests.factories.events import UserFactory
from tests.journeys.conftest import WALKS, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def sections(somebody: Visitor) -> set[str]:
    """Return the last parts of the addresses in the workspace's menu."""
    links = somebody.page.locator("#work-menu li a").evaluate_all("links => links.map(a => a.pathname)")
    return {link.strip("/").split("/")[-1] for link in links}


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_the_owner_invites_a_member(event, browsers, member_of, language: str) -> None:
    owner = browsers(member_of(event, Role.OWNER))
    page = owner.page
    owner.go(f"/manage/{event.slug}/")
    owner.look()
    owner.choose("/team/")
    owner.look()
    owner.fill(email="erlan@")
    page.select_option("[name=role]", "checkin")
    owner.send("#member")
    assert (page.input_value("[name=email]"), page.input_value("[name=role]")) == ("erlan@", "checkin")
    owner.look()
    owner.fill(email="erlan@example.org")
    owner.send("#member")
    assert page.locator(".team", has_text="erlan@example.org").is_visible()
    assert page.locator(".messages").is_visible()
    owner.choose("/activity/")
    assert page.locator(".entries li", has_text="erlan@example.org").first.is_visible()
    owner.look()

    member = browsers(User.objects.get(email="erlan@example.org"))
    member.go("/manage/")  # leads to the only event there is
    assert member.page.url.endswith(f"/manage/{event.slug}/")
    assert {"badges"} <= sections(member)
    assert not sections(member) & {"team", "activity", "settings", "registrations", "submissions", "proceedings"}
    member.look()
    member.expected = "403"
    member.go(f"/manage/{event.slug}/team/")
    member.look()

    owner.choose("/team/")
    owner.confirm(".team li:has-text('erlan@example.org') .team-roles button")
    assert not Membership.objects.filter(user__email="erlan@example.org").exists()
    owner.look()


@pytest.mark.parametrize("width", [390])
def test_the_language_changes_while_somebody_is_added(event, browsers, member_of) -> None:
    UserFactory(email="dina@example.org")
    owner = browsers(member_of(event, Role.OWNER))
    page = owner.page
    owner.go(f"/manage/{event.slug}/team/")
    owner.fill(email="dina@example.org")
    page.select_option("[name=role]", "editor")
    for language in ("kk", "en", "ru"):
        owner.switch_language(language)
        assert (page.input_value("[name=email]"), page.input_value("[name=role]")) == ("dina@example.org", "editor")
        assert page.locator(".error-summary").count() == 0
    assert Membership.objects.count() == 1
    owner.send("#member")
    assert Membership.objects.count() == 2
