"""The team's pages: overview, settings, team."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.jobs.models import Job
from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from conference.events.models import Event, Membership
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.support.workspace import page

pytestmark = pytest.mark.django_db

PAGES = ["", "settings/", "team/", "activity/", "jobs/"]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("rest", PAGES)
def test_pages_in_every_language(team: Client, event: Event, rest: str, language: str) -> None:
    html = page(team, event, rest, lang=language)
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("rest", PAGES)
def test_pages_are_closed_to_others(event: Event, rest: str, signed_in, member_of) -> None:
    address = f"/manage/{event.slug}/{rest}"
    assert Client().get(address)["Location"] == f"/accounts/login/?next={address}"
    assert signed_in(UserFactory()).get(address).status_code == 404
    assert signed_in(member_of(EventFactory(), Role.OWNER)).get(address).status_code == 404
    if rest in {"settings/", "team/"}:
        assert signed_in(member_of(event, Role.CHAIR)).get(address).status_code == 403


# --- events ---
def test_the_overview_says_when_and_whether_everybody_sees_it(team: Client, event: Event) -> None:
    assert "14–15 декабря 2026" in page(team, event).replace("\xa0", " ")
    assert "state-success" in page(team, event)
    Event.objects.filter(pk=event.pk).update(is_public=False)
    assert "state-warning" in page(team, event)


def test_a_role_without_panels_finds_a_calm_page(event: Event, signed_in, member_of, monkeypatch) -> None:
    monkeypatch.setattr("conference.events.views.workspace.dashboard_panels", [])
    assert 'class="empty-state' in page(signed_in(member_of(event, Role.REVIEWER)), event)


def test_the_list_leads_to_the_only_event_or_shows_all(team: Client, event: Event, owner: User) -> None:
    assert team.get("/manage/")["Location"] == f"/manage/{event.slug}/"
    second = MembershipFactory(user=owner).event
    html = team.get("/manage/").content.decode()
    assert f"/manage/{event.slug}/" in html
    assert f"/manage/{second.slug}/" in html


def test_somebody_without_a_team_learns_what_to_do(signed_in) -> None:
    user = UserFactory()
    html = signed_in(user).get("/manage/").content.decode()
    assert user.email in html
    assert "/manage/new/" not in html


def values(**more: str) -> dict[str, object]:
    return {
        "slug": "readings-2026", "name_0": "Чтения", "name_1": "Оқулар", "name_2": "Readings",
        "starts_on": "2026-10-01", "ends_on": "2026-10-02", "timezone": "Asia/Almaty", "languages": ["ru", "kk"],
        "accent": "moss", **more,
    }  # fmt: skip


def test_staff_create_an_event_and_own_it(signed_in) -> None:
    user = UserFactory(is_staff=True)
    browser = signed_in(user)
    assert browser.get("/manage/new/").status_code == 200
    assert browser.post("/manage/new/", values())["Location"] == "/manage/readings-2026/"
    assert Membership.objects.get(event__slug="readings-2026").role == Role.OWNER
    assert signed_in(UserFactory()).get("/manage/new/").status_code == 403


def test_settings_are_saved_and_logged(team: Client, event: Event) -> None:
    Event.objects.update(is_public=False)  # a public event keeps its address
    answer = team.post(f"/manage/{event.slug}/settings/", values(is_public="on"))
    assert answer["Location"] == "/manage/readings-2026/settings/"
    event.refresh_from_db()
    assert (str(event.name.localize("kk")), event.accent, event.is_public) == ("Оқулар", "moss", True)
    log = page(team, event, "activity/")
    assert '<dd lang="kk">' in log
    assert "Кітапхана конференциясы" in log
    assert "Оқулар" in log


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2026-09-30"}, "__all__"),
        ({"slug": "manage"}, "slug"),
        ({"timezone": "Asia/Atlantis"}, "timezone"),
        ({"starts_on": "когда-нибудь"}, "starts_on"),
        ({"name_0": "", "name_1": "", "name_2": ""}, "name"),
        ({"contact_email": "почта"}, "contact_email"),
    ],
)
def test_bad_settings_are_refused_next_to_the_field_and_stay_typed(team: Client, event: Event, wrong, field) -> None:
    Event.objects.update(is_public=False)
    sent = values(town_0="Темиртау", **wrong)
    answer = team.post(f"/manage/{event.slug}/settings/", sent)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert field in answer.context["form"].errors
    assert 'class="error-summary"' in html
    assert 'value="Темиртау"' in html
    for value in wrong.values():
        assert f'value="{value}"' in html or not value
    event.refresh_from_db()
    assert event.slug != "readings-2026"


def test_changing_the_language_keeps_what_is_typed_and_saves_nothing(team: Client, event: Event) -> None:
    sent = values(name_0="Недописанное назв", starts_on="", switch_language="kk")
    answer = team.post(f"/manage/{event.slug}/settings/?lang=kk", sent)
    html = answer.content.decode()
    assert '<html lang="kk"' in html
    assert 'value="Недописанное назв"' in html
    assert 'class="error-summary"' not in html
    event.refresh_from_db()
    assert event.slug != "readings-2026"


# --- team ---
def test_somebody_is_added_by_address_and_gets_an_account(team: Client, event: Event) -> None:
    address = f"/manage/{event.slug}/team/"
    assert team.post(address, {"email": "new@example.org", "role": "chair"})["Location"] == address
    assert User.objects.get(email="new@example.org").memberships.get().role == Role.CHAIR
    assert "new@example.org" in page(team, event, "team/")


def test_somebody_added_is_told_once_in_their_language_where_to_begin(
    team: Client, event: Event, django_capture_on_commit_callbacks
) -> None:
    UserFactory(email="colleague@example.org", language="kk", name="Айгүл")
    address = f"/manage/{event.slug}/team/"
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            team.post(address, {"email": "colleague@example.org", "role": "chair"})
    mail = OutgoingMail.objects.get(to="colleague@example.org")
    assert str(Role.CHAIR.label) not in mail.text  # the page was Russian
    with translation.override("kk"):
        assert str(Role.CHAIR.label) in mail.text
    assert f"/manage/{event.slug}/?lang=kk" in mail.text


def test_a_bad_address_or_no_role_is_said_and_the_address_stays(team: Client, event: Event) -> None:
    answer = team.post(f"/manage/{event.slug}/team/", {"email": "не адрес", "role": ""})
    assert set(answer.context["form"].errors) == {"email", "role"}
    assert 'value="не адрес"' in answer.content.decode()
    answer = team.post(f"/manage/{event.slug}/team/?lang=kk", {"email": "half@", "switch_language": "kk"})
    assert 'value="half@"' in answer.content.decode()
    assert not answer.context["form"].errors


def test_a_role_is_taken_away_and_the_only_owner_stays(team: Client, event: Event, owner: User) -> None:
    chair = MembershipFactory(event=event, role=Role.CHAIR)
    own = Membership.objects.get(user=owner)
    team.post(f"/manage/{event.slug}/team/{chair.pk}/remove/")
    assert not Membership.objects.filter(pk=chair.pk).exists()
    answer = team.post(f"/manage/{event.slug}/team/{own.pk}/remove/", follow=True)
    assert "notice-danger" in answer.content.decode()
    assert Membership.objects.filter(pk=own.pk).exists()
    MembershipFactory(event=event, role=Role.OWNER)
    team.post(f"/manage/{event.slug}/team/{own.pk}/remove/")
    assert not Membership.objects.filter(pk=own.pk).exists()


def test_a_role_of_another_event_is_not_found(team: Client, event: Event) -> None:
    foreign = MembershipFactory()
    assert team.post(f"/manage/{event.slug}/team/{foreign.pk}/remove/").status_code == 404


def test_queries_do_not_grow_with_the_rows(team: Client, event: Event) -> None:
    def add_row() -> None:
        user = MembershipFactory(event=event, role=Role.CHAIR).user
        Job.objects.create(event=event, kind="test.pages", started_by=user)
        activity.record(by=user, action="member_added", target=user, event=event, after={"role": "chair"})

    def queries() -> list[int]:
        counts = []
        for rest in ("team/", "activity/", "jobs/"):
            with CaptureQueriesContext(connection) as made:
                page(team, event, rest)
            counts.append(len(made))
        return counts

    add_row()
    page(team, event)  # what is read once for each process
    at_one = queries()
    add_row()
    add_row()
    assert queries() == at_one
    assert max(at_one) < 12
