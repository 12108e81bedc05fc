"""What the pages of a decided submission say to its author and to the chair."""

from django.urls import reverse

from conference.programme.services.releases import release_programme
from speakers.decisions.services import accept_submission
from tests.factories.programme import placed
from tests.factories.speakers import SubmissionFactory


def test_an_accepted_talk_says_when_and_where_once_it_is_announced(client, call, author, chair):
    event = call.event
    submission = SubmissionFactory(call=call, submitter=author)
    session = placed(event, hours=15)
    accept_submission(submission=submission, by=chair, session=session)
    public = reverse("public:session", kwargs={"event": event.slug, "code": session.code})
    readers = (
        (author, reverse("my:submission", kwargs={"event": event.slug, "code": submission.code})),
        (chair, reverse("manage:submission", kwargs={"event": event.slug, "code": submission.code})),
    )
    for announced in (False, True):
        if announced:
            release_programme(event=event, by=None)
        for reader, page in readers:
            client.force_login(reader)
            assert (f'href="{public}"' in client.get(page).content.decode()) == announced
