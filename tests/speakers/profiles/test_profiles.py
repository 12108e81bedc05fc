"""A speaker's profile: one's own page, the photograph, what a release of the programme is told."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from conference.core.text.localized import i18n
from conference.people.models import Person
from conference.programme.models import Session, SessionPerson
from speakers.profiles.models import Profile, check_orcid
from speakers.profiles.queries import speaker_details
from speakers.profiles.services import change_profile
from tests.factories.people import PersonFactory
from tests.factories.speakers import ProfileFactory


@pytest.fixture
def person(scoped, author, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return PersonFactory(event=scoped, email=author.email.upper())


@pytest.fixture
def mine(client, scoped, author):
    client.force_login(author)
    return reverse("my:profile", kwargs={"event": scoped.slug})


def picture(name="я.png"):
    stream = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, "PNG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/png")


@pytest.mark.parametrize("value", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_real_orcid_records_are_taken(value):
    check_orcid(value)


@pytest.mark.parametrize("value", ["0000-0002-1825-0098", "0000000218250097", "0000-0002-1694-233x", "x"])
def test_wrong_orcid_records_are_refused(value):
    with pytest.raises(ValidationError):
        check_orcid(value)


def test_who_is_not_at_the_event_learns_how_to_get_there(client, mine):
    assert "empty-state" in client.get(mine).content.decode()


def test_the_profile_is_saved_with_a_photograph_written_anew(client, mine, person, author, scoped):
    data = {
        "post": "директор",
        "biography_1": "Ауыл шежіресін жинайды.",
        "orcid": "https://orcid.org/0000-0002-1694-233x",
        "links": "example.org/library\nhttps://example.org/book",
        "photo": picture(),
    }
    assert client.post(mine, data).status_code == 302
    person.refresh_from_db()
    profile = Profile.objects.get()
    assert (person.user, person.post) == (author, "директор")
    assert profile.biography.data["kk"] == "Ауыл шежіресін жинайды."
    assert profile.orcid == "0000-0002-1694-233X"
    assert profile.links == ["https://example.org/library", "https://example.org/book"]
    assert person.photo.name.endswith(".jpg")
    shown = client.get(reverse("my:profile_photo", kwargs={"event": scoped.slug}))
    assert shown["Content-Type"] == "image/jpeg"
    assert "no-store" in shown["Cache-Control"]
    assert shown.getvalue().startswith(b"\xff\xd8")


def test_what_was_changed_elsewhere_meanwhile_stays(person, author):
    opened_earlier = Person.objects.get(pk=person.pk)
    person.town = "Теміртау"
    person.save()
    change_profile(person=opened_earlier, by=author, post="директор")
    person.refresh_from_db()
    assert (person.town, person.post) == ("Теміртау", "директор")
    assert Person.objects.found_by("директор").get() == person


def test_a_photograph_is_replaced_and_removed(client, mine, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(mine, {"photo": picture()})
    first = Person.objects.get().photo
    with django_capture_on_commit_callbacks(execute=True):
        client.post(mine, {"photo": picture()})
    second = Person.objects.get().photo
    assert first.name != second.name
    assert not first.storage.exists(first.name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(mine, {"remove_photo": "on"})
    assert not Person.objects.get().photo
    assert not second.storage.exists(second.name)


def test_bad_values_are_said_next_to_their_fields_and_kept(client, mine, person):
    upload = SimpleUploadedFile("portrait.jpg", b"<script>alert(1)</script>", "image/jpeg")
    page = client.post(mine, {"photo": upload, "orcid": "12", "links": "не адрес", "biography_0": "О себе"})
    assert set(page.context["form"].errors) == {"photo", "orcid", "links"}
    assert "О себе" in page.content.decode()
    assert not Profile.objects.exists()


def test_the_public_sees_photographs_of_speakers_only(client, mine, person, scoped):
    client.post(mine, {"photo": picture()})
    path = reverse("public:speaker_photo", kwargs={"event": scoped.slug, "code": person.code})
    client.logout()
    assert client.get(path).status_code == 404
    session = Session.objects.create(event=scoped, title=i18n(ru="Летопись"))
    SessionPerson.objects.create(session=session, person=person)
    response = client.get(path)
    assert response["Content-Type"] == "image/jpeg"
    assert "public" in response["Cache-Control"]
    assert response.getvalue().startswith(b"\xff\xd8")


def test_a_release_is_told_biography_links_and_photograph(client, mine, person, scoped):
    client.post(mine, {"photo": picture(), "biography_0": "О себе", "links": "www.example.org", "orcid": ""})
    silent = PersonFactory(event=scoped)
    told = speaker_details(scoped, [person.pk, silent.pk])
    assert told == {
        person.pk: {
            "photo": f"/ru/{scoped.slug}/speakers/{person.code}/photo.jpg",
            "biography": {"ru": "О себе"},
            "links": [{"url": "https://www.example.org", "title": "example.org"}],
        }
    }


def test_an_orcid_record_is_a_link(scoped, person):
    profile = ProfileFactory(person=person, orcid="0000-0002-1825-0097")
    (link,) = speaker_details(scoped, [profile.person_id])[person.pk]["links"]
    assert link == {"url": "https://orcid.org/0000-0002-1825-0097", "title": "ORCID 0000-0002-1825-0097"}
