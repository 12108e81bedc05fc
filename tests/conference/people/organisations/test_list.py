"""The list that grows: what guests are offered, and what the team sees and writes."""

import pytest
from django.test import Client
from django_scopes import scope

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.people.merging import MergeRefusedError
from conference.people.models import Organisation, Person
from conference.people.organisations.queries import offered
from conference.people.organisations.services import remove_organisation
from conference.people.services import organisation_named, save_person
from conference.registration.models import Registration
from tests.conference.people.organisations.shelf import library, page
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


def test_guests_are_offered_what_is_known_in_any_script(in_event) -> None:
    known = library(in_event, "Библиотека Өскемен", "Өскемен кітапханасы", is_known=True, town="Өскемен", country="KZ")
    library(in_event, "Библиотека Усть-Каменогорск, тел. 8 701")
    address = f"/kk/{in_event.slug}/organisations.json"
    for typed in ("өскемен", "Оскемен", "oskem", "кітапхана оск"):
        answer = Client().get(address, {"q": typed}).json()["offers"]
        assert answer == [{"code": known.code, "name": "Өскемен кітапханасы", "note": "Өскемен · Қазақстан"}]
    assert offered(in_event, "б") == []
    assert Client().get(address, {"q": "усть"}).json() == {"offers": []}, "what a guest typed is nobody's to read"


def test_whoever_asks_too_often_waits(in_event, settings) -> None:
    settings.OFFERS_A_MINUTE = 2
    answers = [Client().get(f"/ru/{in_event.slug}/organisations.json", {"q": "би"}).status_code for _n in range(3)]
    assert answers == [200, 200, 429]


def test_of_two_with_one_name_the_chosen_one_is_taken(in_event) -> None:
    here = library(in_event, "Городская библиотека", town="Абай", country="KZ")
    there = library(in_event, "Городская библиотека", town="Варшава", country="PL")
    person = PersonFactory.build(event=in_event, town="Абай")
    for code, chosen in ((there.code, there), (here.code, here), ("", here), ("NOSUCH22", here)):
        assert (
            save_person(person, organisation="«Городская  библиотека»", organisation_code=code).organisation == chosen
        )
    assert organisation_named(in_event, "городская библиотека", country="PL") == there
    mine = save_person(person, organisation="Моя библиотека", organisation_code=there.code)
    assert str(mine.organisation) == "Моя библиотека"
    assert not mine.organisation.is_known


def test_an_abbreviation_is_a_name_too(in_event) -> None:
    known = library(in_event, "Областная библиотека", short_name=i18n(ru="ОУНБ"))
    assert organisation_named(in_event, "оунб") == known


def test_a_guest_who_chose_from_the_list_comes_from_there(in_event) -> None:
    library(in_event, "Городская библиотека", town="Абай")
    there = library(in_event, "Городская библиотека", town="Варшава", is_known=True)
    category, client = CategoryFactory(event=in_event), Client()
    who = {"given_name": "Ая", "email": "a@example.org", "country": "KZ", "organisation": "Городская библиотека"}
    step = client.post(f"/ru/{in_event.slug}/register/start/", who | {"organisation_code": there.code}).url
    step = client.post(step, {"category": category.code, "mode": "in_person", "visibility": "nobody"}).url
    client.post(client.post(step, {"consent": "1"}).url)
    assert Registration.objects.get().person.organisation == there


def test_the_list_is_searched_filtered_and_counts_people(in_event, registrar, django_assert_max_num_queries) -> None:
    first = library(in_event, "Абай", country="KZ")
    library(in_event, "Варшава", country="PL", is_known=True)
    PersonFactory.create_batch(3, event=in_event, organisation=first)
    seen = registrar.get(page(in_event, "organisations"), {"q": "abai"}).context["page"]
    assert [(row, row.people_count) for row in seen] == [(first, 3)]
    assert [str(row) for row in registrar.get(page(in_event, "organisations"), {"known": "yes"}).context["page"]] == [
        "Варшава"
    ]
    assert registrar.get(page(in_event, "organisations"), {"country": "PL"}).context["page"].paginator.count == 1
    with django_assert_max_num_queries(12):
        registrar.get(page(in_event, "organisations"))
    OrganisationFactory.create_batch(5, event=in_event)
    with django_assert_max_num_queries(12):
        registrar.get(page(in_event, "organisations"), {"order": "people"})


def test_the_ticked_are_offered_and_merging_needs_two(in_event, registrar) -> None:
    row = library(in_event, "Абай")
    registrar.post(page(in_event, "organisations_chosen"), {"code": [row.code], "offer": "yes"})
    assert Organisation.objects.get().is_known
    answer = registrar.post(page(in_event, "organisations_chosen"), {"code": [row.code], "merge": "yes"}, follow=True)
    assert "Отметьте" in answer.content.decode()
    other = library(in_event, "Иная")
    codes = {"code": [row.code, other.code], "merge": "yes"}
    answer = registrar.post(page(in_event, "organisations_chosen"), codes, follow=True)
    assert len(answer.context["rows"]) == 2


def test_an_organisation_is_written_in_three_languages_and_its_people_are_found_by_it(in_event, registrar) -> None:
    row = library(in_event, "Абай")
    PersonFactory(event=in_event, organisation=row)
    sent = {"name_0": "Абай", "name_1": "Абай кітапханасы", "name_2": "Abai Library", "short_name_0": "АЦБ"}
    sent |= {
        "isil": "by-HM0001",
        "ror": "https://ror.org/05dxps055",
        "website": "https://abai.example.org",
        "country": "KZ",
    }
    answer = registrar.post(page(in_event, "organisation", code=row.code), sent | {"isil": "нет", "ror": "05dxps056"})
    assert set(answer.context["form"].errors) == {"isil", "ror"}
    assert registrar.post(page(in_event, "organisation", code=row.code), sent).status_code == 302
    row.refresh_from_db()
    assert (row.isil, row.ror) == ("BY-HM0001", "05dxps055")
    assert Person.objects.found_by("АЦБ кітапханасы").count() == 1
    assert ActivityEntry.objects.latest("pk").action == "organisation_changed"


def test_other_events_and_roles_see_nothing(in_event, registrar, member_of, signed_in) -> None:
    other = EventFactory()
    with scope(event=other):
        theirs = library(other, "Чужая", is_known=True)
    mine = library(in_event, "Моя")
    assert registrar.get(page(in_event, "organisation", code=theirs.code)).status_code == 404
    merged = registrar.get(page(in_event, "organisation_merge"), {"code": [mine.code, theirs.code]})
    assert merged.status_code == 302
    assert offered(in_event, "чужая") == []
    editor = signed_in(member_of(in_event, Role.EDITOR))
    for name in ("organisations", "organisation_add", "organisation_import", "organisation_duplicates"):
        assert editor.get(page(in_event, name)).status_code == 403


def test_an_organisation_with_people_is_not_removed(in_event, registrar) -> None:
    row = library(in_event, "Абай")
    person = PersonFactory(event=in_event, organisation=row)
    with pytest.raises(MergeRefusedError):
        remove_organisation(organisation=row, by=None)
    registrar.post(page(in_event, "organisation_remove", code=row.code))
    assert Organisation.objects.count() == 1
    person.delete()
    registrar.post(page(in_event, "organisation_remove", code=row.code))
    assert Organisation.objects.count() == 0
