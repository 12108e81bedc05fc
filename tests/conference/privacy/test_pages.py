"""Who proves their address takes data along and asks for erasure; the team answers; others find nothing."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope
from rest_framework.test import APIClient

from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from conference.people.models import Person
from conference.privacy.choices import RequestState
from conference.privacy.models import DataExport, ErasureReport, ErasureRequest, PrivacySettings
from conference.registration.links import link_in_letter
from conference.registration.models import Registration
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import PersonFactory
from tests.factories.registration import RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def registration(in_event) -> Registration:
    return RegistrationFactory(event=in_event)


def by_letter(registration: Registration, name: str = "own_data") -> str:
    return "/" + link_in_letter(registration, f"public:{name}").split("/", 3)[3]


def test_the_link_of_a_letter_leads_to_a_file_with_ones_own_data(client, registration) -> None:
    page = by_letter(registration)
    assert client.get(page).status_code == 200
    assert not DataExport.objects.exists(), "looking makes nothing"
    assert client.get(page + "file/").status_code == 404
    assert client.post(page, {"do": "export"}).status_code == 302
    shown = client.get(page).content.decode()
    assert by_letter(registration, "own_data_file") in shown
    response = client.get(page + "file/")
    assert response["Cache-Control"] == "private, no-store"
    assert "attachment" in response["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert {"data.json", "index.html"} <= set(archive.namelist())


def test_the_link_that_whoever_registers_has_proves_nothing(client, in_event, registration) -> None:
    page = reverse("public:own_data", kwargs={"event": in_event.slug, "token": registration.token})
    for answer in (client.get(page), client.post(page, {"do": "export"}), client.post(page, {"do": "erase"})):
        assert answer.status_code == 403
        assert registration.person.email not in answer.content.decode()
    assert not DataExport.objects.exists()
    assert not ErasureRequest.objects.exists()
    assert client.get(page + "file/").status_code == 404


def test_signed_in_the_same_page_is_open_to_its_owner_only(in_event, registration, signed_in) -> None:
    page = reverse("public:own_data", kwargs={"event": in_event.slug, "token": registration.token})
    owner, stranger = UserFactory(email=registration.person.email), UserFactory()
    assert signed_in(owner).get(page).status_code == 200
    assert signed_in(stranger).get(page).status_code == 403


def test_signed_in_one_finds_ones_events_on_ones_own_page(in_event, registration, signed_in) -> None:
    browser = signed_in(UserFactory(email=registration.person.email))
    here = reverse("my:own_data", kwargs={"event": in_event.slug})
    assert here in browser.get("/my/").content.decode()
    assert browser.post(here, {"do": "export"}).status_code == 302
    taken = browser.get(here + "file/")
    assert taken.status_code == 200
    taken.close()
    stranger = signed_in(UserFactory())
    assert stranger.get(here).status_code == 404
    assert stranger.get(here + "file/").status_code == 404
    assert Client().get(here).status_code == 302


def test_a_file_is_made_a_few_times_an_hour(client, registration) -> None:
    page = by_letter(registration)
    for _time in range(5):
        client.post(page, {"do": "export"})
    assert DataExport.objects.count() == 3
    assert "Файл уже" in client.get(page).content.decode()


def test_a_guest_asks_and_takes_it_back(client, in_event, registration) -> None:
    page = by_letter(registration)
    client.post(page, {"do": "erase"})
    client.post(page, {"do": "erase"})
    asked = ErasureRequest.objects.get()
    assert (asked.person, asked.state) == (registration.person, RequestState.OPEN)
    client.post(page, {"do": "withdraw"})
    client.post(page, {"do": "withdraw"})
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN
    client.post(page, {"do": "nonsense"})
    assert ErasureRequest.objects.count() == 1


def test_the_team_erases_and_the_link_closes(client, in_event, registration, signed_in, member_of) -> None:
    page = by_letter(registration)
    client.post(page, {"do": "erase"})
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    at = {"event": in_event.slug}
    asked = ErasureRequest.objects.get()
    assert asked.code in registrar.get(reverse("manage:privacy", kwargs=at)).content.decode()
    assert asked.code in registrar.get(reverse("manage:dashboard", kwargs=at)).content.decode()
    detail = reverse("manage:erasure_request", kwargs=at | {"code": asked.code})
    assert registrar.get(detail).status_code == 200
    accept = reverse("manage:erasure_accept", kwargs=at | {"code": asked.code})
    assert registrar.get(accept).status_code == 405
    job = registrar.post(accept)["Location"]
    assert "/jobs/" in job
    report = ErasureReport.objects.get()
    assert reverse("manage:erasure_report", kwargs=at | {"code": report.code}) in registrar.get(job).content.decode()
    shown = registrar.get(reverse("manage:erasure_report", kwargs=at | {"code": report.code})).content.decode()
    assert registration.person.family_name not in shown
    assert client.get(page).status_code == 404, "the letter's link ends with the address"
    assert registrar.get(detail).status_code == 200
    assert registrar.post(accept)["Location"] == reverse("manage:privacy", kwargs=at)


def test_the_team_refuses_with_a_reason_that_the_guest_reads(
    client, in_event, registration, signed_in, member_of
) -> None:
    page = by_letter(registration)
    client.post(page, {"do": "erase"})
    asked = ErasureRequest.objects.get()
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    detail = reverse("manage:erasure_request", kwargs={"event": in_event.slug, "code": asked.code})
    assert "reason" in registrar.post(detail, {"reason": " "}).context["form"].errors
    registrar.post(detail, {"reason": "Счёт хранится пять лет."})
    assert "Счёт хранится пять лет." in client.get(page).content.decode()
    assert OutgoingMail.objects.filter(to=registration.person.email).count() == 2


def test_the_owner_alone_says_how_long_data_are_kept(in_event, signed_in, member_of) -> None:
    at = {"event": in_event.slug}
    settings, trial = reverse("manage:privacy_settings", kwargs=at), reverse("manage:privacy_rehearse", kwargs=at)
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    assert registrar.get(settings).status_code == 403
    assert registrar.post(trial).status_code == 403
    owner = signed_in(member_of(in_event, Role.OWNER))
    assert "keep_months" in owner.post(settings, {"keep_months": "0"}).context["form"].errors
    assert owner.post(settings, {"keep_months": "6"}).status_code == 302
    assert PrivacySettings.objects.get().keep_months == 6
    assert owner.post(settings, {"keep_months": ""}).status_code == 302
    assert PrivacySettings.objects.get().keep_months is None
    assert "/jobs/" in owner.post(trial)["Location"]


def test_requests_and_reports_of_another_event_are_not_found(in_event, signed_in, member_of) -> None:
    other = EventFactory()
    with scope(event=other):
        asked = ErasureRequest.objects.create(event=other, person=PersonFactory(event=other))
        report = ErasureReport.objects.create(event=other, cause="schedule")
    owner = signed_in(member_of(in_event, Role.OWNER))
    for name, code in [("erasure_request", asked.code), ("erasure_report", report.code)]:
        assert owner.get(reverse(f"manage:{name}", kwargs={"event": in_event.slug, "code": code})).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_costs_the_same_for_any_number(
    in_event, signed_in, member_of, django_assert_max_num_queries, rows
) -> None:
    for _number in range(rows):
        ErasureRequest.objects.create(event=in_event, person=PersonFactory(event=in_event))
        ErasureReport.objects.create(event=in_event, cause="schedule")
    owner = signed_in(member_of(in_event, Role.OWNER))
    with django_assert_max_num_queries(14):
        assert owner.get(reverse("manage:privacy", kwargs={"event": in_event.slug})).status_code == 200


# --- API ---
def test_the_api_gives_ones_own_data_and_takes_requests(event, member_of) -> None:
    with scope(event=event):
        registration = RegistrationFactory(event=event)
    address = f"/api/v1/events/{event.slug}/"
    guest = APIClient()
    guest.force_authenticate(UserFactory(email=registration.person.email))
    assert guest.get(address + "own-data/").status_code == 405
    told = guest.post(address + "own-data/").json()
    assert told["data"]["registrations"][0]["code"] == registration.code
    made = guest.post(address + "privacy/erasures/")
    assert made.status_code == 201
    assert guest.get(address + "privacy/erasures/").status_code == 404
    stranger = APIClient()
    stranger.force_authenticate(UserFactory())
    assert stranger.post(address + "own-data/").status_code == 404
    assert stranger.post(address + "privacy/erasures/").status_code == 404
    registrar = APIClient()
    registrar.force_authenticate(member_of(event, Role.REGISTRAR))
    code = registrar.get(address + "privacy/erasures/").json()["results"][0]["code"]
    assert registrar.post(f"{address}privacy/erasures/{code}/refuse/", {}).status_code == 400
    assert registrar.post(f"{address}privacy/erasures/{code}/erase/").status_code == 202
    assert registrar.post(f"{address}privacy/erasures/{code}/erase/").status_code == 409
    assert registrar.post(f"{address}privacy/erasures/{code}/refuse/", {"reason": "x"}).status_code == 409
    assert registrar.get(address + "privacy/reports/").json()["results"][0]["people"] == 1
    assert registrar.get(address + "privacy/settings/").status_code == 403
    with scope(event=event):
        assert Person.objects.get().erased_at is not None


def test_the_api_sets_how_long_data_are_kept(event, member_of) -> None:
    owner = APIClient()
    owner.force_authenticate(member_of(event, Role.OWNER))
    address = f"/api/v1/events/{event.slug}/privacy/settings/"
    assert owner.get(address).json() == {"keep_months": None, "erased_from": None}
    assert owner.put(address, {"keep_months": 6}, "json").json() == {"keep_months": 6, "erased_from": "2027-06-15"}
    assert owner.put(address, {"keep_months": 500}, "json").status_code == 400
