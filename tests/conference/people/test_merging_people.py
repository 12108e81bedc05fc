"""Two persons who are one: what is proposed, what moves, and that no place is lost or doubled."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope
from rest_framework.test import APIClient

from conference.checkin.models import Arrival
from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.people import merging
from conference.people.duplicates import services as merging_services
from conference.people.duplicates.queries import pairs_of
from conference.people.duplicates.services import merge_people
from conference.people.merging import MergeRefusedError
from conference.people.models import Person
from conference.people.services import keep_apart
from conference.programme.models import ImportedPerson, SessionPerson
from conference.registration.choices import State
from conference.registration.models import Category, Registration
from conference.registration.places import take_place
from speakers.profiles.models import Profile
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.programme import SessionFactory
from tests.factories.registration import CategoryFactory, RegistrationFactory
from tests.factories.roundtables import RoundTableFactory

pytestmark = pytest.mark.django_db


def person(event, family="Калинина", given="Анна", **more) -> Person:
    return PersonFactory(event=event, family_name=family, given_name=given, patronymic="", **more)


def registered(event, who: Person, category: Category, **more) -> Registration:
    take_place(category)
    return RegistrationFactory(event=event, person=who, category=category, **more)


def places_hold(event) -> bool:
    return all(
        row.taken == Registration.objects.filter(category=row, state=State.CONFIRMED).count()
        for row in Category.objects.filter(event=event)
    )


# --- who is proposed ---
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"email": "a@example.org"}, {"family": "Иная", "email": "A@Example.org", "country": "PL"}),
        ({"phone": "+77011234567"}, {"family": "Иная", "phone": "+77011234567", "country": "PL"}),
        ({}, {"family": "Kalinina", "given": "Anna"}),
        ({"family": "Әбдірахманова", "given": "Сәуле"}, {"family": "Äbdirahmanova", "given": "Säule"}),
        ({}, {"family": "Анна", "given": "Калинина"}),
        ({"family": "Ёлкина"}, {"family": "Елкина"}),
    ],
)
def test_who_is_perhaps_one_is_proposed(in_event, one, other) -> None:
    first, second = person(in_event, **one), person(in_event, **other)
    person(in_event, family="Третья")
    (found,) = pairs_of(in_event)
    assert {found.one, found.other} == {first, second}
    assert found.reasons


def test_namesakes_of_different_countries_are_not_unless_they_work_together(in_event) -> None:
    first, second = person(in_event, country="KZ"), person(in_event, country="RU")
    assert pairs_of(in_event) == []
    library = OrganisationFactory(event=in_event)
    Person.objects.filter(pk__in=[first.pk, second.pk]).update(organisation=library)
    assert len(pairs_of(in_event)) == 1
    keep_apart(one=second, other=first, by=None)
    assert pairs_of(in_event) == []


def test_two_patronymics_are_two_persons(in_event) -> None:
    first, second = person(in_event), person(in_event)
    for who, patronymic in ((first, "Сергеевна"), (second, "Александровна")):
        Person.objects.filter(pk=who.pk).update(patronymic=patronymic)
    assert pairs_of(in_event) == []
    Person.objects.filter(pk=second.pk).update(patronymic="Sergeyevna")
    assert len(pairs_of(in_event)) == 1


def test_strongest_proposals_come_first_and_cost_the_same(in_event, django_assert_max_num_queries) -> None:
    person(in_event)
    person(in_event)
    strong = [person(in_event, family="Ким", email="k@example.org") for _number in range(2)]
    with django_assert_max_num_queries(12):
        found = pairs_of(in_event)
    assert {found[0].one, found[0].other} == set(strong)
    for _number in range(3):
        person(in_event)
    with django_assert_max_num_queries(12):
        assert len(pairs_of(in_event)) == 11


# --- what moves ---
def test_everything_moves_whatever_the_feature(in_event) -> None:
    kept, gone = person(in_event), person(in_event, post="директор", phone="+77011234567")
    talk, shared = SessionFactory(event=in_event), SessionFactory(event=in_event)
    for who, session in ((gone, talk), (gone, shared), (kept, shared)):
        SessionPerson.objects.create(session=session, person=who)
    ImportedPerson.objects.create(event=in_event, person=gone, key="x")
    table = RoundTableFactory(event=in_event)
    table.participants.all().delete()
    for who in (kept, gone):
        table.participants.create(person=who)
    Profile.objects.create(person=kept, orcid="0000-0002-1825-0097")
    Profile.objects.create(person=gone, biography=i18n(ru="Автор книг"))
    assert dict(merging.counts_of(gone))
    merge_people(kept=kept, gone=gone, take=(), by=None)
    stays = Person.objects.get()
    assert (stays.pk, stays.post, str(stays.phone)) == (kept.pk, "директор", "+77011234567")
    assert set(SessionPerson.objects.values_list("session", "person")) == {(talk.pk, kept.pk), (shared.pk, kept.pk)}
    assert ImportedPerson.objects.get().person == kept
    assert table.participants.get().person == kept
    profile = Profile.objects.get()
    assert (profile.orcid, str(profile.biography)) == ("0000-0002-1825-0097", "Автор книг")
    entry = ActivityEntry.objects.get(action="people_merged")
    assert entry.after["merged"] == gone.code
    assert "1234567" not in str(entry.after)


def test_every_table_that_refers_to_persons_is_known_to_move_or_to_settle() -> None:
    """A later table with a constraint of its own has to say what becomes of a second row (`when_both_have`)."""
    for relation in merging.relations_to(Person):
        table = relation.related_model
        names = {relation.field.name}
        is_single = relation.one_to_one or any(
            names & set(constraint.fields) for constraint in table._meta.constraints if hasattr(constraint, "fields")
        )
        if is_single and table._meta.label != "conference.Registration":  # joining.py cancels one of two
            assert table._meta.label_lower in merging._settled, table._meta.label


def test_what_may_not_be_two_and_nobody_settles_stops_the_merging(in_event, monkeypatch) -> None:
    kept, gone = person(in_event), person(in_event)
    for who in (kept, gone):
        Profile.objects.create(person=who)
    monkeypatch.setitem(merging._settled, "speakers.profile", None)
    with pytest.raises(MergeRefusedError):
        merge_people(kept=kept, gone=gone, take=(), by=None)
    assert Person.objects.count() == Profile.objects.count() == 2


@pytest.mark.parametrize("take", [(), ("name", "email", "organisation")])
def test_each_value_is_chosen_and_a_name_is_never_made_of_two(in_event, take) -> None:
    library, other = OrganisationFactory.create_batch(2, event=in_event)
    kept = person(in_event, organisation=library, email="a@example.org")
    gone = person(in_event, "Калинина-Ким", "Аня", organisation=other, email="b@example.org")
    merge_people(kept=kept, gone=gone, take=take, by=None)
    stays = Person.objects.get()
    wanted = gone if take else kept
    assert (stays.full_name, stays.email, stays.organisation) == (wanted.full_name, wanted.email, wanted.organisation)
    assert Person.objects.found_by(wanted.family_name).count() == 1


def test_the_account_of_either_stays_and_a_second_one_is_named_before(in_event) -> None:
    kept, gone = person(in_event), person(in_event, user=UserFactory())
    user = gone.user
    stays = merge_people(kept=kept, gone=gone, take=(), by=None)
    assert stays.user == user
    third = person(in_event, user=UserFactory())
    first, *_others = merging.joinings
    assert user.email in first.foresee(stays, third)[0]
    assert merge_people(kept=stays, gone=third, take=(), by=None).user == user


# --- places ---
def test_of_two_registrations_one_is_cancelled_and_its_place_is_free(in_event) -> None:
    one, other = CategoryFactory(event=in_event, capacity=1), CategoryFactory(event=in_event, capacity=1)
    kept, gone = person(in_event, email="a@example.org"), person(in_event, email="b@example.org")
    early, late = registered(in_event, kept, one), registered(in_event, gone, other, email_confirmed_at=timezone.now())
    Arrival.objects.create(registration=early)
    first, *_others = merging.joinings
    (text,) = first.foresee(kept, gone)
    assert text.index(early.code) < text.index(late.code), "whoever has arrived keeps that registration"
    merge_people(kept=kept, gone=gone, take=(), by=None)
    states = {row.pk: (row.state, row.person_id, row.email_confirmed_at) for row in Registration.objects.all()}
    assert states == {early.pk: (State.CONFIRMED, kept.pk, None), late.pk: (State.CANCELLED, kept.pk, None)}
    assert places_hold(in_event)
    assert Category.objects.get(pk=other.pk).places_left == 1


def test_who_proved_the_address_that_stays_has_proved_it(in_event) -> None:
    category = CategoryFactory(event=in_event)
    kept, gone = person(in_event, email="a@example.org"), person(in_event, email="A@example.org")
    made = registered(in_event, gone, category, email_confirmed_at=timezone.now())
    token = made.token
    merge_people(kept=kept, gone=gone, take=(), by=None)
    made.refresh_from_db()
    assert made.email_confirmed_at
    assert made.token != token, "a page that a stranger may have open closes"
    assert places_hold(in_event)


def test_an_arrival_follows_the_registration_that_stays(in_event) -> None:
    category = CategoryFactory(event=in_event)
    kept, gone = person(in_event), person(in_event)
    first, second = registered(in_event, kept, category), registered(in_event, gone, category)
    from conference.badges.models import PrintedBadge

    PrintedBadge.objects.create(registration=first, digest="x")
    Arrival.objects.create(registration=second)
    merge_people(kept=kept, gone=gone, take=(), by=None)
    assert Arrival.objects.get().registration.state == State.CONFIRMED
    assert places_hold(in_event)


def test_a_failed_merging_leaves_every_place_as_it_was(in_event, monkeypatch) -> None:
    category = CategoryFactory(event=in_event)
    kept, gone = person(in_event), person(in_event)
    for who in (kept, gone):
        registered(in_event, who, category)

    def refuse(**_rows: Person) -> None:
        raise MergeRefusedError("no")

    monkeypatch.setattr(merging_services, "move_references", refuse)
    with pytest.raises(MergeRefusedError):
        merge_people(kept=kept, gone=gone, take=(), by=None)
    category.refresh_from_db()
    assert category.taken == 2
    assert places_hold(in_event)
    assert Person.objects.count() == 2


# --- pages and endpoints ---
def test_the_team_looks_chooses_and_merges(in_event, member_of, signed_in) -> None:
    kept, gone = person(in_event, email="a@example.org"), person(in_event, post="директор", email="b@example.org")
    for who in (kept, gone):
        registered(in_event, who, CategoryFactory(event=in_event))
    browser = signed_in(member_of(in_event, Role.REGISTRAR))
    here = {"event": in_event.slug}
    listed = browser.get(reverse("manage:people_duplicates", kwargs=here))
    assert [pair.one for pair in listed.context["pairs"]] == [kept]
    address = f"{reverse('manage:people_merge', kwargs=here)}?code={kept.code}&code={gone.code}"
    shown = browser.get(address)
    assert list(shown.context["form"].fields) == ["email"]
    assert len(shown.context["warnings"]) == 1
    assert browser.post(address, {"email": "neither"}).context["form"].errors
    assert browser.post(address, {"email": "gone"}).status_code == 302
    assert Person.objects.get().email == "b@example.org"
    assert browser.post(address, {"email": "gone"}).status_code == 302, "the second press finds nothing to merge"
    assert places_hold(in_event)


def test_other_roles_and_events_merge_nobody(in_event, member_of, signed_in) -> None:
    other = EventFactory()
    with scope(event=other):
        theirs = person(other)
    mine = person(in_event)
    here = {"event": in_event.slug}
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    address = f"{reverse('manage:people_merge', kwargs=here)}?code={mine.code}&code={theirs.code}"
    assert registrar.post(address, {}).status_code == 302
    assert (
        registrar.post(reverse("manage:people_apart", kwargs=here), {"code": [mine.code, theirs.code]}).status_code
        == 404
    )
    chair = signed_in(member_of(in_event, Role.CHAIR))
    assert chair.get(reverse("manage:people_duplicates", kwargs=here)).status_code == 403
    with scope(event=other):
        assert Person.objects.count() == 1


def test_the_api_proposes_and_merges(in_event, member_of) -> None:
    client, here = APIClient(), {"event": in_event.slug}
    kept, gone, third = person(in_event), person(in_event, post="директор"), person(in_event)
    client.force_authenticate(member_of(in_event, Role.REGISTRAR))
    assert len(client.get(reverse("api_people_pairs", kwargs=here)).json()) == 3
    apart = reverse("api_people_apart", kwargs=here)
    assert client.post(apart, {"codes": [kept.code, third.code]}).status_code == 204
    merge = reverse("api_people_merge", kwargs=here)
    assert client.post(merge, {"kept": kept.code, "gone": kept.code}).status_code in {404, 409}
    assert client.post(merge, {"kept": kept.code, "gone": gone.code, "take": ["id"]}).status_code == 400
    assert client.post(merge, {"kept": kept.code, "gone": gone.code}).json()["post"] == "директор"
    assert client.post(merge, {"kept": kept.code, "gone": gone.code}).status_code == 404
