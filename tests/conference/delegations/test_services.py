"""Delegations: their places, members who join, end, are replaced and say the rest themselves."""

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conference.core.text.localized import i18n
from conference.delegations import services
from conference.delegations.choices import TRANSITIONS, DelegationState, Fate
from conference.delegations.models import Allotment, Delegation, Member
from conference.delegations.queries import categories_of, roster_of
from conference.delegations.tables import judge
from conference.registration import services as registration
from conference.registration.choices import State
from conference.registration.models import Category, Quota, Registration, RegistrationSettings
from tests.factories.delegations import announced, bring, row, switched_on
from tests.factories.events import UserFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(in_event) -> Category:
    RegistrationSettings.objects.create(event=in_event)
    return CategoryFactory(event=in_event, capacity=3, name=i18n(ru="Слушатель", en="Listener"))


@pytest.fixture
def delegation(in_event, category) -> Delegation:
    switched_on(in_event, places=5)
    return announced(in_event)


def states(delegation: Delegation) -> list[str]:
    rows = Member.objects.filter(delegation=delegation).order_by("pk")
    return [str(state) for state in rows.values_list("registration__state", flat=True)]


def test_people_are_registered_with_places_and_the_rest_waits(delegation, category) -> None:
    bring(delegation, "А", "Б", "В", "Г")
    assert states(delegation) == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert Category.objects.get().taken == 3
    assert Delegation.objects.get().taken == 4, "who waits belongs to the delegation, too"
    assert [one.person.organisation for one in Registration.objects.all()] == [delegation.organisation] * 4


def test_no_more_people_than_the_delegation_has_places(delegation, category) -> None:
    Category.objects.update(capacity=None)
    rows = [row(name) for name in "АБВГДЕЖ"]
    judged = judge(delegation, rows, [category])
    assert [one.fate for one in judged] == [Fate.READY] * 5 + [Fate.NO_PLACE] * 2
    people = {one.row["id"]: one.newcomer for one in judged if one.newcomer}
    services.put_rows(delegation=delegation, rows=rows)
    with pytest.raises(services.DelegationFullError):
        services.register_members(delegation=delegation, people=people, by=None)
    assert not Registration.objects.exists()
    assert len(roster_of(delegation)) == 7, "nothing that was typed is lost"
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.update(taken=6)


def test_a_list_sent_twice_registers_once(delegation, category) -> None:
    rows = [row("А"), row("Б")]
    services.put_rows(delegation=delegation, rows=rows)
    judged = judge(delegation, rows, [category])
    people = {one.row["id"]: one.newcomer for one in judged if one.newcomer}
    assert len(services.register_members(delegation=delegation, people=people, by=None)) == 2
    assert services.register_members(delegation=delegation, people=people, by=None) == []
    assert Registration.objects.count() == 2


def test_places_by_category_hold(delegation, category) -> None:
    services.change_delegation(delegation=delegation, by=UserFactory(), capacity=5, allotments={category: 1}, note="")
    assert categories_of(delegation) == [category]
    judged = judge(delegation, [row("А"), row("Б")], [category])
    assert [one.fate for one in judged] == [Fate.READY, Fate.NO_PLACE]
    [member] = bring(delegation, "А", "Б")
    assert Allotment.objects.get().taken == 1
    services.remove_member(member=member, by=None)
    assert Allotment.objects.get().taken == 0
    assert Delegation.objects.get().taken == 0


def test_limits_below_what_there_is_are_refused_beside_their_field(delegation, category) -> None:
    bring(delegation, "А", "Б")
    with pytest.raises(ValidationError) as fault:
        services.change_delegation(delegation=delegation, by=UserFactory(), capacity=1, allotments={}, note="")
    assert "capacity" in fault.value.message_dict
    with pytest.raises(ValidationError) as fault:
        services.change_delegation(
            delegation=delegation, by=UserFactory(), capacity=5, allotments={category: 1}, note=""
        )
    assert f"allotment_{category.code}" in fault.value.message_dict
    assert Delegation.objects.get().capacity == 5


def test_a_member_moved_by_the_team_is_counted_where_they_are(delegation, category) -> None:
    other = CategoryFactory(event=delegation.event, capacity=9)
    services.change_delegation(
        delegation=delegation, by=UserFactory(), capacity=5, allotments={category: 2, other: 1}, note=""
    )
    members = bring(delegation, "А", "Б", category=category.code)
    for member in members:
        change = {"category": other}
        registration.change_registration(registration=member.registration, details=change, by=UserFactory())
    taken = dict(Allotment.objects.values_list("category", "taken"))
    assert taken == {category.pk: 0, other.pk: 1}, "beyond the limit the team may go, without counting there"
    for member in members:
        services.remove_member(member=member, by=None)
    assert dict(Allotment.objects.values_list("category", "taken")) == {category.pk: 0, other.pk: 0}


def test_whoever_cancels_frees_the_place_of_the_delegation_once(delegation, category) -> None:
    [member] = bring(delegation, "А")
    assert registration.cancel_registration(registration=member.registration, by=None)
    assert not registration.cancel_registration(registration=member.registration, by=None)
    assert Delegation.objects.get().taken == 0
    assert Member.objects.get().ended_at is not None


