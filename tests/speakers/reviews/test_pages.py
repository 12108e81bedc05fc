"""The committee's pages: who may come, what a blind call hides, queries, bulk decisions."""

import pytest
from django.urls import reverse
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.programme.models import Session
from speakers.calls.models import Call
from speakers.reviews.models import Review
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.factories.speakers import CallFactory, ReviewFactory, SubmissionFactory


def address(name, event, **kwargs):
    return reverse(f"manage:{name}", kwargs={"event": event.slug, **kwargs})


@pytest.fixture
def submission(call):
    return SubmissionFactory(call=call, notes="Я приеду с переводчиком")


TEAM_PAGES = [
    ("submissions", "submissions.view"),
    ("submission", "submissions.view"),
    ("submission_review", "submissions.review"),
    ("review_next", "submissions.review"),
    ("submission_decide", "submissions.decide"),
    ("calls", "calls.edit"),
    ("call_new", "calls.edit"),
    ("call_edit", "calls.edit"),
]


def path_of(name, event, submission):
    extra = {
        "submission": {"code": submission.code},
        "submission_review": {"code": submission.code},
        "submission_decide": {"code": submission.code, "outcome": "accepted"},
        "call_edit": {"slug": submission.call.slug},
    }
    return address(name, event, **extra.get(name, {}))


@pytest.mark.parametrize(("name", "permission"), TEAM_PAGES)
def test_who_may_come(client, scoped, submission, chair, reviewer, name, permission):
    path = path_of(name, scoped, submission)
    assert client.get(path).status_code == 302  # to the sign-in
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404
    client.force_login(MembershipFactory(event=scoped, role=Role.REGISTRAR).user)
    assert client.get(path).status_code == 403
    client.force_login(reviewer)
    allowed = permission in {"submissions.view", "submissions.review"}
    assert client.get(path).status_code in ((200, 302) if allowed else (403,))
    client.force_login(chair)
    assert client.get(path).status_code in (200, 302)


def test_another_events_submission_is_not_found(client, scoped, chair):
    elsewhere = EventFactory()
    with scope(event=elsewhere):
        foreign = SubmissionFactory(call=CallFactory(event=elsewhere))
    client.force_login(chair)
    for name, extra in (
        ("submission", {}),
        ("submission_review", {}),
        ("submission_decide", {"outcome": "accepted"}),
    ):
        assert client.get(address(name, scoped, code=foreign.code, **extra)).status_code == 404
    assert client.post(address("submission_reopen", scoped, code=foreign.code)).status_code == 404
    assert client.get(address("call_edit", scoped, slug=foreign.call.slug)).status_code == 404
    data = {"code": foreign.code, "outcome": "accepted", "action": "decide", "message": ""}
    client.post(address("submissions_decide", scoped), data)
    with scope(event=elsewhere):
        assert Submission.objects.get().state == State.SUBMITTED


def test_drafts_are_their_authors_alone(client, call, chair):
    draft = SubmissionFactory(call=call, state=State.DRAFT, title=i18n(ru="Тайный черновик"))
    client.force_login(chair)
    assert "Тайный" not in client.get(address("submissions", call.event)).content.decode()
    assert client.get(address("submission", call.event, code=draft.code)).status_code == 404


def test_a_blind_call_hides_names_from_reviewers_only(client, call, submission, reviewer, chair):
    Call.objects.filter(pk=call.pk).update(is_blind=True)
    secrets = ["Оспанова", "Осакаровская", "переводчиком", submission.submitter.email]
    paths = [path_of(name, call.event, submission) for name in ("submissions", "submission", "submission_review")]
    for user, is_hidden in ((reviewer, True), (chair, False)):
        client.force_login(user)
        text = "".join(client.get(path).content.decode() for path in paths)
        assert [secret in text for secret in secrets] == [not is_hidden] * len(secrets)
    client.force_login(reviewer)
    found = client.get(address("submissions", call.event), {"q": "Оспанова"}).content.decode()
    assert str(submission) not in found


