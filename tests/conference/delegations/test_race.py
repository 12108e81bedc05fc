"""Heads race: for the last places of a category, of a delegation, of one list; each with and without the guard."""

from time import sleep

import pytest

from conference.delegations import services
from conference.delegations.models import Delegation, Member, Roster
from conference.delegations.services import members
from conference.delegations.tables import judge
from conference.delegations.tables.sheet import new_row
from conference.registration.models import Category, Registration, RegistrationSettings
from conference.registration.services import Newcomer, RegistrationClosedError, cancel_registration, many
from tests.conference.registration.test_race import event, race, without_constraint  # noqa: F401
from tests.factories.delegations import announced, bring
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db(transaction=True)
HEADS, EACH, PLACES = 8, 3, 10


@pytest.fixture
def category(event) -> Category:  # noqa: F811
    RegistrationSettings.objects.create(event=event, has_waiting_list=False)
    return CategoryFactory(event=event, capacity=PLACES)


def registering(delegation: Delegation, category: Category, *names: str):
    """Return what registers these people, each of whom was seen to be ready."""
    people = {name: Newcomer({"given_name": name, "email": f"{name}@example.org"}, category) for name in names}
    return lambda: services.register_members(delegation=delegation, people=people, by=None, from_list=False)


def take_carelessly(rows, number: int = 1) -> bool:
    """Read, judge, write: what others did in between is lost."""
    found = rows.first()
    sleep(0.05)
    if found is None or (found.capacity is not None and found.places_left < number):
        return False
    rows.update(taken=found.taken + number)
    return True


def race_of_heads(category: Category) -> int:
    """Return how many members got in, of several delegations."""
    heads = [announced(category.event, head={"given_name": "Г", "email": f"h{n}@example.org"}) for n in range(HEADS)]
    runners = [
        registering(head, category, *(f"g{number}-{place}" for place in range(EACH)))
        for number, head in enumerate(heads)
    ]
    answers = race(category.event, *runners)
    return sum(len(answer) for answer in answers if isinstance(answer, list))


def test_delegations_together_never_have_more_places_than_there_are(category) -> None:
    assert race_of_heads(category) == PLACES
    category.refresh_from_db()
    assert category.taken == PLACES == Registration.objects.count() == Member.objects.count()


def test_without_the_guards_they_have_more(category, monkeypatch) -> None:
    monkeypatch.setattr(many, "lock_categories", lambda *categories: None)
    monkeypatch.setattr(many, "take", take_carelessly)
    with without_constraint(Category, "category_never_oversold"):
        try:
            assert race_of_heads(category) > PLACES
        finally:
            Category.objects.update(taken=0)


def race_for_one_delegation(category: Category) -> tuple[int, int]:
    """Return how many members came into a delegation of five through eight windows, and how many it counts."""
    Category.objects.update(capacity=None)
    delegation = announced(category.event)
    Delegation.objects.update(capacity=5)
    runners = [registering(delegation, category, f"g{number}") for number in range(HEADS)]
    answers = race(category.event, *[_quietly(runner) for runner in runners])
    delegation.refresh_from_db()
    return sum(len(answer) for answer in answers if isinstance(answer, list)), delegation.taken


def _quietly(runner):
    def run():
        try:
            return runner()
        except services.DelegationFullError as fault:
            return fault

    return run


def test_a_delegation_never_has_more_members_than_places(category) -> None:
    assert race_for_one_delegation(category) == (5, 5)
    assert Registration.objects.count() == 5, "who was refused is not registered either"


def test_without_the_guard_it_has_more(category, monkeypatch) -> None:
    monkeypatch.setattr(members, "take", take_carelessly)
    monkeypatch.setattr(many, "lock_categories", lambda *categories: None)
    monkeypatch.setattr(many, "take", lambda rows, number: True)  # whose row would keep them in a line
    monkeypatch.setattr(members, "locked_roster", lambda delegation: _Loose())
    with without_constraint(Delegation, "delegation_never_oversold"):
        try:
            assert race_for_one_delegation(category)[0] > 5
        finally:
            Delegation.objects.update(taken=0)


class _Loose:
    """A list that nobody holds."""

    rows: list = []

    def save(self) -> None:
        """Store nothing."""


def race_with_one_list(category: Category) -> int:
    delegation = announced(category.event)
    rows = [new_row({"given_name": f"Гость {n}"}) for n in range(3)]
    services.put_rows(delegation=delegation, rows=rows)
    people = {one.row["id"]: one.newcomer for one in judge(delegation, rows, [category])}
    register = lambda: services.register_members(delegation=delegation, people=people, by=None)  # noqa: E731
    race(category.event, register, register, register)
    return Registration.objects.count()


def test_a_list_sent_three_times_at_once_registers_once(category) -> None:
    assert race_with_one_list(category) == 3


def test_without_holding_the_list_it_registers_more_than_once(category, monkeypatch) -> None:
    def unheld(delegation: Delegation) -> Roster:
        found = Roster.objects.get(delegation=delegation)
        sleep(0.1)
        return found

    monkeypatch.setattr(members, "locked_roster", unheld)
    assert race_with_one_list(category) > 3


def test_heads_who_register_and_members_who_cancel_do_not_wait_in_a_circle(category) -> None:
    Category.objects.update(capacity=None)
    delegation = announced(category.event)
    there = bring(delegation, *[f"Гость{n}" for n in range(6)])
    runners = [registering(delegation, category, f"g{number}") for number in range(6)]
    runners += [lambda one=one: cancel_registration(registration=one.registration, by=None) for one in there]
    answers = race(category.event, *runners)
    assert all(isinstance(answer, list | bool) for answer in answers), answers
    delegation.refresh_from_db()
    assert delegation.taken == 6 == Member.objects.filter(ended_at=None).count()


def test_two_who_replace_one_member_make_one_successor(category) -> None:
    delegation = announced(category.event)
    [member] = bring(delegation, "Айгүл")

    def replace(name: str):
        def run():
            try:
                return services.replace_member(member=member, person={"given_name": name, "email": ""}, by=None)
            except RegistrationClosedError as fault:
                return fault

        return run

    answers = race(category.event, replace("А"), replace("Б"))
    assert sum(isinstance(answer, Member) for answer in answers) == 1
    assert Member.objects.filter(ended_at=None).count() == 1
