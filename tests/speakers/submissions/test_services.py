"""What authors do with submissions, and the chair's reopening."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conference.core.activity.models import ActivityEntry
from conference.core.mail.models import OutgoingMail
from conference.core.text.localized import i18n
from speakers.calls.models import Call
from speakers.submissions import queries, services
from speakers.submissions.choices import TRANSITIONS, State
from speakers.submissions.models import Submission, SubmissionAuthor
from tests.factories.events import UserFactory
from tests.factories.speakers import SubmissionFactory

COMPLETE = {"title": i18n(ru="Летопись села"), "abstract": i18n(ru="Текст тезисов."), "language": "ru"}


def someone(**fields):
    return SubmissionAuthor(**{"given_name": "Гүлнар", "family_name": "Оспанова", "is_presenting": True, **fields})


@pytest.fixture
def closed(call):
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - datetime.timedelta(minutes=1))
    return Call.objects.get(pk=call.pk)


def test_a_draft_may_lack_everything(call, author):
    draft = services.create_draft(call=call, by=author)
    assert draft.state == State.DRAFT
    assert list(draft.authors.all()) == []
    assert not ActivityEntry.objects.filter(event=call.event).exists()
    assert not draft.history.exists()


def test_no_draft_after_the_deadline_or_before_the_call_is_public(closed, author):
    with pytest.raises(services.CallNotOpenError):
        services.create_draft(call=closed, by=author)


def test_submitting_needs_everything(call, author):
    draft = services.create_draft(call=call, by=author, authors=[someone(given_name="", is_presenting=False)])
    with pytest.raises(ValidationError) as refused:
        services.submit_submission(submission=draft, by=author)
    assert set(refused.value.error_dict) == {"title", "abstract", "language", "authors"}
    assert len(refused.value.error_dict["authors"]) == 2
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_submitting_confirms_by_mail_in_the_authors_language(call, author):
    author.language = "kk"
    author.save()
    draft = services.create_draft(call=call, by=author, authors=[someone()], **COMPLETE)
    handed_in = services.submit_submission(submission=draft, by=author)
    assert handed_in.state == State.SUBMITTED
    assert handed_in.submitted_at is not None
    mail = OutgoingMail.objects.get()
    assert mail.to == author.email
    assert handed_in.code in mail.text
    assert "lang=kk" in mail.text
    assert ActivityEntry.objects.get().action == "submission_submitted"
    assert handed_in.history.count() == 1


def test_keywords_are_tidied_and_authors_keep_their_order(call, author):
    draft = services.create_draft(
        call=call,
        by=author,
        authors=[someone(given_name="Б"), someone(given_name="А")],
        **COMPLETE,
        keywords=i18n(ru="  краеведение ;КазНЭБ,, краеведение "),
    )
    assert draft.keyword_lists() == {"ru": ["краеведение", "КазНЭБ"]}
    assert [a.given_name for a in draft.authors.all()] == ["Б", "А"]
    services.change_submission(submission=draft, by=author, authors=list(draft.authors.all())[::-1])
    assert [a.given_name for a in Submission.objects.get().authors.all()] == ["А", "Б"]


def test_what_is_handed_in_must_stay_complete_and_keeps_its_versions(call, author):
    draft = services.create_draft(call=call, by=author, authors=[someone()], **COMPLETE)
    handed_in = services.submit_submission(submission=draft, by=author)
    with pytest.raises(ValidationError):
        services.change_submission(submission=handed_in, by=author, authors=[])
    changed = services.change_submission(
        submission=handed_in, by=author, authors=[someone()], abstract=i18n(ru="Новый текст тезисов.")
    )
    services.change_submission(submission=changed, by=author, authors=[someone()], notes="Нужен экран")
    latest, first = queries.versions(changed)
    assert (latest.number, first.number) == (2, 1)
    assert latest.by == author
    pieces = [(piece.kind, piece.text) for piece in latest.changes[0].pieces]
    assert pieces == [("removed", "Текст"), ("added", "Новый текст"), ("kept", "тезисов.")]


def test_after_the_deadline_only_a_reopened_one_changes(closed, author, chair):
    submission = SubmissionFactory(call=closed, submitter=author)
    with pytest.raises(services.NotEditableError):
        services.change_submission(submission=submission, by=author, authors=[someone()])
    services.set_reopened(submission=submission, by=chair, is_reopened=True)
    assert OutgoingMail.objects.get().to == author.email
    changed = services.change_submission(submission=submission, by=author, authors=[someone()], title=i18n(ru="Иное"))
    assert str(changed) == "Иное"
    services.set_reopened(submission=submission, by=chair, is_reopened=False)
    with pytest.raises(services.NotEditableError):
        services.change_submission(submission=submission, by=author, authors=[someone()])


def test_withdrawing_and_submitting_again(call, author):
    submission = SubmissionFactory(call=call, submitter=author)
    withdrawn = services.withdraw_submission(submission=submission, by=author)
    assert withdrawn.state == State.WITHDRAWN
    with pytest.raises(services.WrongStateError):
        services.withdraw_submission(submission=submission, by=author)
    assert services.submit_submission(submission=submission, by=author).state == State.SUBMITTED


def test_only_ones_own_draft_is_deleted_with_its_versions(call, author):
    draft = services.create_draft(call=call, by=author, authors=[someone()], **COMPLETE)
    with pytest.raises(services.WrongStateError):
        services.delete_draft(submission=draft, by=UserFactory())
    services.delete_draft(submission=draft, by=author)
    assert not Submission.objects.exists()
    assert not Submission.history.exists()
    with pytest.raises(services.WrongStateError):
        services.delete_draft(submission=SubmissionFactory(call=call, submitter=author), by=author)


@pytest.mark.parametrize("source", State.values)
@pytest.mark.parametrize("target", State.values)
def test_only_the_tables_steps_are_made(call, source, target):
    submission = SubmissionFactory(call=call, state=source)
    if target in TRANSITIONS[source]:
        services.move(submission, State(target), submitted_at=timezone.now())
        assert Submission.objects.get().state == target
    else:
        with pytest.raises(services.WrongStateError):
            services.move(submission, State(target))
        assert Submission.objects.get().state == source


def test_a_stale_page_cannot_decide_twice(call, author):
    submission = SubmissionFactory(call=call, submitter=author)
    stale = Submission.objects.get(pk=submission.pk)
    services.withdraw_submission(submission=submission, by=author)
    assert stale.state == State.SUBMITTED
    with pytest.raises(services.WrongStateError):
        services.move(stale, State.ACCEPTED)


def test_the_first_author_is_proposed_from_what_the_event_knows(scoped, author):
    proposed = queries.first_author(scoped, author)
    assert (proposed.given_name, proposed.family_name) == ("Гүлнар", "Оспанова")
    assert proposed.is_presenting
    assert proposed.email == author.email
