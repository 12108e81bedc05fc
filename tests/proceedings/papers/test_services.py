"""Articles: stored, put in order, taken in from accepted talks, and what they lack."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conference.core.activity.models import ActivityEntry
from conference.core.text.localized import i18n
from conference.programme.models import Track
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.papers.queries import articles_of, gaps_of, rows_of
from proceedings.papers.services import delete_article, move_article, save_article, take_in_accepted
from proceedings.volumes.models import Section
from speakers.decisions.services import accept_submission, decline_submission
from tests.factories.events import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.proceedings import ArticleFactory, SectionFactory, VolumeFactory
from tests.factories.registration import RegistrationFactory
from tests.factories.speakers import CallFactory, SubmissionFactory


@pytest.fixture
def volume(in_event):
    return VolumeFactory(event=in_event)


def author(**fields):
    return ArticleAuthor(**{"family_name": "Шнайдер", "given_name": "Ирина", "patronymic": "Владимировна", **fields})


def test_what_is_stored_is_clean_found_by_its_authors_and_logged(volume):
    editor = UserFactory()
    article = save_article(
        volume=volume,
        by=editor,
        authors=[author(), author(family_name="Қасымова", given_name="Әсел")],
        title=i18n(ru="<i>Центр</i><script>x</script>", kk="Орталық"),
        body="<p>Текст</p><iframe></iframe>",
        language="ru",
    )
    assert (article.title.data["ru"], article.body) == ("<i>Центр</i>", "<p>Текст</p>")
    assert list(Article.objects.found_by("Kasymova центр")) == [article]
    assert ActivityEntry.objects.get(action="article_created").by == editor
    changed = save_article(volume=volume, by=editor, article=article, authors=[author()], title=article.title)
    assert [str(one) for one in changed.authors.all()] == ["Шнайдер Ирина Владимировна"]
    assert len(ActivityEntry.objects.get(action="article_changed").before["authors"]) == 2


def test_a_wrong_doi_is_refused_and_nothing_stored(volume):
    with pytest.raises(ValidationError):
        save_article(volume=volume, by=None, authors=[], title=i18n(ru="А"), doi="doi:1")
    assert not Article.objects.exists()


def test_moving_stays_inside_the_section(volume):
    section = SectionFactory(volume=volume)
    alone = ArticleFactory(volume=volume)
    first, second, third = (ArticleFactory(volume=volume, section=section) for _ in range(3))
    move_article(article=third, by=UserFactory(), down=False)
    move_article(article=first, by=UserFactory(), down=False)
    rows = rows_of(volume, list(articles_of(volume)))
    assert [row.article for row in rows] == [alone, first, third, second]
    assert [(row.is_first, row.is_last) for row in rows] == [(True, True), (True, False), (False, False), (False, True)]


def test_accepted_talks_become_articles_once(volume, in_event):
    track = Track.objects.create(event=in_event, name=i18n(ru="Краеведение"))
    call = CallFactory(event=in_event)
    person = PersonFactory(event=in_event, email="speaker@example.org", degree="к. п. н.", town="Осакаровка")
    chair = UserFactory()
    wanted = SubmissionFactory(
        call=call,
        track=track,
        title=i18n(ru="Центр & село"),
        authors=[{"family_name": "Шнайдер", "given_name": "Ирина", "email": "Speaker@example.org"}],
    )
    accept_submission(submission=wanted, by=chair)
    decline_submission(submission=SubmissionFactory(call=call), by=chair)
    SubmissionFactory(call=call)
    assert take_in_accepted(volume=volume, by=chair) == (1, 0)
    assert take_in_accepted(volume=volume, by=chair) == (0, 1)
    article = Article.objects.get()
    assert (str(article), article.title.data["ru"]) == ("Центр & село", "Центр &amp; село")
    assert article.section == Section.objects.get()
    assert (article.submission, article.session) == (wanted, wanted.decision.session)
    stored = article.authors.get()
    assert (stored.person, stored.degree, stored.town) == (person, "к. п. н.", "Осакаровка")


def test_who_only_typed_an_author_s_address_is_not_the_author(volume, in_event):
    RegistrationFactory(event=in_event, person=PersonFactory(event=in_event, email="author@example.org"))
    wanted = SubmissionFactory(call=CallFactory(event=in_event), authors=[{"email": "author@example.org"}])
    accept_submission(submission=wanted, by=UserFactory())
    take_in_accepted(volume=volume, by=None)
    assert Article.objects.get().authors.get().person is None


def test_gaps_point_to_their_fields(volume):
    article = ArticleFactory(volume=volume, body="", udc="", authors=[{"organisation": ""}])
    gaps = {gap.anchor: gap.text for gap in gaps_of(article, ["ru", "kk"])}
    assert set(gaps) == {"id_title_1", "id_keywords_1", "id_body", "id_udc", "authors"}
    whole = ArticleFactory(volume=volume)
    assert gaps_of(whole, ["ru"]) == []


def test_deleting_is_logged(volume):
    delete_article(article=ArticleFactory(volume=volume), by=UserFactory())
    assert not Article.objects.exists()
    assert ActivityEntry.objects.filter(action="article_deleted").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"source_id": "same"},
        {"first_page": 5, "last_page": 4},
        {"first_page": 5},
    ],
)
def test_constraints(volume, fields):
    ArticleFactory(volume=volume, source_id="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory(volume=volume, **fields)


def test_an_author_stands_once_in_a_place(volume):
    article = ArticleFactory(volume=volume)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleAuthor.objects.create(article=article, position=0, given_name="Ирина")
