"""Registering, changing, cancelling: places, history, letters, and doing the same thing twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from conference.accounts.models import User
from conference.core.activity.models import ActivityEntry
from conference.events.choices import Role
from conference.people.models import Organisation, Person
from conference.registration import services
from conference.registration.choices import State
from conference.registration.models import Category, Draft, Registration
from conference.registration.places import CategoryFullError
from conference.registration.queries import setup_of
from tests.factories.events import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def details(category: Category, **person: str) -> services.Details:
    values = {
        "family_name": "Ахметова",
        "given_name": "Айгүл",
        "patronymic": "",
        "latin_name": "Aigul Akhmetova",
        "email": "aigul@example.org",
        "organisation": "Қарағанды облыстық кітапханасы",
        "country": "KZ",
        "town": "Қарағанды",
        "language": "kk",
    }
    return services.Details(person=values | person, category=category)


def test_a_guest_gets_place_person_account_and_log(in_event) -> None:
    category = CategoryFactory(event=in_event, capacity=1)
    made = services.register_guest(event=in_event, details=details(category), by=None)
    category.refresh_from_db()
    assert (category.taken, category.places_left) == (1, 0)
    assert made.person.full_name == "Ахметова Айгүл"
    assert str(made.person.organisation) == "Қарағанды облыстық кітапханасы"
    assert User.objects.get(email="aigul@example.org").language == "kk"
    entry = ActivityEntry.objects.get(action="registration_made")
    assert (entry.by, entry.target_code) == (None, made.code)


def test_the_last_place_is_given_once(in_event) -> None:
    category = CategoryFactory(event=in_event, capacity=1)
    services.register_guest(event=in_event, details=details(category), by=None)
    with pytest.raises(CategoryFullError):
        services.register_guest(event=in_event, details=details(category), by=None)
    assert Registration.objects.count() == 1
    assert Person.objects.count() == 1, "a refused guest leaves nothing behind"


def test_a_category_without_limit_takes_everybody_and_a_closed_one_nobody(in_event) -> None:
    endless = CategoryFactory(event=in_event, capacity=None)
    for _ in range(3):
        services.register_guest(event=in_event, details=details(endless), by=None)
    endless.refresh_from_db()
    assert endless.taken == 3


def test_a_closed_category_takes_nobody_but_whom_the_team_puts_there(in_event, member_of) -> None:
    closed = CategoryFactory(event=in_event, is_open=False, capacity=1)
    with pytest.raises(CategoryFullError):
        services.register_guest(event=in_event, details=details(closed), by=None)
    registrar = member_of(in_event, Role.REGISTRAR)
    services.register_guest(event=in_event, details=details(closed), by=registrar)
    with pytest.raises(CategoryFullError):
        services.register_guest(event=in_event, details=details(closed), by=registrar)


def test_sending_a_draft_twice_registers_once(in_event) -> None:
    category = CategoryFactory(event=in_event)
    draft = Draft.objects.create(event=in_event, data={"who": {"email": "aigul@example.org"}})
    first = services.register_guest(event=in_event, details=details(category), by=None, draft=draft)
    again = services.register_guest(event=in_event, details=details(category), by=None, draft=draft)
    assert first == again
    category.refresh_from_db()
    assert category.taken == 1
    draft.refresh_from_db()
    assert draft.data == {}, "what was typed is not kept twice"


@pytest.mark.parametrize(("opens", "closes"), [(1, None), (None, -1), (-2, -1)])
def test_nobody_registers_before_or_after_but_the_team_may(in_event, member_of, opens, closes) -> None:
    setup = setup_of(in_event)
    setup.opens_at = timezone.now() + timedelta(days=opens) if opens else None
    setup.closes_at = timezone.now() + timedelta(days=closes) if closes else None
    setup.save()
    category = CategoryFactory(event=in_event)
    with pytest.raises(services.RegistrationClosedError):
        services.register_guest(event=in_event, details=details(category), by=None)
    registrar = member_of(in_event, Role.REGISTRAR)
    services.register_guest(event=in_event, details=details(category), by=registrar)
    assert ActivityEntry.objects.get(action="registration_made").by == registrar


def test_another_category_takes_there_and_frees_here(in_event) -> None:
    old, new = CategoryFactory(event=in_event, capacity=5), CategoryFactory(event=in_event, capacity=1)
    made = services.register_guest(event=in_event, details=details(old), by=None)
    services.change_registration(registration=made, details=details(new, town="Өскемен"), by=None)
    old.refresh_from_db()
    new.refresh_from_db()
    made.refresh_from_db()
    assert (old.taken, new.taken, made.revision) == (0, 1, 1)
    entry = ActivityEntry.objects.get(action="registration_changed")
    assert entry.before == {"category": str(old), "town": "Қарағанды"}
    assert entry.after == {"category": str(new), "town": "Өскемен"}


def test_the_log_says_that_contacts_changed_and_not_to_what(in_event) -> None:
    category = CategoryFactory(event=in_event)
    typed = details(category, phone="+77011234567") | {"note": "на коляске"}
    made = services.register_guest(event=in_event, details=typed, by=None)
    typed = details(category, email="other@example.org", phone="+77017654321") | {"note": "с собакой-поводырём"}
    services.change_registration(registration=made, details=typed, by=None)
    entry = ActivityEntry.objects.get(action="registration_changed")
    assert (entry.before, entry.after) == ({}, {"email": "•••", "phone": "•••", "note": "•••"})
    log = str(list(ActivityEntry.objects.values("before", "after")))
    for secret in ("aigul@", "other@", "1234567", "7654321", "коляске", "собакой"):
        assert secret not in log


@pytest.mark.parametrize(("email", "is_kept"), [("AIGUL@example.org", True), ("other@example.org", False)])
def test_another_address_has_to_be_confirmed_anew_and_has_an_account(in_event, email, is_kept) -> None:
    category = CategoryFactory(event=in_event)
    made = services.register_guest(event=in_event, details=details(category), by=None)
    assert services.confirm_address(registration=made, email="Aigul@example.org")
    assert not services.confirm_address(registration=made, email="aigul@example.org"), "once is enough"
    services.change_registration(registration=made, details=details(category, email=email), by=None)
    made.refresh_from_db()
    assert bool(made.email_confirmed_at) == is_kept
    assert User.objects.filter(email=email.lower()).exists()
    assert not services.confirm_address(registration=made, email="aigul@example.org"), "an old link proves nothing now"


def test_a_full_category_changes_nothing(in_event) -> None:
    old, full = CategoryFactory(event=in_event), CategoryFactory(event=in_event, capacity=1, taken=1)
    made = services.register_guest(event=in_event, details=details(old), by=None)
    with pytest.raises(CategoryFullError):
        services.change_registration(registration=made, details=details(full, town="Өскемен"), by=None)
    made.refresh_from_db()
    made.person.refresh_from_db()
    assert (made.category, made.person.town) == (old, "Қарағанды")


def test_cancelling_frees_the_place_once(in_event) -> None:
    category = CategoryFactory(event=in_event)
    made = services.register_guest(event=in_event, details=details(category), by=None)
    assert services.cancel_registration(registration=made, by=None)
    assert not services.cancel_registration(registration=made, by=None)
    category.refresh_from_db()
    made.refresh_from_db()
    assert (category.taken, made.state, made.revision) == (0, State.CANCELLED, 1)
    with pytest.raises(services.RegistrationClosedError):
        services.change_registration(registration=made, details=details(category), by=None)


def test_cancelling_frees_the_category_in_which_the_guest_is_now(in_event) -> None:
    old, new = CategoryFactory(event=in_event), CategoryFactory(event=in_event)
    made = services.register_guest(event=in_event, details=details(old), by=None)
    opened_earlier = Registration.objects.select_related("category", "event").get(pk=made.pk)
    services.register_guest(event=in_event, details=details(old), by=None)
    services.change_registration(registration=made, details=details(new), by=None)
    assert services.cancel_registration(registration=opened_earlier, by=None)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.taken, new.taken) == (1, 0)


def test_after_the_deadline_only_the_team_changes(in_event, member_of) -> None:
    category = CategoryFactory(event=in_event)
    made = services.register_guest(event=in_event, details=details(category), by=None)
    setup = setup_of(in_event)
    setup.changes_until = timezone.now() - timedelta(minutes=1)
    setup.save()
    with pytest.raises(services.RegistrationClosedError):
        services.cancel_registration(registration=made, by=None)
    with pytest.raises(services.RegistrationClosedError):
        services.change_registration(registration=made, details=details(category), by=None)
    assert services.cancel_registration(registration=made, by=member_of(in_event, Role.REGISTRAR))


def test_institutions_are_one_in_whatever_spelling(in_event) -> None:
    category = CategoryFactory(event=in_event)
    for name in ("Өскемен қалалық кітапханасы", " Оскемен  калалык кiтапханасы".replace("i", "і")):
        services.register_guest(event=in_event, details=details(category, organisation=name), by=None)
    assert Organisation.objects.count() == 1


def test_what_must_never_be_cannot_be_stored(in_event) -> None:
    category = CategoryFactory(event=in_event, capacity=1)
    made = RegistrationFactory(event=in_event)
    account = PersonFactory(event=in_event, user=UserFactory())
    attempts = [
        lambda: Category.objects.filter(pk=category.pk).update(taken=2),
        lambda: Registration.objects.filter(pk=made.pk).update(state="lost"),
        lambda: Registration.objects.filter(pk=made.pk).update(state=State.CANCELLED),
        lambda: Registration.objects.filter(pk=made.pk).update(cancelled_at=timezone.now()),
        lambda: RegistrationFactory(event=in_event, person=made.person),
        lambda: PersonFactory(event=in_event, user=account.user),
    ]
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_another_event_sees_none_of_it(in_event) -> None:
    from tests.factories.events import EventFactory

    RegistrationFactory(event=in_event)
    with scope(event=EventFactory()):
        assert not Registration.objects.exists()
        assert not Person.objects.exists()
    with scopes_disabled():
        assert Registration.objects.count() == 1