def test_search_filters_and_order(client, call, chair):
    first = SubmissionFactory(call=call, title=i18n(kk="Ауыл шежіресі"), language="kk")
    second = SubmissionFactory(call=call, title=i18n(ru="QR-коды на улицах"), state=State.ACCEPTED)
    ReviewFactory(submission=second, score=5)
    client.force_login(chair)

    def shown(**query):
        page = client.get(address("submissions", call.event), query).context["page"]
        return list(page)

    assert shown(q="auyl shezhiresi") == [first]
    assert shown(q="оспанова улицах") == [second]
    assert shown(state="accepted") == [second]
    assert shown(language="kk") == [first]
    assert shown(track="none", sort="score") == [second, first]
    assert shown(sort="title", call=call.slug) == [second, first] or shown(sort="title") == [first, second]
    assert shown(state="nonsense", sort="nonsense", track="ZZZ") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_makes_the_same_queries_for_any_number_of_rows(client, call, chair, django_assert_num_queries, rows):
    for _n in range(rows):
        ReviewFactory(submission=SubmissionFactory(call=call))
    client.force_login(chair)
    client.get(address("submissions", call.event))
    with django_assert_num_queries(14):
        client.get(address("submissions", call.event))


def test_reviewing_on_the_page_and_the_next(client, call, submission, reviewer):
    other = SubmissionFactory(call=call)
    client.force_login(reviewer)
    path = address("submission_review", call.event, code=submission.code)
    refused = client.post(path, {"comment": "Без оценки"})
    assert "Без оценки" in refused.content.decode()
    assert "score" in refused.context["form"].errors
    saved = client.post(path, {"score": "4", "comment": "Да", "then": "next"}, follow=True)
    assert saved.redirect_chain[-1][0] == address("submission_review", call.event, code=other.code)
    assert Review.objects.get().score == 4


def test_changing_the_language_keeps_a_half_written_review(client, call, submission, reviewer):
    client.force_login(reviewer)
    path = address("submission_review", call.event, code=submission.code)
    page = client.post(path, {"comment": "Половина мысли", "switch_language": "kk"})
    assert "Половина мысли" in page.content.decode()
    assert not page.context["form"].errors
    assert not Review.objects.exists()


def test_ones_own_submission_shows_no_reviews_and_no_decision(client, call, chair):
    own = SubmissionFactory(call=call, submitter=chair)
    ReviewFactory(submission=own, comment="Тайное мнение")
    client.force_login(chair)
    page = client.get(address("submission", call.event, code=own.code)).content.decode()
    assert "Тайное мнение" not in page
    assert "/decide/" not in page
    assert client.get(address("submission_decide", call.event, code=own.code, outcome="accepted")).status_code == 302
    assert f'value="{own.code}"' not in client.get(address("submissions", call.event)).content.decode()


def test_deciding_shows_the_mail_before_it_is_sent(client, call, submission, chair):
    client.force_login(chair)
    path = address("submission_decide", call.event, code=submission.code, outcome="accepted")
    form = client.get(path).context["form"]
    data = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    preview = client.post(path, {**data, "message": "Привезите экспонаты", "action": "preview"})
    assert "Привезите экспонаты" in preview.context["mail"].text
    assert not Session.objects.exists()
    missing = client.post(path, {**data, "minutes": "", "message": "Привезите", "action": "decide"})
    assert "minutes" in missing.context["form"].errors
    assert "Привезите" in missing.content.decode()
    assert client.post(path, {**data, "action": "decide"}).status_code == 302
    assert Session.objects.get().minutes == 20
    assert client.post(path, {**data, "action": "decide"}, follow=True).status_code == 200
    assert Session.objects.count() == 1


def test_several_at_once_ask_first(client, call, chair):
    chosen = [SubmissionFactory(call=call) for _n in range(2)]
    client.force_login(chair)
    path = address("submissions_decide", call.event)
    data = {"code": [submission.code for submission in chosen], "outcome": "declined"}
    page = client.post(path, data)
    assert page.context["chosen"] == chosen
    assert Submission.objects.filter(state=State.SUBMITTED).count() == 2
    client.post(path, {**data, "message": "Спасибо", "action": "decide"})
    assert Submission.objects.filter(state=State.DECLINED, decision__message="Спасибо").count() == 2
    assert client.post(path, {"outcome": "declined"}).status_code == 302
    assert client.get(path).status_code == 405


def test_reopening_by_the_chair(client, call, submission, chair):
    client.force_login(chair)
    path = address("submission_reopen", call.event, code=submission.code)
    client.post(path, {"reopen": "yes"})
    assert Submission.objects.get().is_reopened
    client.post(path, {"reopen": "no"})
    assert not Submission.objects.get().is_reopened
