"""Members say the rest themselves, heads are members and change, everybody is billed, and many cost little."""

import pytest
from django.core import mail as outbox

from conference.delegations import services
from conference.delegations.choices import Fate
from conference.delegations.models import Delegation, Member
from conference.delegations.tables import judge
from conference.fees.models import InvoiceLine, Price
from conference.registration.models import Category, Registration
from tests.conference.registration.test_services import details
from tests.factories.delegations import HEAD, announced, bring, row, switched_on
from tests.factories.events import UserFactory
from tests.factories.fees import with_fees

pytestmark = pytest.mark.django_db


def test_a_member_says_the_rest_and_gets_the_letter_of_a_guest(delegation, category, commits) -> None:
    with commits():
        [member] = bring(delegation, "Айгүл")
    assert [letter.to for letter in outbox.outbox] == [["aigul@example.org"]]
    old = member.registration.token
    said = details(category, given_name="Айгүл", email="aigul@example.org")
    with commits():
        made = services.complete_member(member=member, details=said, is_proven=True)
    assert made.email_confirmed_at is not None
    assert made.token != old, "who knew the old page knows the new one no more"
    assert len(outbox.outbox) == 2, "one letter, and none of a change"
    assert next(name for name, *_more in outbox.outbox[1].attachments) == "event.ics"
    with pytest.raises(services.AlreadyCompletedError):
        services.complete_member(member=member, details=said, is_proven=True)


def test_an_address_of_ones_own_is_proven_by_its_own_letter(delegation, category) -> None:
    [member] = bring(delegation, "Айгүл")
    said = details(category, given_name="Айгүл", email="other@example.org")
    made = services.complete_member(member=member, details=said, is_proven=True)
    assert made.email_confirmed_at is None


def test_a_new_address_closes_the_old_link(delegation, category, commits) -> None:
    [member] = bring(delegation, "Айгүл")
    old = Member.objects.get().token
    with commits():
        services.readdress_member(member=member, email="new@example.org", by=None)
    assert Member.objects.get().token != old
    assert outbox.outbox[-1].to == ["new@example.org"]


def test_the_head_is_a_member_without_being_made_twice(in_event, category) -> None:
    switched_on(in_event)
    made = announced(in_event)
    rows = [row("Татьяна") | {"head": True}]
    services.put_rows(delegation=made, rows=rows)
    [judged] = judge(made, rows, [category])
    services.register_members(delegation=made, people={rows[0]["id"]: judged.newcomer}, by=None)
    assert Registration.objects.get().person == made.head
    [again] = judge(made, [row("Татьяна") | {"head": True}], [category])
    assert again.fate == Fate.REFUSED


def test_another_head_gets_a_link_of_their_own(delegation, commits) -> None:
    old = delegation.token
    with commits():
        services.change_head(delegation=delegation, head=HEAD | {"email": "next@example.org"}, by=UserFactory())
    found = Delegation.objects.get()
    assert found.token != old
    assert found.email_confirmed_at is None
    assert found.head != delegation.head
    assert outbox.outbox[-1].to == ["next@example.org"]


def test_the_same_head_corrected_stays_the_same_person(delegation) -> None:
    services.change_head(delegation=delegation, head=HEAD | {"family_name": "Мельник"}, by=UserFactory())
    found = Delegation.objects.get()
    assert (found.head, found.head.family_name) == (delegation.head, "Мельник")
    assert found.email_confirmed_at is not None


def test_where_there_are_fees_each_member_is_billed_at_once(delegation, category) -> None:
    with_fees(delegation.event)
    Category.objects.update(capacity=3)
    Price.objects.create(event=delegation.event, category=category, amount=12_000_00)
    members = bring(delegation, "А", "Б", "В", "Г")
    billed = set(InvoiceLine.objects.values_list("registration", flat=True))
    assert billed == {member.registration_id for member in members[:3]}, "who waits owes nothing yet"
    made = services.replace_member(member=members[0], person={"given_name": "Ержан", "email": ""}, by=None)
    assert InvoiceLine.objects.filter(registration=made.registration, is_live=True).exists()
    assert not InvoiceLine.objects.filter(registration=members[0].registration, is_live=True).exists()


def test_hundreds_of_people_cost_few_statements(delegation, category, django_assert_max_num_queries) -> None:
    Delegation.objects.update(capacity=None)
    Category.objects.update(capacity=None)
    rows = [row(f"Гость {number}") for number in range(60)]
    delegation.refresh_from_db()
    services.put_rows(delegation=delegation, rows=rows)
    with django_assert_max_num_queries(20):
        judged = judge(delegation, rows, [category])
    people = {one.row["id"]: one.newcomer for one in judged if one.newcomer}
    with django_assert_max_num_queries(45):
        assert len(services.register_members(delegation=delegation, people=people, by=None)) == 60
