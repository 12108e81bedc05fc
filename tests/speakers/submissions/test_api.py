"""The API of submissions: authors see their own, the chair all that were handed in."""

from conference.core.text.localized import i18n
from speakers.submissions.choices import State
from tests.factories.events import UserFactory
from tests.factories.speakers import SubmissionFactory


def test_the_api_shows_ones_own_and_everything_to_the_chair(client, call, author, chair, reviewer):
    own = SubmissionFactory(call=call, submitter=author, state=State.DRAFT)
    other = SubmissionFactory(call=call, keywords=i18n(kk="өлкетану, ауыл"))
    path = f"/api/v1/events/{call.event.slug}/submissions/"
    assert client.get(path).status_code in (401, 403)

    def codes(user):
        client.force_login(user)
        return {row["code"] for row in client.get(path).json()["results"]}

    assert codes(author) == {own.code}
    assert codes(chair) == {other.code}
    assert codes(reviewer) == set()
    assert codes(UserFactory()) == set()
    client.force_login(chair)
    row = client.get(f"{path}{other.code}/").json()
    assert row["keywords"] == {"kk": ["өлкетану", "ауыл"]}
    assert row["authors"][0]["full_name"] == "Оспанова Гүлнар Қайратқызы"
    assert client.get(f"{path}{own.code}/").status_code == 404
