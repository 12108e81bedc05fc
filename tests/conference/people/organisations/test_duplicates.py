"""Which organisations are perhaps one, and what merging moves."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import translations
from conference.people.likeness import likeness, words_of
from conference.people.merging import MergeRefusedError
from conference.people.models import NotTheSame, Organisation, Person
from conference.people.organisations.queries import pairs_of
from conference.people.organisations.services import merge_organisations
from conference.people.services import keep_apart
from tests.conference.people.organisations.shelf import library, page
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«Библиотека им. Абая»", "Abai library"),
        ("БИБЛИОТЕКА ИМЕНИ АБАЯ", 'Библиотека "им. Абая"'),
        ("Осакаровская ЦБС", "Osakarovka Centralised Library System"),
        ("Павлодарская областная библиотека", "Областная библиотека, Павлодар"),
        ("Бұқар жырау ОКЖ", "Бұқар жырау орталықтандырылған кітапхана жүйесі"),
        ("Библиотека № 1", "Library 1"),
    ],
)
def test_one_institution_in_two_spellings_is_proposed(in_event, one, other) -> None:
    first, second = library(in_event, one), library(in_event, other)
    library(in_event, "Музей книги")
    assert [{pair.one, pair.other} for pair in pairs_of(in_event)] == [{first, second}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ЦБС города Темиртау", "ЦБС города Шахтинска"),
        ("Библиотека № 1", "Библиотека № 11"),
        ("Городская библиотека", "Городская библиотека"),  # in different towns, see below
        ("Актюбинская областная библиотека", "Костанайская областная библиотека"),
        ("Библиотека", "Library"),
    ],
)
def test_different_institutions_are_not(in_event, one, other) -> None:
    library(in_event, one, town="Абай")
    library(in_event, other, town="Варшава")
    assert pairs_of(in_event) == []


def test_identifiers_decide_and_what_was_told_apart_stays_so(in_event) -> None:
    first = library(in_event, "Библиотека Абая", isil="KZ-1")
    second = library(in_event, "Библиотека им. Абая", isil="KZ-2")
    assert pairs_of(in_event) == []
    Organisation.objects.filter(pk=second.pk).update(isil="")
    assert len(pairs_of(in_event)) == 1
    keep_apart(one=first, other=second, by=None)
    keep_apart(one=second, other=first, by=None)
    assert pairs_of(in_event) == []
    assert NotTheSame.objects.count() == 1


def test_the_database_keeps_pairs_in_order_and_once(in_event) -> None:
    NotTheSame.objects.create(event=in_event, one="A", other="B")
    for one, other in (("A", "B"), ("B", "A"), ("A", "A")):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotTheSame.objects.create(event=in_event, one=one, other=other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_direction_and_stays_within_its_bounds(one, other) -> None:
    a, b = words_of(one), words_of(other)
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert 0 <= likeness(a, b) <= 1


def test_the_page_merges_and_says_before_what_moves(in_event, registrar) -> None:
    kept = library(in_event, "Библиотека им. Абая", town="Абай", is_known=True)
    gone = library(in_event, "", "Абай кітапханасы", "Abai Library", ror="05dxps055", country="KZ")
    people = PersonFactory.create_batch(2, event=in_event, organisation=gone)
    listed = registrar.get(page(in_event, "organisation_duplicates")).content.decode()
    assert kept.code in listed
    address = f"{page(in_event, 'organisation_merge')}?code={kept.code}&code={gone.code}"
    shown = registrar.get(address)
    assert shown.context["form"].initial["kept"] == gone.code, "whoever has more people is proposed to stay"
    assert "человек – 2" in shown.content.decode()
    assert registrar.post(address, {"kept": "NOSUCH22"}).context["form"].errors
    assert registrar.post(address, {"kept": kept.code}).status_code == 302
    stays = Organisation.objects.get()
    assert (stays.code, stays.ror, str(stays.country), stays.town) == (kept.code, "05dxps055", "KZ", "Абай")
    assert translations(stays.name) == {"ru": "Библиотека им. Абая", "kk": "Абай кітапханасы", "en": "Abai Library"}
    assert {person.organisation for person in Person.objects.all()} == {stays}
    assert Person.objects.found_by("Абая").count() == len(people)
    entry = ActivityEntry.objects.latest("pk")
    assert entry.action == "organisations_merged"
    assert entry.after["merged"]
    assert registrar.post(address, {"kept": kept.code}).status_code == 302, "the second press finds nothing to merge"


def test_merging_needs_two_that_are_there(in_event) -> None:
    one, other = library(in_event, "Абай"), library(in_event, "Иная")
    with pytest.raises(MergeRefusedError):
        merge_organisations(kept=one, gone=[one], by=None)
    Organisation.objects.filter(pk=other.pk).delete()
    with pytest.raises(MergeRefusedError):
        merge_organisations(kept=one, gone=[other], by=None)
    assert Organisation.objects.count() == 1