def test_who_is_replaced_leaves_the_place_to_who_comes_though_others_wait(delegation, category) -> None:
    [first, *_rest] = bring(delegation, "А", "Б", "В", "Г")
    made = services.replace_member(member=first, person={"given_name": "Ержан", "email": "e@example.org"}, by=None)
    assert states(delegation) == ["cancelled", "confirmed", "confirmed", "waiting", "confirmed"]
    assert made.registration.person.given_name == "Ержан"
    assert Category.objects.get().taken == 3
    assert Delegation.objects.get().taken == 4
    assert Member.objects.get(pk=made.pk).replaces == first
    assert registration.offer_places(event=delegation.event) == 0, "the place was never free"


def test_who_replaces_somebody_waiting_has_their_turn(delegation, category) -> None:
    members = bring(delegation, "А", "Б", "В", "Г")
    turn = Registration.objects.get(pk=members[3].registration_id).waiting_since
    made = services.replace_member(member=members[3], person={"given_name": "Ержан", "email": ""}, by=None)
    assert (made.registration.state, made.registration.waiting_since) == (State.WAITING, turn)


def test_a_quota_counts_members_and_their_successors(delegation, category) -> None:
    quota = Quota.objects.create(event=delegation.event, name=i18n(ru="Зал"), capacity=2)
    quota.categories.add(category)
    [first, *_rest] = bring(delegation, "А", "Б", "В")
    assert states(delegation) == ["confirmed", "confirmed", "waiting"]
    services.replace_member(member=first, person={"given_name": "Ержан", "email": ""}, by=None)
    assert Quota.objects.get().taken == 2
    services.remove_member(member=Member.objects.order_by("pk")[1], by=None)
    assert Quota.objects.get().taken == 1
    assert registration.offer_places(event=delegation.event) == 1, "whose place is free now"


def test_where_the_team_decides_members_apply(delegation, category) -> None:
    Category.objects.update(needs_approval=True)
    [member] = bring(delegation, "А")
    assert states(delegation) == ["pending"]
    registration.decline(registration=member.registration, by=UserFactory())
    assert Delegation.objects.get().taken == 0
    registration.reopen(registration=member.registration, by=UserFactory())
    assert Delegation.objects.get().taken == 1


def test_an_application_taken_up_again_counts_even_beyond_the_limit(delegation, category) -> None:
    Category.objects.update(needs_approval=True)
    Delegation.objects.update(capacity=1)
    delegation.refresh_from_db()
    [member] = bring(delegation, "А")
    registration.decline(registration=member.registration, by=UserFactory())
    bring(delegation, "Б")
    registration.reopen(registration=member.registration, by=UserFactory())
    found = Delegation.objects.get()
    assert (found.taken, found.capacity) == (2, 2)


def test_the_team_decides_and_the_head_is_told(in_event, category, commits) -> None:
    switched_on(in_event, needs_approval=True)
    with commits():
        made = announced(in_event)
    assert made.state == DelegationState.APPLIED
    with pytest.raises(services.DelegationClosedError):
        bring(made, "А")
    assert not Registration.objects.exists()
    with commits():
        services.decline_delegation(delegation=made, by=UserFactory(), reason="Мест нет.")
    with pytest.raises(services.WrongStateError):
        services.decline_delegation(delegation=made, by=UserFactory())
    with commits():
        services.admit_delegation(delegation=made, by=UserFactory(), capacity=4)
    subjects = [letter.subject for letter in outbox.outbox]
    assert len(subjects) == 3
    assert "Мест нет." in outbox.outbox[1].body
    assert Delegation.objects.get().capacity == 4


def test_a_withdrawn_delegation_takes_its_members_along(delegation, category, commits) -> None:
    bring(delegation, "А", "Б")
    with commits():
        services.withdraw_delegation(delegation=delegation, by=None)
    assert states(delegation) == ["cancelled", "cancelled"]
    assert "Новосибирская областная библиотека" in outbox.outbox[0].body, "who does not come, and not only that"
    found = Delegation.objects.get()
    assert (found.taken, found.state) == (0, DelegationState.WITHDRAWN)
    assert services.cancel_members(delegation=found) == 0, "a second run has nothing to do"
    with pytest.raises(services.DelegationClosedError):
        bring(found, "В")


@pytest.mark.parametrize("before", DelegationState.values)
@pytest.mark.parametrize("to", [DelegationState.OPEN, DelegationState.DECLINED, DelegationState.WITHDRAWN])
def test_only_the_allowed_steps_are_taken(in_event, category, before: str, to: str) -> None:
    made = announced(in_event)
    Delegation.objects.update(state=before)
    step = {
        DelegationState.OPEN: services.admit_delegation,
        DelegationState.DECLINED: services.decline_delegation,
        DelegationState.WITHDRAWN: services.withdraw_delegation,
    }[to]
    if to in TRANSITIONS[before]:
        step(delegation=made, by=UserFactory())
        assert Delegation.objects.get().state == to
    else:
        with pytest.raises(services.WrongStateError):
            step(delegation=made, by=UserFactory())
