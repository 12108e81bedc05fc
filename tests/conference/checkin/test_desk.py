"""The desk: finding, scanning, marking once, taking back."""

import threading

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from conference.badges.queries import scan_address
from conference.checkin import queries, services
from conference.checkin.models import Arrival
from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.registration.choices import Mode, State
from conference.registration.models import Registration
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import RegistrationFactory
from tests.support.queries import assert_same_for_more_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventFactory(slug="konf")
    with scope(event=event):
        yield event


@pytest.fixture
def registration(event):
    house = OrganisationFactory(event=event, name=i18n(ru="Шахтинская ЦБС", kk="Шахтинск ОКЖ"))
    person = PersonFactory(event=event, family_name="Әбдіразақова", given_name="Айгүл", organisation=house)
    return RegistrationFactory(event=event, person=person)


@pytest.fixture
def desk(client, event):
    client.force_login(MembershipFactory(event=event, role=Role.CHECKIN).user)
    return client


def url(name, **more):
    return reverse(f"desk:{name}", kwargs={"event": "konf", **more})


def path_of(registration):
    return scan_address(registration).removeprefix("http://testserver")


def cancel(registration):
    Registration.objects.filter(pk=registration.pk).update(state=State.CANCELLED, cancelled_at=timezone.now())


class TestFinding:
    @pytest.mark.parametrize("typed", ["Әбдіразақова", "абдиразак", "abdirazak", "айгүл абд", "шахтинск"])
    def test_by_name_in_any_script_and_by_institution(self, desk, registration, typed):
        assert "Әбдіразақова" in desk.get(url("home"), {"q": typed}).content.decode()

    def test_by_code_as_it_is_typed(self, desk, registration):
        code = registration.code
        for typed in (code, code.lower(), f"{code[:4]} {code[4:]}"):
            assert "Әбдіразақова" in desk.get(url("home"), {"q": typed}).content.decode()

    def test_nobody_found_is_explained(self, desk, registration):
        page = desk.get(url("home"), {"q": "Щукин"})
        assert page.status_code == 200
        assert "Әбдіразақова" not in page.content.decode()

    def test_guests_of_other_events_are_not_found(self, desk, registration):
        alien = EventFactory()
        with scope(event=alien):
            other = RegistrationFactory(event=alien, person=PersonFactory(event=alien, family_name="Чужая"))
        assert other.person.full_name not in desk.get(url("home"), {"q": "Чужая"}).content.decode()
        assert desk.get(url("guest", code=other.code)).status_code == 404
        assert desk.post(url("mark", code=other.code)).status_code == 404

    @pytest.mark.parametrize("query", ["", "?q=Ахметова"])
    def test_queries_do_not_grow(self, desk, event, query):
        assert_same_for_more_rows(
            desk,
            url("home") + query,
            lambda: services.mark_arrival(registration=RegistrationFactory(event=event), by=None),
        )


class TestScanning:
    def test_shows_the_guest_and_the_one_thing_to_do(self, desk, registration):
        page = desk.get(path_of(registration)).content.decode()
        assert "Әбдіразақова" in page
        assert url("mark", code=registration.code) in page

    def test_second_scan_says_since_when(self, desk, registration):
        with time_machine.travel("2026-12-14 04:41:00+00:00", tick=False):
            services.mark_arrival(registration=registration, by=None)
        page = desk.get(path_of(registration)).content.decode()
        assert "09:41" in page
        assert url("mark", code=registration.code) not in page

    def test_forged_and_foreign_codes_are_explained_in_a_404(self, desk, event, registration):
        alien = EventFactory()
        with scope(event=alien):
            other = RegistrationFactory(event=alien)
            foreign = path_of(other).replace(alien.slug, "konf")
        for address in (foreign, path_of(registration)[:-3] + "xx/", url("scan", signed=registration.code)):
            answer = desk.get(address)
            assert answer.status_code == 404
            assert url("home") in answer.content.decode()

    def test_cancelled_guest_is_refused(self, desk, registration):
        cancel(registration)
        page = desk.get(path_of(registration)).content.decode()
        assert url("mark", code=registration.code) not in page
        desk.post(url("mark", code=registration.code))
        assert not Arrival.objects.exists()


class TestMarking:
    def test_marking_and_taking_back(self, desk, registration):
        desk.post(url("mark", code=registration.code))
        assert Arrival.objects.get().by is not None
        desk.post(url("unmark", code=registration.code))
        assert not Arrival.objects.exists()
        actions = set(ActivityEntry.objects.values_list("action", flat=True))
        assert actions == {"arrival_marked", "arrival_taken_back"}

    def test_twice_is_once(self, registration):
        first, is_new = services.mark_arrival(registration=registration, by=None)
        second, is_new_again = services.mark_arrival(registration=registration, by=UserFactory())
        assert (is_new, is_new_again) == (True, False)
        assert second == first
        assert second.at == first.at
        assert ActivityEntry.objects.count() == 1

    def test_the_database_holds_one_arrival_for_a_guest(self, registration):
        Arrival.objects.create(registration=registration)
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrival.objects.create(registration=registration)

    def test_cancelled_a_moment_ago(self, registration):
        cancel(registration)
        with pytest.raises(services.RegistrationCancelledError):
            services.mark_arrival(registration=registration, by=None)

    def test_taking_back_nothing_is_no_fault(self, registration):
        assert services.take_back(registration=registration, by=None) is False
        assert not ActivityEntry.objects.exists()

    def test_count_leaves_out_cancelled_and_remote_guests(self, event, registration):
        RegistrationFactory(event=event)
        remote = RegistrationFactory(event=event, mode=Mode.REMOTE)
        gone = RegistrationFactory(event=event)
        cancel(gone)
        services.mark_arrival(registration=registration, by=None)
        assert queries.count(event) == (1, 2)
        services.mark_arrival(registration=remote, by=None)
        assert queries.count(event) == (2, 3)

    @pytest.mark.parametrize("name", ["mark", "unmark"])
    def test_a_link_alone_changes_nothing(self, desk, registration, name):
        assert desk.get(url(name, code=registration.code)).status_code == 405


class TestAccess:
    @pytest.mark.parametrize(
        ("role", "status"), [(Role.CHECKIN, 200), (Role.REGISTRAR, 200), (Role.OWNER, 200), (Role.CHAIR, 403)]
    )
    def test_roles(self, client, event, registration, role, status):
        client.force_login(MembershipFactory(event=event, role=role).user)
        assert client.get(url("home")).status_code == status
        assert client.get(path_of(registration)).status_code == status

    def test_guests_who_scan_their_own_badge_learn_nothing(self, client, registration):
        assert client.get(path_of(registration)).status_code == 302
        client.force_login(UserFactory())
        assert client.get(path_of(registration)).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_many_desks_at_once_make_one_arrival():
    event = EventFactory(slug="race")
    with scope(event=event):
        registration = RegistrationFactory(event=event)
    address = reverse("desk:mark", kwargs={"event": "race", "code": registration.code})
    users = [MembershipFactory(event=event, role=Role.CHECKIN).user for _ in range(6)]
    answers = []

    def at_one_desk(user):
        try:
            browser = Client()
            browser.force_login(user)
            answers.append(browser.post(address)["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=at_one_desk, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with scope(event=event):
        assert Arrival.objects.count() == 1
    assert sum("marked=now" in answer for answer in answers) == 1
    assert len(answers) == 6
