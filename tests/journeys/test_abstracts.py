"""An author writes an abstract in two sittings; the committee reads it and decides; the talk is in the programme."""

import pytest
from django_scopes import scope

from conference.events.choices import Role
from conference.programme.models import Session
from speakers.reviews.models import Review
from speakers.submissions.choices import State
from speakers.submissions.models import Submission
from tests.factories.events import UserFactory
from tests.factories.speakers import CallFactory, SubmissionFactory
from tests.journeys.conftest import WALKS, Visitor
from tests.support.mails import newest_mail

pytestmark = pytest.mark.django_db(transaction=True)
ABSTRACT = "Ауыл кітапханасы өз ауылының шежіресін жинайды."


def write_a_draft(author: Visitor, event) -> None:
    """Come from the call, add a co-author, save with things missing."""
    page = author.page
    author.go(f"/{author.language}/{event.slug}/call/")
    author.look()
    author.follow(".call-actions a")
    author.look()
    author.fill(title_1="Ауыл шежіресі")
    author.fill(**{"authors-0-family_name": "Оспанова", "authors-0-given_name": "Гүлнар"})
    page.locator("button[name=authors][value=add]").click()
    page.locator("[name=authors-1-family_name]").wait_for()
    author.fill(**{"authors-1-family_name": "Ким", "authors-1-email": "kim@"})
    author.look()
    author.send("#submission-form", "button[value=save]")
    assert page.locator(".error-summary").is_visible()
    assert page.input_value("[name=authors-1-email]") == "kim@"
    assert page.input_value("[name=title_1]") == "Ауыл шежіресі"
    author.fill(**{"authors-1-email": "kim@example.org"})
    author.send("#submission-form", "button[value=save]")
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()
    author.look()


def submit(author: Visitor) -> None:
    """Come back to the draft from one's own page, be told what is missing, change the language, submit."""
    page = author.page
    author.go("/my/")
    author.look()
    author.follow("#content a[href$='/edit/']")
    author.send("#submission-form", "button[value=submit]")
    assert page.locator(".error-summary").is_visible()
    author.look()
    author.fill(abstract_1=ABSTRACT, keywords_1="өлкетану", **{"authors-1-given_name": "Анна"})
    page.select_option("[name=language]", "kk")
    page.check("[name=authors-0-is_presenting]")
    before = author.language
    for language in [code for code in ("ru", "kk", "en") if code != before] + [before]:
        author.switch_language(language)
        assert page.input_value("[name=abstract_1]") == ABSTRACT
        assert page.input_value("[name=authors-1-family_name]") == "Ким"
    author.send("#submission-form", "button[value=submit]")
    assert "/edit/" not in page.url
    author.look()


def review(reviewer: Visitor, event) -> None:
    """Read what waits and give an opinion."""
    reviewer.go(f"/manage/{event.slug}/")
    reviewer.choose("/submissions/")
    reviewer.look()
    reviewer.follow("a[href$='/next-review/']")
    reviewer.look()
    reviewer.fill(comment="Тақырып жақсы")
    reviewer.send("#review-form", "button[value=stay]")
    assert reviewer.page.locator(".error-summary").is_visible()
    assert reviewer.page.input_value("[name=comment]") == "Тақырып жақсы"
    reviewer.look()
    reviewer.page.locator("label:has([name=score][value='4'])").click()
    reviewer.send("#review-form", "button[value=stay]")
    reviewer.look()


def decide(chair: Visitor, event, submission: Submission, outcome: str) -> None:
    """Accept or decline one, looking at the mail before it goes."""
    chair.go(f"/manage/{event.slug}/submissions/")
    chair.follow(f"a[href$='/submissions/{submission.code}/']")
    chair.look()
    chair.follow(f"a[href$='/decide/{outcome}/']")
    chair.fill(message="Рақмет")
    chair.send("#decision-form", "button[value=preview]")
    assert "Рақмет" in chair.page.locator(".mail-body").inner_text()
    chair.look()
    chair.send("#decision-form", "button[value=decide]")
    chair.look()


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_an_abstract_becomes_a_talk(event, browsers, member_of, language: str) -> None:
    with scope(event=event):
        call = CallFactory(event=event)
    user = UserFactory(email="gulnar@example.org", language=language)
    author = browsers(user)
    write_a_draft(author, event)
    with scope(event=event):
        assert Submission.objects.get().state == State.DRAFT
    submit(author)
    with scope(event=event):
        first = Submission.objects.get()
        assert (first.state, first.authors.count()) == (State.SUBMITTED, 2)
        second = SubmissionFactory(call=call, submitter=UserFactory(language=language))
        reader = member_of(event, Role.REVIEWER)
    review(browsers(reader), event)
    with scope(event=event):
        assert Review.objects.get().comment == "Тақырып жақсы"
    chair = browsers(member_of(event, Role.CHAIR))
    decide(chair, event, first, "accepted")
    decide(chair, event, second, "declined")
    with scope(event=event):
        assert set(Submission.objects.values_list("state", flat=True)) == {State.ACCEPTED, State.DECLINED}
        talk = Session.objects.get()
    chair.go(f"/manage/{event.slug}/programme/")
    assert chair.page.locator(f"a[href$='/programme/sessions/{talk.code}/']").first.is_visible()
    assert "Рақмет" in newest_mail("gulnar@example.org").text
    author.go("/my/")
    author.follow(f"#content a[href$='/submissions/{first.code}/']")
    author.look()
    author.follow("#content a[href$='/profile/']")
    author.look()
