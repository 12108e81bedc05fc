"""An author's pages: the form without scripts, its errors, what is one's own and what is not."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from conference.core.text.localized import i18n
from speakers.calls.models import Call
from speakers.decisions.services import decline_submission
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from tests.factories.events import EventFactory, UserFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.speakers import CallFactory, SubmissionFactory


def address(name, event, **kwargs):
    return reverse(f"my:{name}", kwargs={"event": event.slug, **kwargs})


def typed(*authors, **fields):
    """Return the posted form: by default complete, with one author who speaks."""
    rows = authors or ({"given_name": "Гүлнар", "family_name": "Оспанова", "is_presenting": "on"},)
    data = {"title_0": "Летопись села", "abstract_0": "Текст тезисов.", "language": "ru", "kind": "talk", **fields}
    data |= {"authors-TOTAL_FORMS": str(len(rows)), "authors-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"authors-{number}-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def new(client, call, author):
    client.force_login(author)
    return address("submission_new", call.event)


@pytest.fixture
def closed(call):
    def close():
        Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - datetime.timedelta(minutes=1))

    return close


def test_signing_in_comes_first_and_leads_back(client, call):
    response = client.get(address("submission_new", call.event), {"call": call.slug})
    assert response.status_code == 302
    assert "next=/my/readings/submissions/new/%3Fcall%3Dcall" in response["Location"]


def test_the_form_proposes_its_reader_as_first_author(client, new, call, author):
    library = OrganisationFactory(event=call.event, name=i18n(ru="Осакаровская ЦБС"))
    PersonFactory(event=call.event, email=author.email, given_name="Гүлнар", organisation=library)
    page = client.get(new).content.decode()
    assert 'value="Гүлнар"' in page
    assert 'value="Осакаровская ЦБС"' in page


def test_a_draft_is_saved_with_nothing_but_a_title(client, new):
    response = client.post(
        new, {"title_0": "Начало", "kind": "talk", "authors-TOTAL_FORMS": "0", "authors-INITIAL_FORMS": "0"}
    )
    draft = Submission.objects.get()
    assert (draft.state, str(draft)) == (State.DRAFT, "Начало")
    assert response["Location"] == address("submission_edit", draft.event, code=draft.code)


def test_a_draft_may_lack_the_name_of_a_co_author(client, new):
    client.post(new, typed({"given_name": "Гүлнар"}, {"family_name": "Ким"}))
    assert [row.family_name for row in Submission.objects.get().authors.all()] == ["", "Ким"]


def test_enter_in_a_field_saves_a_draft_and_submits_nothing(client, new):
    client.post(new, typed())
    assert Submission.objects.get().state == State.DRAFT


def test_submitting_a_complete_form(client, new):
    response = client.post(new, typed(action="submit", keywords_0="краеведение; летопись"), follow=True)
    submission = Submission.objects.get()
    assert submission.state == State.SUBMITTED
    assert submission.keyword_lists() == {"ru": ["краеведение", "летопись"]}
    assert submission.authors.get().is_presenting
    assert submission.code in response.content.decode()


def test_submitting_says_everything_that_is_missing_and_keeps_what_was_typed(client, new):
    row = {"family_name": "Оспанова", "email": "не адрес"}
    page = client.post(
        new, typed(row, title_0="Летопись", title_1="Шежіре", abstract_0="", language="", action="submit")
    )
    form = page.context["form"]
    assert {"abstract", "language"} <= set(form.errors)
    assert form.errors["abstract"] == ["Русский: нет тезисов."] or len(form.errors["abstract"]) == 2
    assert page.context["authors"].forms[0].errors.keys() == {"given_name", "email"}
    text = page.content.decode()
    assert "error-summary" in text
    assert "Шежіре" in text
    assert "не адрес" in text
    assert not Submission.objects.exists()


def test_somebody_must_give_the_talk(client, new):
    page = client.post(new, typed({"given_name": "Анна"}, action="submit"))
    assert len(page.context["authors"].non_form_errors()) == 1
    page = client.post(new, typed({"town": ""}, action="submit"))
    assert len(page.context["authors"].non_form_errors()) == 1
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("button", "names"),
    [
        ("add", ["А", "Б", "В", ""]),
        ("remove:1", ["А", "В"]),
        ("up:2", ["А", "В", "Б"]),
        ("down:0", ["Б", "А", "В"]),
        ("up:0", ["А", "Б", "В"]),
        ("remove:99", ["А", "Б", "В"]),
        ("nonsense", ["А", "Б", "В"]),
    ],
)
def test_buttons_rearrange_authors_and_complain_about_nothing(client, new, button, names):
    rows = [{"given_name": name, "email": "половина"} for name in "АБВ"]
    page = client.post(new, typed(*rows, title_0="", language="", authors=button))
    people = page.context["authors"]
    assert [form["given_name"].value() or "" for form in people.forms] == names
    assert not any(form.errors for form in people.forms)
    assert not page.context["form"].errors
    assert "Текст тезисов." in page.content.decode()
    assert not Submission.objects.exists()


def test_htmx_gets_the_authors_alone(client, new):
    page = client.post(new, typed(authors="add"), headers={"HX-Request": "true"})
    assert page.content.decode().strip().startswith("<fieldset")
    assert 'name="authors-1-given_name"' in page.content.decode()


def test_no_more_than_twenty_authors(client, new):
    rows = [{"given_name": f"А{n}"} for n in range(20)]
    page = client.post(new, typed(*rows, authors="add"))
    assert len(page.context["authors"].forms) == 20


def test_changing_the_language_keeps_authors_too(client, new):
    page = client.post(new, typed({"given_name": "Анна", "email": "половина"}, switch_language="en"))
    text = page.content.decode()
    assert 'lang="en"' in text
    assert "половина" in text
    assert not page.context["form"].errors
    assert not Submission.objects.exists()


def test_texts_in_a_language_no_longer_asked_for_are_kept(client, call, author):
    draft = SubmissionFactory(
        call=call, submitter=author, state=State.DRAFT, title=i18n(ru="Село", kk="Ауыл"), abstract=i18n(kk="Мәтін")
    )
    Call.objects.filter(pk=call.pk).update(languages=["ru"])
    client.force_login(author)
    client.post(address("submission_edit", call.event, code=draft.code), typed(title_0="Аул"))
    draft.refresh_from_db()
    assert draft.title.data == {"ru": "Аул", "kk": "Ауыл"}
    assert draft.abstract.data["kk"] == "Мәтін"


def test_the_deadline_passing_while_typing_loses_nothing(client, call, author, closed):
    draft = SubmissionFactory(call=call, submitter=author, state=State.DRAFT)
    client.force_login(author)
    path = address("submission_edit", call.event, code=draft.code)
    closed()
    page = client.post(path, typed(abstract_0="Долгий труд"), follow=True)
    assert page.redirect_chain
    Submission.objects.filter(pk=draft.pk).update(is_reopened=True, state=State.SUBMITTED, submitted_at=timezone.now())
    page = client.post(path, typed(abstract_0="Долгий труд", action="submit"))
    assert "Долгий труд" in page.content.decode()
    assert page.context["form"].non_field_errors()


def test_without_an_open_call_the_page_says_so(client, new, closed):
    closed()
    assert "empty-state" in client.get(new).content.decode()
    assert client.post(new, typed(action="submit")).status_code == 200
    assert not Submission.objects.exists()


def test_what_is_not_ones_own_is_not_found(client, call, author):
    foreign = SubmissionFactory(call=call)
    client.force_login(author)
    for name in ("submission", "submission_edit"):
        assert client.get(address(name, call.event, code=foreign.code)).status_code == 404
    for name in ("submission_withdraw", "submission_delete"):
        assert client.post(address(name, call.event, code=foreign.code)).status_code == 404
    assert Submission.objects.get().state == State.SUBMITTED


def test_ones_own_at_another_event_is_not_found_here(client, call, author):
    elsewhere = EventFactory()
    with scope(event=elsewhere):
        own = SubmissionFactory(call=CallFactory(event=elsewhere), submitter=author)
    client.force_login(author)
    assert client.get(address("submission", call.event, code=own.code)).status_code == 404
    assert client.get(address("submission", elsewhere, code=own.code)).status_code == 200


def test_another_events_track_and_call_cannot_be_chosen(client, new, call):
    elsewhere = EventFactory()
    with scope(event=elsewhere):
        CallFactory(event=elsewhere, slug="other")
    assert "empty-state" in client.get(new, {"call": "other"}).content.decode()


def test_withdrawing_and_deleting(client, call, author):
    submission = SubmissionFactory(call=call, submitter=author)
    draft = SubmissionFactory(call=call, submitter=author, state=State.DRAFT)
    client.force_login(author)
    client.post(address("submission_delete", call.event, code=submission.code))
    client.post(address("submission_delete", call.event, code=draft.code))
    assert Submission.objects.get() == submission
    client.post(address("submission_withdraw", call.event, code=submission.code))
    assert Submission.objects.get().state == State.WITHDRAWN
    assert client.get(address("submission_withdraw", call.event, code=submission.code)).status_code == 405


def test_the_author_reads_state_and_decision(client, call, author, chair):
    submission = SubmissionFactory(call=call, submitter=author)
    client.force_login(author)
    path = address("submission", call.event, code=submission.code)
    assert "/edit/" in client.get(path).content.decode()
    decline_submission(submission=submission, by=chair, message="Приходите с темой через год")
    page = client.get(path).content.decode()
    assert "Приходите с темой через год" in page
    assert "/edit/" not in page
    assert client.get(address("submission_edit", call.event, code=submission.code)).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_my_page_lists_ones_own_with_one_query(client, call, author, rows, django_assert_num_queries):
    from speakers.submissions.queries import own_everywhere

    for _n in range(rows):
        SubmissionFactory(call=call, submitter=author)
    SubmissionFactory(call=call)
    with django_assert_num_queries(1):
        found = own_everywhere(author)
        assert [str(row.event) + str(row) for row in found if row.is_editable()]
    assert len(found) == rows
    client.force_login(author)
    assert str(found[0]) in client.get(reverse("my:home")).content.decode()


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


def test_the_limit_stands_below_each_language_as_words_and_counts_line_breaks_once(client, call, author):
    Call.objects.update(abstract_max=100)
    client.force_login(author)
    page = client.get(address("submission_new", call.event)).content.decode()
    assert page.count('data-limit="100" data-words=') == 3
    text = "\r\n".join(["а" * 33] * 3)  # 101 characters with two line breaks
    new = address("submission_new", call.event)
    refused = client.post(new, typed(abstract_0=text, action="submit"))
    assert "101" in str(refused.context["form"].errors["abstract"])
    assert client.post(new, typed(abstract_0=text[:-1], action="submit")).status_code == 302
