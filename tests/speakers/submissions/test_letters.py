"""Who is written to about a submission, once and in which language."""

from conference.core.mail.models import OutgoingMail
from speakers.decisions import services
from speakers.submissions import services as submissions
from speakers.submissions.choices import State
from speakers.submissions.models import SubmissionAuthor
from tests.factories.events import UserFactory
from tests.factories.speakers import SubmissionFactory


def test_coauthors_who_know_of_it_are_told_the_decision_in_their_language(call, author, chair):
    reader = UserFactory(email="irina@example.org", language="en")
    rows = [{"email": author.email, "is_presenting": True}, {"email": "Irina@example.org"}, {"email": ""}]
    submission = SubmissionFactory(call=call, submitter=author, authors=rows, state=State.DRAFT)
    submissions.submit_submission(submission=submission, by=author)
    submission.refresh_from_db()
    services.accept_submission(submission=submission, by=chair, message="Только вам")
    mails = OutgoingMail.objects.filter(to=reader.email).order_by("pk")
    assert ["named you" in mails[0].text, "accepted" in mails[1].text] == [True, True]
    assert len(mails) == 2
    for mail in mails:
        assert submission.code not in mail.text + mail.html
        assert "Только вам" not in mail.text + mail.html


def test_a_coauthor_is_told_once_whatever_is_changed_afterwards(call, author):
    rows = [{"email": author.email, "is_presenting": True}, {"email": "irina@example.org"}]
    submission = SubmissionFactory(call=call, submitter=author, authors=rows, state=State.DRAFT)
    submissions.submit_submission(submission=submission, by=author)
    for _round in range(2):
        submissions.withdraw_submission(submission=submission, by=author)
        submissions.submit_submission(submission=submission, by=author)
    authors = [*submission.authors.all(), SubmissionAuthor(given_name="Ержан", email="erzhan@example.org")]
    for _round in range(2):
        submissions.change_submission(submission=submission, by=author, authors=authors)
    told = OutgoingMail.objects.exclude(to=author.email).order_by("pk").values_list("to", flat=True)
    assert list(told) == ["irina@example.org", "erzhan@example.org"]
