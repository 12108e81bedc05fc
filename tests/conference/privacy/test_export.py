"""The file has everything of one's own and nothing of others, for people and for programs."""

import io
import json
import zipfile

import pytest
from django.utils import translation

from conference.core.mail.models import OutgoingMail
from conference.privacy import exporting, services
from conference.privacy.models import DataExport
from tests.conference.privacy.planted import ADDRESS, WORD, plant
from tests.factories.people import PersonFactory
from tests.factories.registration import RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def opened(export: DataExport) -> zipfile.ZipFile:
    export.refresh_from_db()
    with export.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_everything_that_is_held_is_in_the_file(in_event) -> None:
    registration = plant(in_event)
    with translation.override("kk"):
        archive = opened(services.ask_for_export(event=in_event, people=[registration.person]))
    data = json.loads(archive.read("data.json"))["data"]
    assert {
        "person", "registrations", "answers", "files", "drafts", "consents", "sessions", "statements", "submissions",
        "profile", "letters", "fees", "badges", "arrivals", "changes", "marks", "articles", "mails", "account",
        "activity", "delegations", "rosters",
    } == data.keys()  # fmt: skip
    assert data["person"][0]["family_name"] == f"{WORD} family_name"
    assert data["registrations"][0]["code"] == registration.code
    assert data["answers"][0]["answer"] == f"{WORD} answer"
    assert data["consents"][0]["title"]["kk"]
    assert data["submissions"][0]["notes"] == f"{WORD} notes"
    assert data["account"][0]["email"] == ADDRESS
    files = [name for name in archive.namelist() if name.startswith("files/")]
    assert len(files) == 5
    page = archive.read("index.html").decode()
    assert '<html lang="kk">' in page
    assert f"{WORD} answer" in page
    assert "<style" not in page


def test_every_label_is_in_the_readers_language(in_event) -> None:
    registration = plant(in_event)
    with translation.override("kk"):
        chapters = exporting.chapters_of(in_event, [registration.person])
    plain = {one.name: one.label for chapter in chapters for record in chapter.records for one in record}
    assert {name: label for name, label in plain.items() if label.isascii() and label not in {"ORCID", "URL"}} == {}
    assert [chapter.label for chapter in chapters if chapter.label.isascii()] == []


def test_nothing_of_other_people_is_in_the_file(in_event) -> None:
    own = RegistrationFactory(event=in_event).person
    other = RegistrationFactory(
        event=in_event, person=PersonFactory(event=in_event, family_name="Чужая", email="other@example.org")
    )
    OutgoingMail.objects.create(event=in_event, to="other@example.org", subject="Чужое письмо")
    archive = opened(services.ask_for_export(event=in_event, people=[own]))
    text = archive.read("data.json").decode() + archive.read("index.html").decode()
    assert own.email in text
    for foreign in ("Чужая", "other@example.org", "Чужое письмо", other.code):
        assert foreign not in text


def test_what_people_typed_stays_text(in_event) -> None:
    person = PersonFactory(event=in_event, family_name="<script>alert(1)</script>")
    archive = opened(services.ask_for_export(event=in_event, people=[person]))
    assert "<script>alert" not in archive.read("index.html").decode()
    assert json.loads(archive.read("data.json"))["data"]["person"][0]["family_name"] == "<script>alert(1)</script>"


def test_a_file_lost_from_the_storage_stops_nothing(in_event) -> None:
    registration = plant(in_event)
    registration.person.photo.storage.delete(registration.person.photo.name)
    archive = opened(services.ask_for_export(event=in_event, people=[registration.person]))
    assert len([name for name in archive.namelist() if name.startswith("files/")]) == 4


@pytest.mark.parametrize("people", [1, 3])
def test_collecting_costs_the_same_for_any_number_of_others(in_event, django_assert_max_num_queries, people) -> None:
    registration = RegistrationFactory(event=in_event)
    for _number in range(people):
        RegistrationFactory(event=in_event)
    with django_assert_max_num_queries(55):
        exporting.chapters_of(in_event, [registration.person])
