"""Who a guest is: one person at an event whatever they do there, and never on the strength of what somebody typed."""

from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from conference.people.models import Organisation, Person
from conference.registration import services
from conference.registration.choices import State
from conference.registration.models import Draft, Registration
from conference.registration.queries import people_of, person_at, person_of_address
from tests.conference.registration.test_pages import WHO, walk
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "aigul@example.org"


@pytest.fixture
def user():
    return UserFactory(email=ADDRESS)


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event)


def register(category, *, user=None, **typed) -> Registration:
    return services.register_guest(event=category.event, details=details(category, **typed), by=None, user=user)


def test_a_speaker_who_is_signed_in_registers_as_the_same_person(category, user) -> None:
    library = OrganisationFactory(event=category.event)
    speaker = PersonFactory(event=category.event, user=user, email=ADDRESS, degree="к.п.н.", organisation=library)
    made = register(category, user=user, organisation="", town="Абай")
    assert made.person == speaker
    assert Person.objects.count() == 1
    assert (made.person.town, made.person.degree, made.person.organisation) == ("Абай", "к.п.н.", library)
    assert Organisation.objects.count() == 1


def test_whom_the_team_noted_under_the_address_is_the_one_who_signed_in_with_it(category, user) -> None:
    noted = PersonFactory(event=category.event, email=ADDRESS.upper())
    made = register(category, user=user)
    assert (made.person, made.person.user) == (noted, user)


def test_a_second_verified_address_is_one_s_own_too(category, user) -> None:
    user.emailaddress_set.create(email="second@example.org", verified=True)
    user.emailaddress_set.create(email="third@example.org", verified=False)
    assert register(category, user=user, email="third@example.org").person.user is None
    assert register(category, user=user, email="Second@example.org").person.user == user


def test_what_is_typed_without_signing_in_reaches_nobody(category, user) -> None:
    speaker = PersonFactory(event=category.event, user=user, email=ADDRESS)
    assert register(category).person != speaker
    assert register(category, user=UserFactory()).person != speaker


def test_a_colleague_registered_from_one_s_account_is_somebody_else(category, user) -> None:
    own = register(category, user=user)
    colleague = register(category, user=user, email="colleague@example.org")
    again = register(category, user=user, given_name="Ержан")
    assert own.person.user == user
    assert (colleague.person.user, again.person.user) == (None, None)
    own.person.refresh_from_db()
    assert own.person.given_name == "Айгүл"


def test_after_a_cancellation_one_registers_anew_as_the_same_person(category, user) -> None:
    first = register(category, user=user)
    services.cancel_registration(registration=first, by=None)
    second = register(category, user=user)
    assert second.person == first.person
    assert [row.state for row in first.person.registrations.order_by("pk")] == [State.CANCELLED, State.CONFIRMED]


@pytest.mark.parametrize("is_tied", [True, False])
def test_confirming_the_address_joins_the_guest_with_the_speaker(category, user, is_tied) -> None:
    speaker = PersonFactory(
        event=category.event, user=user if is_tied else None, email=ADDRESS, photo="photos/a.jpg", post="директор"
    )
    made = register(category, town="Абай")
    assert made.person != speaker
    services.confirm_address(registration=made, email=ADDRESS)
    made.refresh_from_db()
    assert (made.person, made.person.town, made.person.post) == (speaker, "Абай", "директор")
    assert made.person.photo == "photos/a.jpg"
    assert Person.objects.count() == 1


def test_confirming_joins_with_nobody_over_whom_another_link_has_power(category) -> None:
    strangers = register(category, family_name="Чужая")
    made = register(category)
    services.confirm_address(registration=made, email=ADDRESS)
    made.refresh_from_db()
    strangers.refresh_from_db()
    assert made.person != strangers.person


def test_who_has_something_of_their_own_is_not_joined(category, user) -> None:
    speaker = PersonFactory(event=category.event, user=user, email=ADDRESS)
    made = register(category)
    RegistrationFactory(event=category.event, person=made.person, state=State.CANCELLED, cancelled_at=timezone.now())
    services.confirm_address(registration=made, email=ADDRESS)
    made.refresh_from_db()
    assert made.person != speaker


