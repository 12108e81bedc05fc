"""The whole way in three languages: the guest asks, the team decides, the guest reads of it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from conference.registration.drafts import initial_of
from conference.registration.models import Registration
from conference.registration.moderation.models import ChangeRequest
from conference.registration.moderation.services import change_as_guest
from conference.registration.services import Details, change_registration
from tests.conference.registration.test_services import details
from tests.factories.events import EventFactory
from tests.factories.registration import CategoryFactory
from tests.support.queries import assert_same_for_more_rows
from tests.support.workspace import page

pytestmark = pytest.mark.django_db
WORDS = {
    "ru": ("ждёт решения организаторов", "Ваше изменение отклонено", "Организаторы согласились с изменением"),
    "kk": ("ұйымдастырушылардың шешімін күтуде", "Өзгерісіңіз қабылданбады", "сіз сұраған өзгеріске келісті"),
    "en": ("awaits the organisers", "Your change was declined", "The organisers agreed to the change"),
}


def change(browser: Client, guest: Registration, language: str, **said: str):
    address = f"/{language}/{guest.event.slug}/registration/{guest.token}/change/"
    form = {name: value for name, value in initial_of(guest).items() if isinstance(value, str)}
    form |= {"phone": str(guest.person.phone), "email": guest.person.email}
    return browser.post(address, form | said, follow=True)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_guest_asks_and_the_team_agrees_or_declines(
    guest, registrar, language, django_capture_on_commit_callbacks
) -> None:
    waits, refused, agreed = WORDS[language]
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        shown = change(browser, guest, language, family_name="Ким").content.decode()
    assert waits in shown
    assert "Ким" in shown
    type(guest.person).objects.filter(pk=guest.person_id).update(language=language)
    queue = f"/manage/{guest.event.slug}/registrations/changes/"
    request = ChangeRequest.objects.get()
    assert "Ким" in registrar.get(queue).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        registrar.post(queue, {"chosen": request.code, "decision": "decline", "reason": "Пришлите документ"})
    letter = OutgoingMail.objects.latest("pk")
    assert refused in letter.subject
    assert "Пришлите документ" in letter.text
    again = browser.get(f"/{language}/{guest.event.slug}/registration/{guest.token}/").content.decode()
    assert refused in again
    assert "Пришлите документ" in again
    change(browser, guest, language, family_name="Ким")
    with django_capture_on_commit_callbacks(execute=True):
        registrar.post(queue, {"chosen": ChangeRequest.objects.latest("pk").code, "decision": "agree"})
    assert agreed in OutgoingMail.objects.latest("pk").text
    guest.person.refresh_from_db()
    assert guest.person.family_name == "Ким"


def test_the_guest_takes_it_back_and_finds_it_in_the_form_meanwhile(guest) -> None:
    browser = Client()
    change(browser, guest, "ru", family_name="Ким")
    here = f"/ru/{guest.event.slug}/registration/{guest.token}/"
    assert 'value="Ким"' in browser.get(f"{here}change/").content.decode()
    change(browser, guest, "ru", family_name="Ким", note="просто заметка")
    assert ChangeRequest.objects.filter(state="waiting").get().wanted == {"name": {"family_name": "Ким"}}
    assert "Изменение отозвано" in browser.post(f"{here}change/withdraw/", follow=True).content.decode()
    assert "Больше ничего не ждёт" in browser.post(f"{here}change/withdraw/", follow=True).content.decode()
    assert Client().post(f"/ru/{guest.event.slug}/registration/nothing/change/withdraw/").status_code == 404


def test_several_are_decided_at_once_and_who_cannot_be_stays_named(guest, registrar, registrar_user) -> None:
    full = CategoryFactory(event=guest.event, capacity=1, taken=1)
    change_as_guest(registration=guest, details=Details(category=full))
    other = another(guest, "second@example.org")
    change_as_guest(registration=other, details=Details(person={"family_name": "Ким"}, category=other.category))
    third = another(guest, "third@example.org")
    change_as_guest(registration=third, details=Details(person={"given_name": "Ким"}, category=third.category))
    change_registration(registration=third, details=Details(person={"given_name": "Цой"}), by=registrar_user)
    queue = "registrations/changes/"
    html = page(registrar, guest.event, queue)
    assert html.count("Данные с тех пор изменились") == 1
    codes = list(ChangeRequest.objects.values_list("code", flat=True))
    answer = registrar.post(f"/manage/{guest.event.slug}/{queue}", {"chosen": codes, "decision": "agree"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 3
    assert any("В этой категории мест больше нет" in text or "мест" in text for text in said)
    assert ChangeRequest.objects.filter(state="waiting").count() == 2
    stale = ChangeRequest.objects.get(registration=third)
    registrar.post(
        f"/manage/{guest.event.slug}/{queue}", {"chosen": stale.code, "anyway": stale.code, "decision": "agree"}
    )
    third.person.refresh_from_db()
    assert third.person.given_name == "Ким"


def another(guest: Registration, email: str) -> Registration:
    from conference.registration.services import register_guest

    return register_guest(event=guest.event, details=details(guest.category, email=email), by=None)


def test_the_queue_costs_the_same_for_more_rows(guest, registrar) -> None:
    numbers = iter(range(9))

    def add() -> None:
        one = another(guest, f"more{next(numbers)}@example.org")
        change_as_guest(registration=one, details=Details(person={"family_name": "Ким"}, category=one.category))

    assert_same_for_more_rows(registrar, f"/manage/{guest.event.slug}/registrations/changes/", add)


def test_the_api_lists_and_decides(guest, registrar, signed_in, member_of) -> None:
    change_as_guest(registration=guest, details=Details(person={"family_name": "Ким"}, category=guest.category))
    here = f"/api/v1/events/{guest.event.slug}/registration-changes/"
    row = registrar.get(here, {"state": "waiting"}).json()["results"][0]
    assert (row["registration"], row["is_stale"]) == (guest.code, False)
    assert [(one["before"], one["after"]) for one in row["differences"]] == [("Ахметова", "Ким")]
    assert signed_in(member_of(guest.event, Role.CHAIR)).get(here).status_code == 403
    stranger = signed_in(member_of(EventFactory(), Role.OWNER))
    assert stranger.get(f"{here}{row['code']}/").status_code in {403, 404}
    agree = f"{here}{row['code']}/agree/?state=waiting"
    assert registrar.post(agree, {}, content_type="application/json").json()["state"] == "agreed"
    assert registrar.post(agree, {}, content_type="application/json").status_code == 409
    assert registrar.post(f"{here}{row['code']}/decline/", {}, content_type="application/json").status_code == 409


def test_the_setting_is_made_by_the_team(guest, registrar, setup) -> None:
    address = reverse("manage:registration_setup", kwargs={"event": guest.event.slug})
    form = {"offer_hours": "48", "hold_minutes": "30", "moderated": ["mode", "answers"]}
    assert registrar.post(address, form).status_code == 302
    setup.refresh_from_db()
    assert setup.moderated == ["mode", "answers"]
    assert registrar.post(address, form | {"moderated": "everything"}).status_code == 200
    with translation.override("ru"):
        assert "Изменения гостей, которые ждут" in page(registrar, guest.event, "registration/")
