"""One action on many registrations: chosen, confirmed once, told one by one."""

import pytest
from django.db import IntegrityError, transaction

from conference.badges.queries import PRINT_JOB
from conference.core.activity.models import ActivityEntry
from conference.core.jobs.models import Job
from conference.core.mail.models import OutgoingMail
from conference.events.choices import Role
from conference.registration.choices import State
from conference.registration.models import Registration
from conference.registration.table.models import Batch, Mark
from conference.registration.table.services import bulk
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guests(in_event) -> list[Registration]:
    category = CategoryFactory(event=in_event, taken=3)
    people = [PersonFactory(event=in_event, given_name=given) for given in ("Анна", "Болат", "Вера")]
    return [RegistrationFactory(event=in_event, person=person, category=category) for person in people]


def choose(browser, event, action: str, *chosen: Registration, **more: str):
    codes = [registration.code for registration in chosen]
    return browser.post(f"/manage/{event.slug}/registrations/bulk/", {"action": action, "chosen": codes, **more})


def test_the_category_changes_under_the_rules_of_places_and_who_stays_is_named(in_event, registrar, guests) -> None:
    small = CategoryFactory(event=in_event, capacity=2)
    target = choose(registrar, in_event, "category", *guests)["Location"]
    asked = registrar.get(target)
    assert (asked.context["total"], asked.context["possible"]) == (3, 3)
    assert {row.category for row in Registration.objects.all()} == {guests[0].category}, "nothing is done yet"
    told = registrar.post(target, {"category": small.code}, follow=True)
    small.refresh_from_db()
    assert small.taken == 2
    left = Registration.objects.exclude(category=small).get()
    assert told.context["stayed"] == [(left.code, str(left.person), "мест не осталось")]
    assert (told.context["done"], told.context["total"]) == (2, 3)
    assert left.person.full_name in told.content.decode()


def test_sending_it_twice_acts_once(
    in_event, registrar, guests, registrar_user, django_capture_on_commit_callbacks
) -> None:
    target = choose(registrar, in_event, "cancel", *guests[:2])["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            registrar.post(target, {"reason": "Зал закрыт"})
    assert [row.state for row in Registration.objects.order_by("pk")] == [
        State.CANCELLED, State.CANCELLED, State.CONFIRMED,
    ]  # fmt: skip
    assert ActivityEntry.objects.filter(action="batch_done").count() == 1
    assert OutgoingMail.objects.filter(text__contains="Зал закрыт").count() == 2
    batch = Batch.objects.get()
    assert (batch.reason, set(batch.fates.values())) == ("", {"done"})
    again = bulk.confirm_batch(batch=batch, by=registrar_user, params={}, reason="")
    assert again is None
    assert ActivityEntry.objects.filter(action="batch_done").count() == 1


def test_without_the_condition_the_second_would_act_too(in_event, registrar_user, guests) -> None:
    """What both read before either wrote says "not started" to both: only the update knows."""
    batch = bulk.settle_batch(event=in_event, by=registrar_user, action="mark", chosen=[guests[0].pk])
    seen = [Batch.objects.get(pk=batch.pk) for _reader in range(2)]
    assert [one.started_at for one in seen] == [None, None]
    started = [Batch.objects.filter(pk=one.pk, started_at=None).update(started_at=one.created_at) for one in seen]
    assert started == [1, 0]


def test_what_is_possible_for_nobody_is_not_offered(in_event, registrar, guests) -> None:
    refused = registrar.get(choose(registrar, in_event, "admit", *guests)["Location"]).text
    assert "Выполнить" not in refused
    Registration.objects.filter(pk=guests[0].pk).update(state=State.PENDING)
    assert (
        "Выполнить для 1 регистрации" in registrar.get(choose(registrar, in_event, "admit", *guests)["Location"]).text
    )


def test_everything_found_is_meant_also_beyond_the_page_and_goes_as_a_job(
    in_event, registrar, guests, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    RegistrationFactory(event=in_event, person=PersonFactory(event=in_event, country="RU"))
    target = choose(registrar, in_event, "mark", shown="country=KZ", everything="1")["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = registrar.post(target, {"mark": "встретить"})
    job = Job.objects.get(kind=bulk.JOB)
    assert answer["Location"].endswith(f"/jobs/{job.code}/")
    assert (job.state, job.done, job.total, job.result["url"]) == ("done", 3, 3, target)
    assert Mark.objects.filter(name="встретить").count() == 3
    found = registrar.get(f"/manage/{in_event.slug}/registrations/", {"mark": "встретить"})
    assert found.context["page"].paginator.count == 3


def test_decisions_are_for_those_who_await_one(in_event, registrar, guests) -> None:
    Registration.objects.filter(pk=guests[0].pk).update(state=State.PENDING)
    target = choose(registrar, in_event, "admit", *guests[:2])["Location"]
    assert registrar.get(target).context["impossible"] == 1
    told = registrar.post(target, {"reason": ""}, follow=True)
    assert (told.context["done"], len(told.context["stayed"])) == (1, 1)
    guests[0].refresh_from_db()
    assert guests[0].state == State.CONFIRMED


def test_the_chosen_go_into_a_sheet_or_to_the_printer(in_event, registrar, guests, monkeypatch) -> None:
    sheet = choose(registrar, in_event, "sheet-csv", guests[2], shown="columns=name&order=name").content.decode()
    assert guests[2].person.full_name in sheet
    assert guests[0].person.full_name not in sheet
    owner_only = choose(registrar, in_event, "badges", guests[0])
    assert owner_only.status_code == 302
    assert Job.objects.get(kind=PRINT_JOB).params["chosen"] == [guests[0].pk]


def test_nothing_chosen_and_nothing_wanted_lead_back(in_event, registrar, guests) -> None:
    assert choose(registrar, in_event, "cancel", shown="country=KZ")["Location"].endswith("registrations/?country=KZ")
    choose(registrar, in_event, "", guests[0])
    assert not Batch.objects.exists()


def test_other_roles_and_other_events_reach_nothing(in_event, registrar, guests, member_of, signed_in) -> None:
    target = choose(registrar, in_event, "cancel", *guests)["Location"]
    assert signed_in(member_of(in_event, Role.CHAIR)).post(target).status_code == 403
    elsewhere = EventFactory()
    stranger = signed_in(member_of(elsewhere, Role.OWNER))
    assert stranger.get(target).status_code == 404
    assert stranger.get(target.replace(in_event.slug, elsewhere.slug)).status_code == 404
    choose(stranger, elsewhere, "cancel", *guests)
    assert Batch.objects.count() == 1, "registrations of another event cannot be chosen"


@pytest.mark.parametrize("wrong", [{"action": "explode"}, {"finished_at": "2026-01-01T00:00Z"}])
def test_the_database_refuses_batches_that_cannot_be(in_event, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.create(**{"event": in_event, "action": "mark", **wrong})


def test_a_mark_stands_once_on_a_registration(guests) -> None:
    Mark.objects.create(registration=guests[0], name="VIP")
    for name in ("VIP", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mark.objects.create(registration=guests[0], name=name)
