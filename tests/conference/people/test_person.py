"""The form of a person: what an event asks, in which groups, and what is kept of it."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conference.core.activity.models import ActivityEntry
from conference.events.choices import Role
from conference.people.choices import ASKABLE, LANGUAGES, NEVER_REQUIRED, Asked
from conference.people.forms.person import GROUPS, WhoForm, initial_of
from conference.people.models import AskedField, Person
from conference.people.queries import asked_at, languages_to_choose
from conference.people.services import save_person
from conference.people.setup_services import change_asked
from conference.registration.models import Registration
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db
FULL = {
    "honorific": "проф.",
    "given_name": "Ұлжан",
    "email": "ulzhan@example.org",
    "phone": "+77011234567",
    "country": "KZ",
    "region": "Қарағанды облысы",
    "town": "Ботақара",
    "citizenship": "TR",
    "spoken_languages": ["kk", "tr"],
    "organisation": "Бұқар жырау ОКЖ",
    "post": "директор",
    "degree": "п.ғ.к.",
}
# HTML Living Standard, "Autofill detail tokens"; WCAG 2.2, 1.3.5 and its list of purposes.
TOKENS = {
    "family_name": "family-name",
    "given_name": "given-name",
    "patronymic": "additional-name",
    "honorific": "honorific-prefix",
    "badge_name": "nickname",
    "email": "email",
    "phone": "tel",
    "organisation": "organization",
    "post": "organization-title",
    "country": "country",
    "region": "address-level1",
    "town": "address-level2",
}


def decide(event, **asked: Asked) -> None:
    change_asked(event=event, by=None, asked=asked)


def test_every_field_stands_in_one_group() -> None:
    names = [name for group in GROUPS for name in (*group.shown, *group.folded)]
    assert sorted(names) == sorted(WhoForm.base_fields.keys() - {"email_kept", "organisation_code"})
    assert set(ASKABLE) <= set(names)


def test_browsers_are_told_what_each_field_is_for(in_event) -> None:
    page = Client().get(f"/ru/{in_event.slug}/register/start/").content.decode()
    for name, token in TOKENS.items():
        tag = re.search(rf'<(?:input|select)[^>]*name="{name}"[^>]*>', page)
        assert tag, name
        assert f'autocomplete="{token}"' in tag[0]


def test_one_name_is_enough_and_few_details_are_folded(in_event) -> None:
    form = WhoForm({"family_name": "Сәуле", "email": "s@example.org", "country": "KZ"}, event=in_event)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["given_name"], form.cleaned_data["family_name"]) == ("Сәуле", "")
    folded = {field.name for group in form.groups for field in group.folded if not group.is_open}
    assert {"honorific", "citizenship", "spoken_languages"} <= folded


def test_what_is_filled_in_or_wrong_is_not_folded_away(in_event) -> None:
    data = {"given_name": "А", "email": "a@example.org", "country": "KZ", "latin_name": "Ая", "region": "Абай"}
    form = WhoForm(data, event=in_event)
    assert not form.is_valid()
    assert [group.is_open for group in form.groups if group.folded] == [True, True]


def test_the_event_decides_what_is_asked(in_event) -> None:
    other = EventFactory()
    decide(in_event, citizenship=Asked.REQUIRED, degree=Asked.HIDDEN, country=Asked.OPTIONAL)
    form = WhoForm({"given_name": "Ая", "email": "a@example.org"}, event=in_event)
    assert list(form.errors) == ["citizenship"]
    assert "degree" not in form.fields
    assert "citizenship" in [field.name for group in form.groups for field in group.shown]
    from django_scopes import scope

    with scope(event=other):
        assert asked_at(other) == ASKABLE


def test_decisions_are_logged_and_undone(in_event) -> None:
    decide(in_event, phone=Asked.REQUIRED)
    decide(in_event, phone=Asked.OPTIONAL)
    assert AskedField.objects.count() == 1
    assert ActivityEntry.objects.latest("pk").after == {"phone": "optional"}


@pytest.mark.parametrize("wrong", [{"field": "email"}, {"asked": "always"}, {"field": "degree", "asked": "required"}])
def test_the_database_refuses_decisions_that_shut_people_out(in_event, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedField.objects.create(event=in_event, **{"field": "phone", "asked": "required", **wrong})


def test_nobody_is_kept_out_for_want_of_a_patronymic_or_a_degree(in_event, member_of, signed_in) -> None:
    page = reverse("manage:asked_fields", kwargs={"event": in_event.slug})
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    choices = dict(ASKABLE) | dict.fromkeys(NEVER_REQUIRED, "required")
    assert set(registrar.post(page, choices).context["form"].errors) == NEVER_REQUIRED
    assert registrar.post(page, dict(ASKABLE) | {"region": "hidden"}).status_code == 302
    assert asked_at(in_event)["region"] == Asked.HIDDEN
    assert signed_in(member_of(in_event, Role.EDITOR)).get(page).status_code == 403


@pytest.mark.parametrize(("language", "said"), [("ru", "турецкий"), ("kk", "түрік тілі"), ("en", "Turkish")])
def test_languages_have_names_in_the_readers_language(language, said) -> None:
    with translation.override(language):
        offered = languages_to_choose()
    assert [code for code, _name in offered[:3]] == ["kk", "ru", "en"]
    assert dict(offered)["tr"] == said
    assert len({name for _code, name in offered}) == len(set(LANGUAGES)) == len(LANGUAGES)


def register(event, category, **who) -> Registration:
    client = Client()
    step = client.post(f"/kk/{event.slug}/register/start/", FULL | who).url
    step = client.post(step, {"category": category.code, "mode": "in_person", "visibility": "nobody"}).url
    step = client.post(step, {"consent": "1"}).url
    assert "Түркия" in client.get(step).content.decode()
    client.post(step)
    return Registration.objects.latest("pk")


def test_everything_said_is_kept_and_shown_to_guest_and_team(in_event, member_of, signed_in) -> None:
    made = register(in_event, CategoryFactory(event=in_event))
    person = made.person
    said = {name: getattr(person, name) for name in FULL}
    plain = {name: str(said[name]) for name in ("organisation", "phone", "citizenship", "country")}
    assert said | plain == FULL
    registrar = signed_in(member_of(in_event, Role.REGISTRAR))
    here = {"event": in_event.slug}
    pages = [
        Client().get(f"/ru/{in_event.slug}/registration/{made.token}/"),
        registrar.get(reverse("manage:registration", kwargs=here | {"code": made.code})),
        registrar.get(reverse("manage:registration_export", kwargs=here | {"file_format": "csv"}), {"whole": "1"}),
    ]
    for page in pages:
        text = page.content.decode()
        for words in ("проф.", "п.ғ.к.", "Турция", "казахский, турецкий", "Қарағанды облысы"):
            assert words in text, words
    changed = registrar.get(reverse("manage:registration_change", kwargs=here | {"code": made.code})).context["who"]
    assert changed.initial["citizenship"] == "TR"
    listed = registrar.get(reverse("manage:registrations", kwargs=here), {"q": "karagandy oblysy"})
    assert listed.context["page"].paginator.count == 1


def test_what_is_no_longer_asked_stays(in_event) -> None:
    person = PersonFactory(
        event=in_event, organisation=OrganisationFactory(event=in_event), degree="д.п.н.", latin_name="Aigul A"
    )
    decide(in_event, organisation=Asked.HIDDEN, degree=Asked.HIDDEN, latin_name=Asked.HIDDEN, phone=Asked.HIDDEN)
    form = WhoForm({**initial_of(person), "town": "Абай"}, event=in_event)
    assert form.is_valid(), form.errors
    save_person(person, **form.cleaned_data)
    stored = Person.objects.get()
    assert (stored.town, stored.degree, stored.latin_name) == ("Абай", "д.п.н.", "Aigul A")
    assert stored.organisation == person.organisation


def test_the_api_asks_what_the_form_asks(in_event, member_of) -> None:
    from rest_framework.test import APIClient

    category = CategoryFactory(event=in_event)
    decide(in_event, citizenship=Asked.REQUIRED, region=Asked.HIDDEN)
    client, address = APIClient(), reverse("api_registrations", kwargs={"event": in_event.slug})
    sent = {"category": category.code, "consent": True, "person": {**FULL, "citizenship": ""}}
    faults = client.post(address, sent).json()["fields"]
    assert set(faults["person"]) == {"citizenship", "region"}
    sent["person"] = {name: value for name, value in FULL.items() if name != "region"}
    answer = client.post(address, sent)
    assert answer.status_code == 201, answer.json()
    assert answer.json()["person"]["spoken_languages"] == ["kk", "tr"]
    sent["person"]["spoken_languages"] = ["xx"]
    assert client.post(address, sent).status_code == 400
