"""A guest's way through the steps, the own page, and the team's table, as requests."""

import re
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from conference.registration.choices import State
from conference.registration.models import Draft, Registration, RegistrationSettings
from conference.registration.queries import setup_of
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db

WHO = {
    "family_name": "Төлегенова",
    "given_name": "Ұлжан",
    "email": "ulzhan@example.org",
    "organisation": "Бұқар жырау ОКЖ",
    "country": "KZ",
    "town": "Ботақара",
}


@pytest.fixture
def category(in_event):
    return CategoryFactory(event=in_event, capacity=2)


def walk(client: Client, event, category, language: str = "kk", who: dict | None = None) -> Registration:
    """Go through the four steps and return the registration."""
    step = client.post(f"/{language}/{event.slug}/register/start/", who or WHO)
    assert step.status_code == 302, step.context["form"].errors
    participation = {"category": category.code, "mode": "in_person", "visibility": "nobody", "note": ""}
    step = client.post(step["Location"], participation)
    step = client.post(step["Location"], {"consent": "1", "fax_number": ""})
    done = client.post(step["Location"])
    return Registration.objects.get(token=done["Location"].split("/")[-2])


def test_the_whole_way_in_four_steps(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    assert (made.person.full_name, made.person.latin_name, made.person.language) == (
        "Төлегенова Ұлжан",
        "Ulzhan Tolegenova",
        "kk",
    )
    page = client.get(f"/kk/{in_event.slug}/registration/{made.token}/")
    assert page.status_code == 200
    assert "Төлегенова Ұлжан" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.django_db(transaction=True)
def test_the_confirmation_arrives_in_the_guests_language_with_calendar_entry(
    client: Client, in_event, category
) -> None:
    made = walk(client, in_event, category)
    (letter,) = outbox.outbox
    assert letter.to == ["ulzhan@example.org"]
    calendar = next(content for name, content, _type in letter.attachments if name == "event.ics")
    (entry,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert str(entry["UID"]).startswith(made.code)
    assert (entry["SEQUENCE"], str(entry["STATUS"])) == (0, "CONFIRMED")
    assert str(entry["SUMMARY"]) == "Кітапхана конференциясы"
    link = next(line for line in letter.body.splitlines() if "/confirm/" in line)
    assert client.get(link.replace("http://testserver", "")).status_code == 302
    made.refresh_from_db()
    assert made.email_confirmed_at


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"family_name": "", "given_name": ""}, "given_name"),
        ({"email": "ulzhan@"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"latin_name": "Ұлжан Tolegenova"}, "latin_name"),
        ({"country": ""}, "country"),
        ({"given_name": "ы" * 101}, "given_name"),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_loses_nothing(client: Client, in_event, change, field) -> None:
    response = client.post(f"/ru/{in_event.slug}/register/start/", WHO | change)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Ботақара" in response.content.decode()
    assert not Draft.objects.exists()


def test_one_name_is_enough(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category, who=WHO | {"family_name": "Suharto", "given_name": ""})
    assert (made.person.given_name, made.person.family_name, made.person.full_name) == ("Suharto", "", "Suharto")


def test_changing_the_language_in_the_middle_keeps_what_was_typed(client: Client, in_event) -> None:
    typed = {**WHO, "family_name": "", "given_name": "", "switch_language": "kk"}
    response = client.post(f"/kk/{in_event.slug}/register/start/", typed)
    page = response.content.decode()
    assert response["Content-Language"] == "kk"
    assert "Ботақара" in page
    assert not response.context["form"].errors
    assert not Draft.objects.exists()


def test_a_robot_is_not_let_through(client: Client, in_event, category) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)
    step = client.post(step["Location"], {"category": category.code, "mode": "remote", "visibility": "nobody"})
    refused = client.post(step["Location"], {"consent": "1", "fax_number": "+7 123"})
    assert refused.status_code == 200
    assert not Registration.objects.exists()


def test_steps_cannot_be_skipped_and_consent_is_needed(client: Client, in_event, category) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)
    token = step["Location"].split("/")[-3]
    early = client.get(f"/ru/{in_event.slug}/register/{token}/review/")
    assert early["Location"].endswith("/participation/")
    step = client.post(step["Location"], {"category": category.code, "mode": "remote", "visibility": "nobody"})
    assert "consent" in client.post(step["Location"], {}).context["form"].errors


