"""What is public keeps its name, what is shared stays out, and a request is answered once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import scope

from conference.accounts.models import User
from conference.core.activity import services as activity
from conference.core.activity.models import ActivityEntry
from conference.core.mail.models import MailState, OutgoingMail
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.people.duplicates.services import merge_people
from conference.people.models import Organisation, Person
from conference.people.services import keep_apart, save_person
from conference.privacy import erasing, services
from conference.privacy.choices import TRANSITIONS, RequestState
from conference.privacy.models import ErasureReport, ErasureRequest, PrivacySettings
from conference.privacy.queries import staying, subject_of
from conference.programme.models import Release, ReleasedPerson, SessionPerson
from conference.programme.services.releases import release_programme
from conference.roundtables.models import Statement
from speakers.profiles.models import Profile
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.programme import RoomFactory, placed
from tests.factories.registration import RegistrationFactory
from tests.factories.roundtables import AgendaItemFactory, RoundTableFactory, StatementFactory
from tests.factories.speakers import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(in_event, member_of) -> User:
    return member_of(in_event, Role.OWNER)


def erase(person: Person, by: User) -> ErasureReport | None:
    request = services.ask_for_erasure(event=person.event, person=person)
    report = erasing.erase_requested(request=request, by=by)
    person.refresh_from_db()
    return report


def test_a_released_talk_keeps_its_speakers_name_and_nothing_else(in_event, owner) -> None:
    speaker = PersonFactory(event=in_event, family_name="Сейітова", phone="+77011112233")
    Profile.objects.create(person=speaker, biography=i18n(ru="Родилась в Караганде"))
    talk = placed(in_event, room=RoomFactory(event=in_event))
    SessionPerson.objects.create(session=talk, person=speaker)
    release = release_programme(event=in_event, by=owner)
    assert "Родилась" in str(ReleasedPerson.objects.get().texts)
    assert staying(in_event, [speaker]) == [str(talk)]
    report = erase(speaker, owner)
    assert (speaker.family_name, speaker.email, str(speaker.phone)) == ("Сейітова", "", "")
    assert report is not None
    assert (report.people, report.named) == (1, 1)
    shown = ReleasedPerson.objects.get()
    assert "Родилась" not in str(shown.texts)
    assert "Сейітова" in str(shown.content)
    assert Release.objects.get().digest != release.digest, "kept pages are made anew"


def test_a_published_statement_stays_and_an_unread_one_is_emptied(in_event, owner) -> None:
    person = PersonFactory(event=in_event)
    item = AgendaItemFactory(round_table=RoundTableFactory(event=in_event))
    said = StatementFactory(item=item, person=person, text=i18n(ru="Нужен регламент"))
    unread = StatementFactory(item=item, person=person, is_published=False, text=i18n(ru="Личное"))
    family = person.family_name
    erase(person, owner)
    assert person.family_name == family
    assert "регламент" in str(Statement.objects.get(pk=said.pk).text)
    assert str(Statement.objects.get(pk=unread.pk).text) == ""


def test_texts_of_several_authors_stay_with_the_others(in_event, owner) -> None:
    person = PersonFactory(event=in_event, email="first@example.org")
    authors = [{"email": "first@example.org"}, {"email": "second@example.org", "family_name": "Нұрланова"}]
    submission = SubmissionFactory(
        call=CallFactory(event=in_event), submitter__email="second@example.org", authors=authors
    )
    title = str(submission.title)
    erase(person, owner)
    submission.refresh_from_db()
    assert str(submission.title) == title
    assert [author.family_name for author in submission.authors.all()] == ["", "Нұрланова"]


def test_the_log_forgets_who_were_merged_into_somebody_and_who_was_told_apart(in_event, owner) -> None:
    word, others = "Зюйдвестов", PersonFactory(event=in_event)
    first, second, third = (PersonFactory(event=in_event, family_name=f"{word}{number}") for number in range(3))
    keep_apart(one=others, other=third, by=owner)
    for person in (first, second, third):
        activity.record(by=owner, action="x", target=person, event=in_event, before={"post": f"{word} была сторожем"})
    merge_people(kept=second, gone=first, take=["post"], by=owner)
    merge_people(kept=third, gone=second, take=["post"], by=owner)
    erase(Person.objects.get(pk=third.pk), owner)
    told = [(entry.before, entry.after, entry.target_label) for entry in ActivityEntry.objects.filter(event=in_event)]
    assert word not in str(told)
    assert others.full_name in str(told)


@pytest.mark.parametrize("how", ["merged", "written down"])
def test_somebody_of_whom_something_is_known_again_is_erased_again(in_event, owner, how) -> None:
    erased, live = PersonFactory(event=in_event), PersonFactory(event=in_event, family_name="Зюйдвестов")
    erase(erased, owner)
    if how == "merged":
        merge_people(kept=erased, gone=live, take=["name"], by=owner)
    else:
        save_person(erased, given_name="Айгүл", family_name="Зюйдвестов")
    erasing.erase_due(event=in_event, progress=lambda done, total: None)
    erased.refresh_from_db()
    assert (erased.family_name, bool(erased.erased_at)) == ("", True)


def test_an_address_that_colleagues_share_stays_theirs(in_event, owner) -> None:
    leaving = PersonFactory(event=in_event, email="library@example.org")
    PersonFactory(event=in_event, email="Library@example.org")
    account = UserFactory(email="library@example.org")
    OutgoingMail.objects.create(event=in_event, to="library@example.org", subject="Письмо", state=MailState.SENT)
    assert subject_of(in_event, [leaving]).addresses == frozenset()
    erase(leaving, owner)
    assert OutgoingMail.objects.filter(subject="Письмо").exists()
    assert User.objects.filter(pk=account.pk).exists()


def test_an_account_stays_while_another_event_needs_it(in_event, owner) -> None:
    user = UserFactory(email="aigul@example.org")
    here = PersonFactory(event=in_event, email=user.email, user=user)
    other = EventFactory()
    with scope(event=other):
        there = PersonFactory(event=other, email=user.email, user=user)
    erase(here, owner)
    assert User.objects.filter(pk=user.pk).exists()
    with scope(event=other):
        there.refresh_from_db()
        assert (there.email, there.erased_at) == ("aigul@example.org", None)
        erase(there, owner)
    assert not User.objects.filter(pk=user.pk).exists()


def test_members_of_the_team_keep_their_account(in_event, owner, member_of) -> None:
    chair = member_of(in_event, Role.CHAIR)
    erase(PersonFactory(event=in_event, user=chair, email=chair.email), owner)
    assert User.objects.filter(pk=chair.pk).exists()


def test_an_institution_of_several_stays_and_one_of_a_single_guest_goes(in_event, owner) -> None:
    large, small = OrganisationFactory(event=in_event), OrganisationFactory(event=in_event)
    first, _second = (
        PersonFactory(event=in_event, organisation=large),
        PersonFactory(event=in_event, organisation=large),
    )
    alone = PersonFactory(event=in_event, organisation=small)
    erase(first, owner)
    erase(alone, owner)
    assert (first.organisation, alone.organisation) == (large, None)
    assert list(Organisation.objects.all()) == [large]


def test_a_mail_that_is_not_sent_yet_keeps_its_address_until_it_is(in_event, owner, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    report = erase(PersonFactory(event=in_event, email="aigul@example.org"), owner)
    assert report is not None
    assert erasing.forget_told() == 0
    OutgoingMail.objects.filter(pk=report.mail_id).update(state=MailState.SENT)
    assert erasing.forget_told() == 1
    assert not OutgoingMail.objects.filter(to="aigul@example.org").exists()
    assert ErasureReport.objects.get().mail is None


# --- requests ---
def test_asking_twice_is_one_request_with_a_term(in_event) -> None:
    person = PersonFactory(event=in_event)
    first = services.ask_for_erasure(event=in_event, person=person)
    assert services.ask_for_erasure(event=in_event, person=person) == first
    assert timedelta(days=29) < first.due_at - timezone.now() <= timedelta(days=30)
    assert OutgoingMail.objects.filter(to=person.email).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(event=in_event, person=person)


def test_a_request_is_answered_once(in_event, owner) -> None:
    request = services.ask_for_erasure(event=in_event, person=PersonFactory(event=in_event))
    services.refuse_request(request=request, reason="Договор требует хранить данные год.", by=owner)
    with pytest.raises(services.AnsweredError):
        services.withdraw_request(request=request)
    with pytest.raises(services.AnsweredError):
        services.start_erasure(request=request, by=owner)
    assert erasing.erase_requested(request=request, by=owner) is None
    assert "Договор требует" in OutgoingMail.objects.latest("pk").text
    assert request.person.erased_at is None


def test_states_follow_the_table(in_event, owner) -> None:
    answers = {
        RequestState.WITHDRAWN: lambda one: services.withdraw_request(request=one),
        RequestState.REFUSED: lambda one: services.refuse_request(request=one, reason="Закон", by=owner),
        RequestState.DONE: lambda one: erasing.erase_requested(request=one, by=owner),
    }
    assert TRANSITIONS[RequestState.OPEN] == answers.keys()
    for state, answer in answers.items():
        request = services.ask_for_erasure(event=in_event, person=PersonFactory(event=in_event))
        answer(request)
        request.refresh_from_db()
        assert request.state == state
        assert TRANSITIONS[state] == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "asleep"},
        {"state": RequestState.DONE},
        {"state": RequestState.OPEN, "decided_at": timezone.now()},
        {"state": RequestState.REFUSED, "decided_at": timezone.now(), "reason": ""},
    ],
)
def test_the_database_refuses_requests_that_make_no_sense(in_event, wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.create(event=in_event, person=PersonFactory(event=in_event), **wrong)


def test_the_database_refuses_terms_and_causes_that_make_no_sense(in_event) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivacySettings.objects.create(event=in_event, keep_months=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureReport.objects.create(event=in_event, cause="whim")


def test_the_log_tells_that_somebody_asked_and_never_who(in_event, owner) -> None:
    person = RegistrationFactory(event=in_event).person
    name, address = person.full_name, person.email
    erase(person, owner)
    entries = ActivityEntry.objects.filter(event=in_event)
    assert {"erasure_asked", "personal_data_erased"} <= set(entries.values_list("action", flat=True))
    told = " ".join(f"{entry.target_label} {entry.before} {entry.after}" for entry in entries)
    assert name not in told
    assert address not in told
