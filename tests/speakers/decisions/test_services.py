"""Decisions, their mails, and the session that an accepted submission becomes."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from conference.core.activity.models import ActivityEntry
from conference.core.mail.models import OutgoingMail
from conference.core.text.localized import i18n
from conference.people.models import Organisation, Person
from conference.programme.models import Session, Track
from speakers.decisions import services
from speakers.decisions.choices import Outcome
from speakers.decisions.models import Decision
from speakers.submissions import services as submissions
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from tests.factories.events import EventFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.registration import RegistrationFactory
from tests.factories.speakers import SubmissionFactory


def test_accepting_makes_a_session_with_persons_and_tells_the_author(call, author, chair):
    track = Track.objects.create(event=call.event, name=i18n(ru="Краеведение"))
    submission = SubmissionFactory(
        call=call,
        submitter=author,
        title=i18n(kk="Кітапхана кеңістікті кеңейтеді", ru="Библиотека расширяет пространство"),
        language="kk",
        authors=[
            {"email": author.email, "is_presenting": True},
            {"given_name": "Ержан", "email": "other@example.org"},
        ],
    )
    decision = services.accept_submission(submission=submission, by=chair, message="Ждём!", track=track, minutes=25)
    session = Session.objects.get()
    assert decision.session == session
    assert (session.title.data["kk"], session.language) == ("Кітапхана кеңістікті кеңейтеді", "kk")
    assert (session.kind, session.minutes, session.track) == ("talk", 25, track)
    person = session.people.get()
    assert (person.given_name, person.email, person.user) == ("Гүлнар", author.email, author)
    assert str(person.organisation) == "Осакаровская централизованная библиотечная система"
    assert person.latin_name
    mail = OutgoingMail.objects.get()
    assert mail.to == author.email
    assert "Ждём!" in mail.text
    assert "Ждём!" in mail.html
    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED
    entry = ActivityEntry.objects.get(action="submission_accepted")
    assert (entry.before, entry.after["state"]) == ({"state": "submitted"}, "accepted")


def test_known_people_and_organisations_are_found_not_doubled(call, chair):
    library = OrganisationFactory(event=call.event, name=i18n(ru="Осакаровская ЦБС", kk="Осакаров ОКЖ"))
    by_address = PersonFactory(event=call.event, email="GULNAR@example.org")
    by_name = PersonFactory(
        event=call.event, email="", family_name="Шнайдер", given_name="Ирина", patronymic="", organisation=library
    )
    submission = SubmissionFactory(
        call=call,
        authors=[
            {"email": "gulnar@example.org", "is_presenting": True},
            {
                "family_name": "Шнайдер",
                "given_name": "Ирина",
                "patronymic": "",
                "organisation": "осакаров  ОКЖ",
                "is_presenting": True,
            },
        ],
    )
    assert services.speakers_of(submission) == [by_address, by_name]
    assert Person.objects.count() == 2


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_who_only_typed_an_author_s_address_does_not_become_the_speaker(call, chair, author, is_confirmed):
    stranger = RegistrationFactory(
        event=call.event,
        person=PersonFactory(event=call.event, email=author.email.upper()),
        email_confirmed_at=timezone.now() if is_confirmed else None,
    )
    submission = SubmissionFactory(call=call, submitter=author)
    services.accept_submission(submission=submission, by=chair)
    (person,) = Session.objects.get().people.all()
    assert (person == stranger.person) == is_confirmed
    assert is_confirmed or person.user == author


def test_who_only_typed_an_author_s_name_does_not_become_the_speaker(call):
    names = {"family_name": "Оспанова", "given_name": "Гүлнар", "patronymic": "Қайратқызы"}
    stranger = RegistrationFactory(event=call.event, person=PersonFactory(event=call.event, **names))
    submission = SubmissionFactory(call=call, authors=[{**names, "email": "", "is_presenting": True}])
    assert services.speakers_of(submission) != [stranger.person]


def test_an_author_who_has_an_account_at_the_event_is_found_by_it(call, chair, author):
    known = PersonFactory(event=call.event, user=author, email="private@example.org")
    for _talk in range(2):
        services.accept_submission(submission=SubmissionFactory(call=call, submitter=author), by=chair)
    assert [list(session.people.all()) for session in Session.objects.all()] == [[known], [known]]


@pytest.mark.parametrize(("chosen", "expected"), [({}, "wish"), ({"track": None}, None)])
def test_a_track_is_the_author_s_wish_unless_the_committee_says_none(call, chair, chosen, expected):
    wish = Track.objects.create(event=call.event, name=i18n(ru="Краеведение"))
    submission = SubmissionFactory(call=call, track=wish)
    services.accept_submission(submission=submission, by=chair, **chosen)
    submission.refresh_from_db()
    assert Session.objects.get().track == submission.track == (wish if expected else None)


@pytest.mark.parametrize(
    "known",
    [
        [{"email": "another@example.org"}],  # an address that is not this author's
        [{"email": ""}, {"email": ""}],  # two of the same name: nobody knows which
    ],
)
def test_a_doubtful_namesake_stays_somebody_else(call, known):
    for row in known:
        PersonFactory(event=call.event, family_name="Оспанова", given_name="Гүлнар", patronymic="Қайратқызы", **row)
    submission = SubmissionFactory(call=call, authors=[{"email": "gulnar@example.org", "is_presenting": True}])
    (person,) = services.speakers_of(submission)
    assert person.email == "gulnar@example.org"
    assert Person.objects.count() == len(known) + 1


def test_an_institution_decides_between_namesakes(call):
    fields = {"family_name": "Оспанова", "given_name": "Гүлнар", "patronymic": "Қайратқызы", "email": ""}
    there = OrganisationFactory(event=call.event, name=i18n(ru="Осакаровская централизованная библиотечная система"))
    here = PersonFactory(event=call.event, organisation=there, **fields)
    PersonFactory(event=call.event, organisation=OrganisationFactory(event=call.event), **fields)
    submission = SubmissionFactory(call=call, authors=[{"email": "", "is_presenting": True}])
    assert services.speakers_of(submission) == [here]
    assert Organisation.objects.count() == 2


def test_one_person_named_twice_speaks_once(call, chair):
    rows = [{"email": "a@example.org", "is_presenting": True}, {"email": "A@example.org", "is_presenting": True}]
    services.accept_submission(submission=SubmissionFactory(call=call, authors=rows), by=chair)
    assert Session.objects.get().people.count() == 1


def test_declining_later_cancels_and_accepting_again_brings_back_the_same_session(call, chair):
    submission = SubmissionFactory(call=call)
    services.accept_submission(submission=submission, by=chair)
    with pytest.raises(submissions.WrongStateError):
        services.accept_submission(submission=submission, by=chair)
    submission.refresh_from_db()
    decision = services.decline_submission(submission=submission, by=chair, message="Жаль")
    assert Session.objects.get().is_cancelled
    assert (decision.outcome, decision.message) == (Outcome.DECLINED, "Жаль")
    submission.refresh_from_db()
    services.accept_submission(submission=submission, by=chair)
    session = Session.objects.get()
    assert not session.is_cancelled
    assert session.people.count() == 1
    assert Decision.objects.get().session == session


@pytest.mark.django_db(transaction=True)
def test_withdrawing_an_accepted_one_cancels_its_session(call, author, chair):
    submission = SubmissionFactory(call=call, submitter=author)
    services.accept_submission(submission=submission, by=chair)
    submissions.withdraw_submission(submission=submission, by=author)
    assert Session.objects.get().is_cancelled


def test_a_session_that_stands_in_the_programme_is_tied(call, chair):
    session = Session.objects.create(event=call.event, title=i18n(ru="Летопись села"))
    submission = SubmissionFactory(call=call)
    services.accept_submission(submission=submission, by=chair, session=session)
    assert Session.objects.get() == session
    assert Decision.objects.get().session == session


def test_later_texts_of_the_author_are_taken_over_on_request(call, author, chair):
    submission = SubmissionFactory(call=call, submitter=author)
    decision = services.accept_submission(submission=submission, by=chair)
    assert not Decision.objects.get().is_behind_author
    submissions.set_reopened(submission=submission, by=chair, is_reopened=True)
    submissions.change_submission(
        submission=submission, by=author, authors=list(submission.authors.all()), title=i18n(ru="Новое имя")
    )
    decision = Decision.objects.select_related("submission", "session").get()
    assert decision.is_behind_author
    services.refresh_session(submission=decision.submission, by=chair)
    assert str(Session.objects.get()) == "Новое имя"
    assert not Decision.objects.select_related("submission", "session").get().is_behind_author


def test_nobody_decides_on_their_own(call, chair):
    handed_in = SubmissionFactory(call=call, submitter=chair)
    named = SubmissionFactory(call=call, authors=[{"email": "CHAIR@example.org", "is_presenting": True}])
    for submission in (handed_in, named):
        with pytest.raises(submissions.ConflictOfInterestError):
            services.accept_submission(submission=submission, by=chair)
        with pytest.raises(submissions.ConflictOfInterestError):
            services.decline_submission(submission=submission, by=chair)
    assert not Decision.objects.exists()
    assert not Session.objects.exists()


def test_who_saw_another_state_is_refused_and_writes_no_second_mail(call, chair, client):
    submission = SubmissionFactory(call=call)
    client.force_login(chair)
    path = reverse(
        "manage:submission_decide", kwargs={"event": call.event.slug, "code": submission.code, "outcome": "declined"}
    )
    assert 'name="seen" value="submitted"' in client.get(path).content.decode()
    services.accept_submission(submission=submission, by=chair)
    answer = client.post(path, {"message": "", "action": "decide", "seen": "submitted"})
    assert answer.context["form"].non_field_errors()
    many = {"code": [submission.code], "outcome": "declined", "message": "", "action": "decide"}
    client.post(
        reverse("manage:submissions_decide", kwargs={"event": call.event.slug}),
        many | {f"seen-{submission.code}": "submitted"},
    )
    assert OutgoingMail.objects.count() == 1
    assert Submission.objects.get().state == State.ACCEPTED


def test_many_at_once_leave_out_what_may_not_be_decided(call, chair):
    good = SubmissionFactory(call=call)
    own = SubmissionFactory(call=call, submitter=chair)
    gone = SubmissionFactory(call=call, state=State.WITHDRAWN)
    result = services.decide_many(submissions=[good, own, gone], by=chair, outcome=Outcome.ACCEPTED)
    assert result == ([good], [own], [gone], [])
    assert Submission.objects.filter(state=State.ACCEPTED).get() == good
    assert OutgoingMail.objects.count() == 1


def test_one_of_many_that_the_programme_refuses_hinders_no_other(call, chair, client):
    first, faulty, last = (SubmissionFactory(call=call) for _ in range(3))
    Submission.objects.filter(pk=faulty.pk).update(title=i18n())
    client.force_login(chair)
    answer = client.post(
        reverse("manage:submissions_decide", kwargs={"event": call.event.slug}),
        {"code": [first.code, faulty.code, last.code], "outcome": "accepted", "message": "", "action": "decide"},
        follow=True,
    )
    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == 2
    assert told[1].startswith(str(Submission.objects.get(pk=faulty.pk)))
    states = dict(Submission.objects.values_list("pk", "state"))
    assert states == {first.pk: "accepted", faulty.pk: "submitted", last.pk: "accepted"}


def test_the_preview_is_the_mail(call, author, chair):
    author.language = "kk"
    author.save()
    submission = SubmissionFactory(call=call, submitter=author)
    preview = services.preview_mail(submission=submission, outcome=Outcome.DECLINED, message="Келесі жолы")
    services.decline_submission(submission=submission, by=chair, message="Келесі жолы")
    mail = OutgoingMail.objects.get()
    assert (preview.to, preview.subject, preview.text) == (mail.to, mail.subject, mail.text)


def test_without_an_account_nobody_is_told(call, chair):
    submission = SubmissionFactory(call=call, submitter=None, authors=[{"email": "", "is_presenting": True}])
    assert services.preview_mail(submission=submission, outcome=Outcome.DECLINED, message="") is None
    services.decline_submission(submission=submission, by=chair)
    assert not OutgoingMail.objects.exists()


def test_the_database_keeps_one_decision_a_submission_and_one_submission_a_session(call):
    session = Session.objects.create(event=call.event, title=i18n(ru="Летопись"))
    one, two = SubmissionFactory(call=call), SubmissionFactory(call=call)
    values = {"outcome": Outcome.ACCEPTED, "decided_at": timezone.now()}
    Decision.objects.create(submission=one, session=session, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(submission=one, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(submission=two, session=session, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(submission=two, **{**values, "outcome": "perhaps"})


def test_another_events_people_are_never_taken(call):
    from django_scopes import scope

    elsewhere = EventFactory()
    with scope(event=elsewhere):
        PersonFactory(event=elsewhere, email="gulnar@example.org")
    submission = SubmissionFactory(call=call, authors=[{"email": "gulnar@example.org", "is_presenting": True}])
    assert services.speakers_of(submission)[0].event == call.event