def test_sending_twice_leads_to_one_registration(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    draft = Draft.objects.get(registration=made)
    again = client.post(f"/ru/{in_event.slug}/register/{draft.token}/review/")
    assert again["Location"].endswith(f"/registration/{made.token}/")
    assert Registration.objects.count() == 1


def test_a_guest_changes_and_cancels(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    own = f"/ru/{in_event.slug}/registration/{made.token}/"
    changed = WHO | {
        "category": category.code,
        "mode": "remote",
        "visibility": "public",
        "town": "Теміртау",
        "note": "",
    }
    assert client.post(own + "change/", changed)["Location"] == own
    made.refresh_from_db()
    assert (made.mode, made.visibility, made.person.town) == ("remote", "public", "Теміртау")
    assert client.post(own + "cancel/").status_code == 302
    made.refresh_from_db()
    assert made.state == State.CANCELLED
    (entry,) = Calendar.from_ical(client.get(own + "event.ics").content).walk("VEVENT")
    assert (entry["SEQUENCE"], str(entry["STATUS"])) == (2, "CANCELLED")
    assert client.get(own + "change/")["Location"] == own


def test_the_calendar_entry_has_the_same_bytes_until_something_changes(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    address = f"/ru/{in_event.slug}/registration/{made.token}/event.ics"
    assert client.get(address).content == client.get(address).content


def test_a_stranger_learns_nothing(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    other = EventFactory()
    assert client.get(f"/ru/{in_event.slug}/registration/{made.code}/").status_code == 404, "a code is not a token"
    assert client.get(f"/ru/{other.slug}/registration/{made.token}/").status_code == 404
    assert client.get(f"/ru/{in_event.slug}/registration/{made.token}/confirm/forged/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_link_confirms_only_the_address_it_was_sent_to(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    own = f"/kk/{in_event.slug}/registration/{made.token}/"
    form = WHO | {"category": category.code, "mode": "in_person", "visibility": "nobody", "note": ""}
    assert client.post(own + "change/", form | {"email": "other@example.org"}).status_code == 302
    first, second = outbox.outbox
    assert (first.to, second.to) == (["ulzhan@example.org"], ["other@example.org"])
    old, new = (next(line for line in letter.body.splitlines() if "/confirm/" in line) for letter in (first, second))
    assert client.get(old.replace("http://testserver", "")).status_code == 404
    made.refresh_from_db()
    assert made.email_confirmed_at is None
    assert client.get(new.replace("http://testserver", "")).status_code == 302
    made.refresh_from_db()
    assert made.email_confirmed_at
    client.post(own + "change/", form | {"email": "OTHER@example.org", "town": "Абай"})
    assert "/confirm/" not in outbox.outbox[-1].body


def test_who_is_in_a_closed_category_may_stay_and_nobody_else_may_come(client: Client, in_event, category) -> None:
    made = walk(client, in_event, category)
    CategoryFactory(event=in_event)
    category.is_open = False
    category.save()
    own = f"/ru/{in_event.slug}/registration/{made.token}/change/"
    form = WHO | {"category": category.code, "mode": "remote", "visibility": "nobody", "note": "", "town": "Абай"}
    assert category.code in client.get(own).content.decode()
    assert client.post(own, form).status_code == 302
    made.refresh_from_db()
    assert (made.category, made.mode, made.person.town) == (category, "remote", "Абай")
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)
    assert "category" in client.post(step["Location"], form).context["form"].errors


def test_public_pages_write_nothing(client: Client, in_event, category) -> None:
    for address in ("", "register/", "register/start/"):
        assert client.get(f"/ru/{in_event.slug}/{address}").status_code == 200
    assert not RegistrationSettings.objects.exists()


def test_a_closed_registration_says_so(client: Client, in_event, category) -> None:
    setup = setup_of(in_event)
    setup.closes_at = timezone.now() - timedelta(days=1)
    setup.save()
    assert client.get(f"/ru/{in_event.slug}/register/start/")["Location"] == f"/ru/{in_event.slug}/register/"
    page = client.get(f"/ru/{in_event.slug}/register/").content.decode()
    assert "/register/start/" not in page


def test_a_category_closed_while_typing_is_chosen_anew_where_the_mistake_is_shown(client, in_event, category) -> None:
    step = client.post(f"/ru/{in_event.slug}/register/start/", WHO)
    form = {"category": category.code, "mode": "in_person", "visibility": "nobody"}
    step = client.post(step["Location"], form)
    review = client.post(step["Location"], {"consent": "1"})["Location"]
    category.is_open = False
    category.save()
    page = client.get(review)
    assert "category" in page.context["form"].errors
    (here,) = re.findall(r'<form id="step"[^>]* action="([^"]+)"', page.content.decode())
    assert client.post(here, form | {"category": CategoryFactory(event=in_event).code})["Location"] == review


@pytest.mark.django_db(transaction=True)
def test_what_a_guest_did_is_said_on_the_page_they_come_to(client, in_event, category) -> None:
    made = walk(client, in_event, category, "en")
    own = f"/en/{in_event.slug}/registration/{made.token}/"
    form = WHO | {"category": category.code, "mode": "in_person", "visibility": "nobody", "note": "", "town": "Абай"}
    link = next(line for line in outbox.outbox[0].body.splitlines() if "/confirm/" in line)
    changed = client.post(own + "change/", form, follow=True)
    assert [str(message) for message in changed.context["messages"]] == [
        "Saved. A letter about it is on its way to you."
    ]
    for _time in range(2):  # a mail program may have opened it first
        page = client.get(link.removeprefix("http://testserver"), follow=True)
        assert "your address is confirmed" in page.content.decode()
    assert "your address is confirmed" not in client.get(own).content.decode()


@pytest.mark.django_db(transaction=True)
def test_calendars_learn_from_each_letter_what_became_of_the_entry(client, in_event, category) -> None:
    made = walk(client, in_event, category)
    own = f"/kk/{in_event.slug}/registration/{made.token}/"
    form = WHO | {"category": category.code, "mode": "in_person", "visibility": "nobody", "note": "", "town": "Абай"}
    client.post(own + "change/", form)
    client.post(own + "cancel/")
    entries = []
    for letter in outbox.outbox:
        calendar = Calendar.from_ical(
            next(content for name, content, _type in letter.attachments if name == "event.ics")
        )
        (entry,) = calendar.walk("VEVENT")
        entries.append((str(calendar["METHOD"]), str(entry["STATUS"]), entry["SEQUENCE"], str(entry["UID"])))
    uid = entries[0][-1]
    assert entries == [
        ("PUBLISH", "CONFIRMED", 0, uid),
        ("PUBLISH", "CONFIRMED", 1, uid),
        ("CANCEL", "CANCELLED", 2, uid),
    ]
