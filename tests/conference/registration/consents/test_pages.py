"""The guest is asked for the wording that is shown, sees it again, takes it back; the team sees who agreed to what."""

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope
from rest_framework.test import APIClient

from conference.events.choices import Role
from conference.registration.consents.choices import ConsentKind, How
from conference.registration.consents.models import Agreement, Consent
from conference.registration.models import Registration
from tests.conference.registration.test_pages import WHO
from tests.factories.consents import add_version, consent_to
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event)


@pytest.fixture
def pictures(in_event) -> Consent:
    return consent_to(in_event, "Согласен на съёмку", text="Снимки нужны для отчёта.")


def third_step(client: Client, event, category) -> str:
    step = client.post(f"/ru/{event.slug}/register/start/", WHO)
    chosen = {"category": category.code, "mode": "in_person", "visibility": "nobody", "note": ""}
    return client.post(step["Location"], chosen)["Location"]


def test_the_wording_is_shown_and_each_word_given_is_kept(client, in_event, category, pictures) -> None:
    address = third_step(client, in_event, category)
    page = client.get(address).content.decode()
    assert "Снимки нужны для отчёта." in page
    box = f"consent_{pictures.code}"
    done = client.post(client.post(address, {"consent": "1", box: "1"})["Location"])
    made = Registration.objects.get(token=done["Location"].split("/")[-2])
    given = {row.version.consent.kind: (row.version.number, row.how) for row in made.agreements.all()}
    assert given == {"data": (1, How.FORM), "pictures": (1, How.FORM)}


def test_an_optional_one_may_stay_empty_and_a_required_one_may_not(client, in_event, category, pictures) -> None:
    address = third_step(client, in_event, category)
    assert client.post(address, {"consent": "1"}).status_code == 302
    Consent.objects.filter(pk=pictures.pk).update(is_required=True)
    refused = client.post(address, {"consent": "1"})
    assert list(refused.context["form"].errors) == [f"consent_{pictures.code}"]


@pytest.mark.parametrize("moment", ["before the step is sent", "before the form is sent"])
def test_who_read_an_earlier_wording_is_asked_anew(client, in_event, category, pictures, moment) -> None:
    box, address = f"consent_{pictures.code}", third_step(client, in_event, category)
    said = {"consent": "1", box: "1"}
    if moment == "before the step is sent":
        add_version(pictures, "Согласен на запись")
        page = client.post(address, said)
    else:
        review = client.post(address, said)["Location"]
        add_version(pictures, "Согласен на запись")
        page = client.post(review)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Пока форма была открыта, текст изменился" in text
    assert "Согласен на запись" in text
    assert not Registration.objects.exists()
    done = client.post(client.post(address, {"consent": "1", box: "2"})["Location"])
    made = Registration.objects.get(token=done["Location"].split("/")[-2])
    assert made.agreements.get(version__consent=pictures).version.number == 2


def test_nonsense_in_a_box_is_no_consent(client, in_event, category) -> None:
    address = third_step(client, in_event, category)
    for nonsense in ("on", "0", "99999999999999999999", "\x00", "1 "):
        assert client.post(address, {"consent": nonsense}).context["form"].errors["consent"]


def test_the_guest_sees_the_very_words_and_takes_them_back(client, in_event, pictures) -> None:
    registration = RegistrationFactory(event=in_event)
    Agreement.objects.create(registration=registration, version=pictures.versions.get())
    add_version(pictures, "Согласен на запись")
    here = reverse("public:registration", kwargs={"event": in_event.slug, "token": registration.token})
    page = client.get(here).content.decode()
    assert "Снимки нужны для отчёта." in page
    assert "Согласен на запись" in page
    client.post(here + "consents/", {"agree": pictures.code})
    assert {row.version.number for row in registration.agreements.all()} == {1, 2}
    client.post(here + "consents/", {"withdraw": pictures.code})
    assert not registration.agreements.filter(withdrawn_at=None).exists()
    assert client.get(here + "consents/").status_code == 405


