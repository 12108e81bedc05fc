"""What one submission knows of itself, and what the database refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from conference.core.text.localized import i18n
from speakers.calls.models import Call
from speakers.submissions.choices import TRANSITIONS, State, sources_of
from speakers.submissions.models import Submission, SubmissionAuthor, split_keywords
from tests.factories.speakers import CallFactory, SubmissionFactory


def unsaved(**fields):
    call = Call(
        languages=["ru", "kk", "en"],
        abstract_max=100,
        keywords_max=3,
        is_public=True,
        opens_at=timezone.now() - datetime.timedelta(days=1),
        closes_at=timezone.now() + datetime.timedelta(days=1),
    )
    return Submission(call=call, **{"language": "ru", "state": State.DRAFT, **fields})


def messages(submission):
    return {name: [str(fault.messages[0]) for fault in faults] for name, faults in submission.faults().items()}


def test_one_complete_language_is_enough():
    submission = unsaved(title=i18n(ru="Летопись", kk="Шежіре"), abstract=i18n(ru="Текст"))
    assert messages(submission) == {}
    assert [(s.code, s.is_complete, s.is_started) for s in submission.texts()] == [
        ("ru", True, True),
        ("kk", False, True),
        ("en", False, False),
    ]


def test_faults_name_the_language_that_is_incomplete():
    submission = unsaved(title=i18n(ru="Летопись"), abstract=i18n(kk="Мәтін"))
    found = messages(submission)
    assert found["abstract"][0].startswith("Русский")
    assert found["title"][0].startswith("Қазақша")


def test_an_empty_submission_lacks_title_abstract_and_language():
    assert set(messages(unsaved(language=""))) == {"title", "abstract", "language"}


def test_limits_of_the_call_hold_for_each_language():
    submission = unsaved(
        title=i18n(ru="Летопись"), abstract=i18n(ru="т" * 101, kk="м" * 100), keywords=i18n(ru="а, б, в, г", kk="а")
    )
    found = messages(submission)
    assert len(found["abstract"]) == 1
    assert "101" in found["abstract"][0]
    assert "4" in found["keywords"][0]


@given(st.lists(st.text(alphabet="абвқә -", min_size=1, max_size=8), max_size=10))
def test_keywords_come_once_without_separators(words):
    found = split_keywords(";".join(words))
    assert len(found) == len(set(found))
    assert all(word == word.strip() and word for word in found)
    assert split_keywords(", ".join(found)) == found


def test_editable_until_the_call_closes_or_while_reopened():
    submission = unsaved(state=State.SUBMITTED)
    later = submission.call.closes_at
    assert submission.is_editable()
    assert not submission.is_editable(later)
    submission.is_reopened = True
    assert submission.is_editable(later)
    submission.state = State.ACCEPTED
    assert submission.is_editable(later)
    submission.state = State.DECLINED
    assert not submission.is_editable()


def test_every_state_has_its_row_in_the_table():
    assert set(TRANSITIONS) == set(State.values)
    assert sources_of(State.DRAFT) == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "lost"}, "submission_state_known"),
        ({"kind": "dance"}, "submission_kind_known"),
        ({"submitted_at": None}, "submission_handed_in_has_date"),
    ],
)
def test_the_database_refuses(call, fields, name):
    submission = SubmissionFactory(call=call)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(**fields)
    assert name in {constraint.name for constraint in Submission._meta.constraints}


def test_two_authors_never_stand_in_one_place(call):
    submission = SubmissionFactory(call=call)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubmissionAuthor.objects.create(submission=submission, position=0, given_name="Анна")


def test_a_call_closes_after_it_opens_and_keeps_its_address(call):
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(closes_at=call.opens_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallFactory(event=call.event, slug=call.slug)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(abstract_max=0)


def test_names_are_found_in_any_script_but_not_in_a_blind_call(call):
    submission = SubmissionFactory(call=call)
    rows = Submission.objects.filter(call=call)
    assert rows.found_with_authors("ospanova", also_blind=False).get() == submission
    Call.objects.filter(pk=call.pk).update(is_blind=True)
    assert not rows.found_with_authors("Оспанова", also_blind=False).exists()
    assert rows.found_with_authors("Оспанова", also_blind=True).exists()
    assert rows.found_with_authors("библиотека", also_blind=False).exists()
