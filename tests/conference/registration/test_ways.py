"""How one takes part: the category says which ways there are, and badge, desk and figures follow."""

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.urls import reverse

from conference.badges.queries import guests as guests_with_badges
from conference.checkin.queries import count
from conference.core.activity.models import ActivityEntry
from conference.events.choices import Role
from conference.registration import services
from conference.registration.choices import Mode, Ways
from conference.registration.models import Category, Registration
from tests.conference.registration.test_pages import WHO, walk
from tests.conference.registration.test_services import details
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def remote(in_event) -> Category:
    return CategoryFactory(event=in_event, ways=Ways.REMOTE)


@pytest.fixture
def registrar(in_event, member_of, signed_in):
    return signed_in(member_of(in_event, Role.REGISTRAR))


def test_who_takes_a_remote_category_takes_part_remotely_whatever_was_ticked(client, in_event, remote) -> None:
    made = walk(client, in_event, remote)  # "in person" is what the form has ticked from the start
    assert made.mode == Mode.REMOTE
    assert not guests_with_badges(in_event).exists()
    assert count(in_event).expected == 0
    page = client.get(f"/ru/{in_event.slug}/registration/{made.token}/").content.decode()
    badge = reverse("public:badge", kwargs={"event": in_event.slug, "token": made.token})
    assert badge not in page
    assert client.get(badge).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("ways", "files"), [(Ways.REMOTE, 1), (Ways.IN_PERSON, 2)])
def test_the_letter_has_a_badge_for_who_comes(client, in_event, ways, files) -> None:
    walk(client, in_event, CategoryFactory(event=in_event, ways=ways), "en")
    (letter,) = outbox.outbox
    assert len(letter.attachments) == files
    assert ("your badge" in letter.body) == (files == 2)


def test_moving_to_another_category_brings_its_way_along(in_event, remote) -> None:
    hall = CategoryFactory(event=in_event, ways=Ways.IN_PERSON)
    made = services.register_guest(event=in_event, details=details(hall) | {"mode": Mode.REMOTE}, by=None)
    assert made.mode == Mode.IN_PERSON
    made = services.change_registration(registration=made, details=services.Details(category=remote), by=None)
    assert made.mode == Mode.REMOTE
    made = services.change_registration(registration=made, details=services.Details(mode=Mode.IN_PERSON), by=None)
    assert made.mode == Mode.REMOTE


def test_the_category_is_asked_again_when_the_place_is_taken(in_event, remote) -> None:
    """The team may have changed it since the guest's page was made."""
    seen = Category.objects.get(pk=remote.pk)
    seen.ways = Ways.EITHER
    assert services.register_guest(event=in_event, details=details(seen), by=None).mode == Mode.REMOTE


def test_the_form_asks_only_where_there_is_a_choice(client, in_event, remote) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)
    assert "mode" not in client.get(step["Location"]).context["form"].fields
    open_to_both = CategoryFactory(event=in_event)
    page = client.get(step["Location"])
    assert "mode" in page.context["form"].fields
    assert page.content.decode().count('data-mode="remote"') == 1
    refused = client.post(step["Location"], {"category": open_to_both.code, "visibility": "nobody"})
    assert list(refused.context["form"].errors) == ["mode"]
    assert client.post(step["Location"], {"category": remote.code, "visibility": "nobody"}).status_code == 302


def test_the_api_refuses_what_the_category_does_not_offer(client, in_event, remote) -> None:
    typed = {
        "person": {"given_name": "Ержан", "email": "erzhan@example.org", "country": "KZ"},
        "category": remote.code,
        "consent": True,
    }
    address = f"/api/v1/events/{in_event.slug}/registrations/"
    refused = client.post(address, typed | {"mode": "in_person"}, content_type="application/json")
    assert refused.status_code == 400
    made = client.post(address, typed, content_type="application/json")
    assert (made.status_code, made.json()["mode"]) == (201, "remote")


def test_the_figures_tell_who_is_remote(in_event, remote, registrar) -> None:
    RegistrationFactory(event=in_event, category=remote, mode=Mode.REMOTE)
    RegistrationFactory(event=in_event)
    page = registrar.get(reverse("manage:dashboard", kwargs={"event": in_event.slug}))
    data = next(panel["data"] for panel in page.context["panels"] if "confirmed" in panel["data"])
    assert (data["confirmed"], data["remote"]) == (2, 1)


def test_guests_follow_a_category_once_the_team_says_so(in_event, registrar) -> None:
    category = CategoryFactory(event=in_event)
    made = services.register_guest(event=in_event, details=details(category), by=None)
    form = {"name_0": "Дистанционный участник", "ways": "remote", "is_open": "on", "position": "0"}
    address = reverse("manage:category", kwargs={"event": in_event.slug, "code": category.code})
    assert "guests_follow" not in registrar.get(address).context["form"].fields
    refused = registrar.post(address, form)
    assert list(refused.context["form"].errors) == ["guests_follow"]
    made.refresh_from_db()
    assert made.mode == Mode.IN_PERSON
    assert registrar.post(address, form | {"guests_follow": "on"}).status_code == 302
    made.refresh_from_db()
    assert (made.mode, made.revision) == (Mode.REMOTE, 1)
    assert ActivityEntry.objects.filter(action="registration_changed", target_code=made.code).exists()
    assert Registration.objects.filter(category=category, mode=Mode.IN_PERSON).count() == 0


def test_an_unknown_way_cannot_be_stored(remote) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.filter(pk=remote.pk).update(ways="by_post")


@pytest.mark.parametrize("values", [{"mode": "by_post"}, {"mode": ""}, {"visibility": "friends"}, {"visibility": ""}])
def test_the_database_knows_how_one_takes_part_and_who_sees_it(in_event, values) -> None:
    made = RegistrationFactory(event=in_event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=made.pk).update(**values)