def test_the_required_one_is_explained_and_stays(client, in_event) -> None:
    data = consent_to(in_event, kind=ConsentKind.DATA, is_required=True)
    registration = RegistrationFactory(event=in_event)
    Agreement.objects.create(registration=registration, version=data.versions.get())
    here = reverse("public:registration", kwargs={"event": in_event.slug, "token": registration.token})
    page = client.post(here + "consents/", {"withdraw": data.code}, follow=True).content.decode()
    assert "мы не вправе хранить вашу регистрацию" in page
    assert registration.agreements.filter(withdrawn_at=None).exists()


def test_the_team_writes_publishes_and_sees_who_agreed(in_event, member_of, signed_in, pictures) -> None:
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    at = {"event": in_event.slug}
    words = {"title_0": "Согласен на обработку", "text_0": "Для бейджа.", "position": "0"}
    assert registrar.post(reverse("manage:consent", kwargs=at | {"code": "data"}), words).status_code == 302
    data = Consent.objects.get(kind=ConsentKind.DATA)
    assert data.is_required
    registrar.post(reverse("manage:consent", kwargs=at | {"code": "data"}), words | {"text_0": "Для бейджа и писем."})
    assert data.versions.count() == 2
    added = {"kind": "news", "title_0": "Хочу писем", "is_asked": "on", "position": "5"}
    assert registrar.post(reverse("manage:consent_add", kwargs=at), added).status_code == 302
    assert registrar.post(reverse("manage:consent_add", kwargs=at), added | {"kind": "data"}).status_code == 200
    early = RegistrationFactory(event=in_event)
    Agreement.objects.create(registration=early, version=data.versions.get(number=1))
    page = registrar.get(reverse("manage:consents", kwargs=at)).content.decode()
    assert "Хочу писем" in page
    guests = reverse("manage:consent_guests", kwargs=at | {"code": "data"})
    assert list(registrar.get(guests, {"which": "older"}).context["page"]) == [early]
    assert list(registrar.get(guests, {"which": "nonsense"}).context["page"]) == []
    registrar.post(reverse("manage:consent_noted", kwargs=at | {"code": early.code}), {"agree": pictures.code})
    assert early.agreements.get(version__consent=pictures).how == How.TEAM
    registrar.post(reverse("manage:consent_noted", kwargs=at | {"code": early.code}), {"withdraw": pictures.code})
    assert early.agreements.get(version__consent=pictures).withdrawn_at


def test_consents_of_another_event_are_not_found(in_event, member_of, signed_in) -> None:
    other = EventFactory()
    with scope(event=other):
        foreign = consent_to(other)
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    for name in ("consent", "consent_guests"):
        address = reverse(f"manage:{name}", kwargs={"event": in_event.slug, "code": foreign.code})
        assert registrar.get(address).status_code == 404


# --- API ---
def test_the_api_tells_what_is_asked_and_takes_versions(event, member_of) -> None:
    with scope(event=event):
        category, pictures = CategoryFactory(event=event), consent_to(event, is_required=True)
        add_version(pictures, "Согласен на запись")
    address = f"/api/v1/events/{event.slug}/"
    told = APIClient().get(address + "consents/").json()
    assert [(row["code"], row["kind"], row["version"]) for row in told] == [
        (None, "data", 1),
        (pictures.code, "pictures", 2),
    ]
    person = {"given_name": "Айгүл", "email": "aigul@example.org", "country": "KZ"}
    sent = {"person": person, "category": category.code, "consent": True}
    for consents in ({}, {pictures.code: 1}, {"UNKNOWN2": 1}, {pictures.code: "да"}, []):
        answer = APIClient().post(address + "registrations/", sent | {"consents": consents}, "json")
        assert answer.status_code == 400, consents
        assert "consents" in answer.json()["fields"]
    made = APIClient().post(address + "registrations/", sent | {"consents": {pictures.code: 2}}, "json")
    assert made.status_code == 201, made.json()
    assert [(row["version"], row["how"]) for row in made.json()["agreements"]] == [(1, "api"), (2, "api")]
    with scope(event=event):
        assert Agreement.objects.count() == 2