def test_an_address_finds_its_account_its_confirmer_and_whom_the_team_noted(category, user) -> None:
    event = category.event
    assert person_of_address(event, "") is None
    stranger = register(category)
    assert person_of_address(event, ADDRESS) is None, "anybody could have typed it"
    noted = PersonFactory(event=event, email=ADDRESS)
    assert person_of_address(event, ADDRESS) == noted
    Registration.objects.filter(pk=stranger.pk).update(email_confirmed_at=timezone.now())
    assert person_of_address(event, ADDRESS.upper()) == stranger.person
    owner = PersonFactory(event=event, user=user, email="elsewhere@example.org")
    assert person_of_address(event, ADDRESS) == owner
    assert person_of_address(EventFactory(), ADDRESS) is None


def test_an_account_is_one_person_at_an_event(category, user) -> None:
    unproven, proven = register(category), register(category)
    assert people_of(user) == [unproven.person]
    noted = PersonFactory(event=category.event, email=ADDRESS)
    assert people_of(user) == [noted]
    Registration.objects.filter(pk=proven.pk).update(email_confirmed_at=timezone.now())
    assert people_of(user) == [proven.person]
    services.claim_people(user=user)
    services.claim_people(user=user)
    assert list(Person.objects.filter(user=user)) == [proven.person]
    assert person_at(category.event, UserFactory()) is None


def test_signing_in_ties_and_reading_changes_nothing(client, category, user) -> None:
    from tests.support.mails import newest_code

    made = register(category)
    client.force_login(user)
    page = client.get("/my/")
    rows = next(s["data"]["registrations"] for s in page.context["sections"] if "registrations" in s["data"])
    assert rows == [made]
    made.person.refresh_from_db()
    assert made.person.user is None
    client.logout()
    client.post("/accounts/login/code/", {"email": ADDRESS})
    client.post("/accounts/login/code/confirm/", {"code": newest_code(ADDRESS)})
    made.person.refresh_from_db()
    assert made.person.user == user


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("proof", ["signing in", "the link in the letter"])
def test_a_strangers_link_opens_nothing_of_whose_address_they_typed(client, event, user, proof) -> None:
    """Until now the address was only typed; now its owner is here, and the page that a stranger opened closes."""
    with scope(event=event):
        category = CategoryFactory(event=event)
        if proof == "the link in the letter":
            PersonFactory(event=event, user=user, email=ADDRESS, phone="+77011234567")
        made = walk(client, event, category, who=WHO | {"email": ADDRESS})
        strangers = f"/ru/{event.slug}/registration/{made.token}/"
        draft = f"/ru/{event.slug}/register/{Draft.objects.get(registration=made).token}/review/"
        assert client.get(strangers).status_code == 200
        confirm, owners = links_in(outbox.outbox[-1])
        if proof == "signing in":
            services.claim_people(user=user)
        else:
            Client().get(confirm)
        author = Person.objects.get(user=user)
        Person.objects.filter(pk=author.pk).update(phone="+77011234567")
        changed = WHO | {"email": ADDRESS, "town": "Чужой", "category": category.code, "mode": "remote"}
        assert client.get(draft).status_code == 404
        for page in (client.get(strangers), client.post(strangers + "change/", changed | {"visibility": "nobody"})):
            assert page.status_code == 404
            assert "1234567" not in page.content.decode()
        author.refresh_from_db()
        assert author.town != "Чужой"
        assert "1234567" in Client().get(owners).content.decode(), "the letter went to the owner of the address"
        assert client.get(strangers.replace(made.token, f"{made.code}.forged")).status_code == 404


def links_in(letter: Any) -> list[str]:
    """Return the paths of the letter's links: the one that confirms the address, and the registration's page."""
    return [line.removeprefix("http://testserver") for line in letter.body.splitlines() if line.startswith("http")]


def test_who_is_signed_in_walks_through_the_pages_as_themselves(client, category, user) -> None:
    speaker = PersonFactory(event=category.event, user=user, email=ADDRESS)
    client.force_login(user)
    assert walk(client, category.event, category, who=WHO | {"email": ADDRESS}).person == speaker
