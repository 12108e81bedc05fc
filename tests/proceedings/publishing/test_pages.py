"""Pages of the team: who may come, what is done there, what a build is made of."""

import re

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from conference.core.jobs.models import Job
from conference.core.text.localized import i18n
from conference.events.choices import Role
from proceedings.papers.models import Article
from proceedings.papers.services import delete_article, move_article
from proceedings.publishing.book import make_book
from proceedings.publishing.models import Build
from proceedings.publishing.services import NoFilesError, publish_volume, store_build
from proceedings.volumes.models import Section, Volume
from proceedings.volumes.services import change_volume, move_section, save_section
from tests.factories.events import EventFactory, UserFactory
from tests.factories.proceedings import ArticleFactory, SectionFactory, VolumeFactory


def team(name, event, **kwargs):
    return reverse(f"manage:{name}", kwargs={"event": event.slug, **kwargs})


# --- who may come ----------------------------------------------------------------------------------------------------
TEAM_PAGES = [
    ("volumes", {}),
    ("volume_create", {}),
    ("volume", {"slug": "main"}),
    ("volume_edit", {"slug": "main"}),
    ("volume_sections", {"slug": "main"}),
    ("article_new", {"slug": "main"}),
    ("volume_file", {"slug": "main"}),
    ("volume_preview", {"slug": "main"}),
]


@pytest.mark.parametrize(("name", "kwargs"), TEAM_PAGES)
def test_only_the_editor_comes_to_the_teams_pages(name, kwargs, event, published, editor, member_of, signed_in):
    address = team(name, event, **kwargs)
    answer = editor.get(address)
    if answer.streaming:  # read to its end, the file is closed; closing the answer would close the database as well
        assert b"".join(answer.streaming_content)
    assert answer.status_code == 200
    assert signed_in(member_of(event, Role.REVIEWER)).get(address).status_code == 403
    assert signed_in(member_of(EventFactory(), Role.OWNER)).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("article_edit", "get"),
        ("article_move", "post"),
        ("article_delete", "post"),
    ],
)
def test_another_events_article_is_not_found(name, method, event, volume, editor):
    other = EventFactory()
    with scope(event=other):
        foreign = ArticleFactory(volume=VolumeFactory(event=other, slug="main"))
    address = team(name, event, slug="main", code=foreign.code)
    assert getattr(editor, method)(address).status_code == 404
    with scopes_disabled():
        assert Article.objects.filter(pk=foreign.pk).exists()


def test_another_events_section_is_not_found(event, volume, editor):
    other = EventFactory()
    with scope(event=other):
        foreign = SectionFactory(volume=VolumeFactory(event=other, slug="main"))
    for name in ("volume_section_delete", "volume_section_move"):
        assert editor.post(team(name, event, slug="main", pk=foreign.pk)).status_code == 404


# --- the team's work -------------------------------------------------------------------------------------------------
def test_a_volume_is_created_from_what_is_proposed(event, editor):
    form = editor.get(team("volume_create", event)).context["form"]
    data = {"title_0": "Сборник", "slug": "main", "language": "ru", "year": "2026", "licence": "CC-BY-4.0"}
    data |= {"page_format": "a5", "contents_at": "front", "isbn": "978-3-16-148410-1"}
    refused = editor.post(team("volume_create", event), data)
    assert form.initial["slug"] == "main"
    assert set(refused.context["form"].errors) == {"isbn"}
    assert "978-3-16-148410-1" in refused.content.decode()
    answer = editor.post(team("volume_create", event), {**data, "isbn": "978-3-16-148410-0"})
    assert answer.headers["Location"] == team("volume", event, slug="main")
    twice = editor.post(team("volume_create", event), {**data, "isbn": ""})
    assert twice.status_code == 200
    assert set(twice.context["form"].errors) == {"slug"}


def test_an_article_is_typed_and_comes_back_as_it_was(event, volume, editor):
    data = {
        "title_0": "Поиск за $O(n^2)$ & <i>быстрее</i>",
        "language": "ru",
        "body": "Первый\n\n## Глава\n\nВторой",
        "authors-TOTAL_FORMS": "2",
        "authors-INITIAL_FORMS": "0",
        "authors-0-given_name": "Ұлжан",
        "authors-0-family_name": "Төлегенова",
        "authors-1-orcid": "0000",
    }
    address = team("article_new", event, slug="main")
    refused = editor.post(address, data)
    assert "0000" in refused.content.decode()
    assert re.search(r'<li><a href="#id_authors-1-orcid">[^<]*2[^<]*ORCID', refused.content.decode())
    editor.post(address, {**data, "authors-1-orcid": ""})
    with scope(event=event):
        article = Article.objects.latest("pk")
        assert str(article) == "Поиск за O(n²) & быстрее"
        assert [str(author) for author in article.authors.all()] == ["Төлегенова Ұлжан"]
    shown = editor.get(team("article_edit", event, slug="main", code=article.code)).context["form"]
    assert shown["title"].value().data["ru"] == data["title_0"]
    assert shown["body"].value() == data["body"]


def test_what_cannot_be_laid_out_is_refused_next_to_its_field(event, volume, editor):
    data = {"title_0": "<b>" * 300 + "А", "body": "<ul>" * 300, "keywords_0": "слово " * 500, "language": "ru"}
    data |= {"authors-TOTAL_FORMS": "0", "authors-INITIAL_FORMS": "0"}
    form = editor.post(team("article_new", event, slug="main"), data).context["form"]
    assert set(form.errors) == {"title", "body", "keywords"}
    assert "300" in str(form.errors["body"])


def test_authors_are_added_and_moved_without_saving(event, volume, editor):
    data = {"authors-TOTAL_FORMS": "1", "authors-INITIAL_FORMS": "0", "authors-0-given_name": "Ирина", "title_0": "А"}
    added = editor.post(team("article_new", event, slug="main"), {**data, "authors": "add"})
    assert len(added.context["authors"].forms) == 2
    assert not added.context["form"].errors
    data |= {"authors-TOTAL_FORMS": "2", "authors-1-given_name": "Әсел", "authors": "up:1"}
    moved = editor.post(team("article_new", event, slug="main"), data).context["authors"]
    assert [form["given_name"].value() for form in moved] == ["Әсел", "Ирина"]


def test_a_build_runs_as_a_job_and_is_published(event, volume, editor, django_capture_on_commit_callbacks):
    editor.post(team("volume_publish", event, slug="main"))
    with scope(event=event):
        assert not Volume.objects.get().is_public
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(team("volume_build", event, slug="main"))
    job = Job.objects.get()
    assert answer.headers["Location"] == team("job", event, code=job.code)
    assert (job.state, job.result["url"]) == ("done", team("volume", event, slug="main")), job.error
    editor.post(team("volume_publish", event, slug="main"))
    with scope(event=event):
        assert Volume.objects.get().is_public
        assert Article.objects.get().pages == "3"
    editor.post(team("volume_publish", event, slug="main"), {"withdraw": "yes"})
    assert Client().get(f"/ru/{event.slug}/proceedings/main/").status_code == 404


def test_a_build_of_nothing_fails_in_words(event, editor, django_capture_on_commit_callbacks):
    with scope(event=event):
        VolumeFactory(event=event, slug="empty")
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(team("volume_build", event, slug="empty"))
    assert Job.objects.get().state == "failed"
    assert "Error" not in Job.objects.get().error


def test_a_new_build_takes_over_and_old_files_go(event, volume, published, django_capture_on_commit_callbacks):
    with scope(event=event):
        builds: list[Build] = []
        for _number in range(3):
            with django_capture_on_commit_callbacks(execute=True):
                builds.append(store_build(book=make_book(volume=volume), by=None))
        latest = builds[-1]
        assert Build.objects.get(is_current=True) == latest
        assert Build.objects.get(is_published=True) == published
        assert Build.objects.count() == 3
        assert [default_storage.exists(build.file) for build in (published, *builds)] == [True, False, True, True]
        publish_volume(volume=volume, by=None)
        with django_capture_on_commit_callbacks(execute=True):
            store_build(book=make_book(volume=volume), by=None)
    assert default_storage.exists(latest.file)
    assert not default_storage.exists(published.file)


def test_a_new_build_is_looked_at_and_published_as_it_was_seen(event, volume, published, editor):
    with scope(event=event):
        ArticleFactory(volume=volume)  # without a section it stands first
        seen = store_build(book=make_book(volume=volume), by=None)
    shown = editor.get(team("volume_preview", event, slug="main"))
    assert shown.context["changes"] == (1, 0, 1)
    assert f'name="build" value="{seen.code}"' in shown.content.decode()
    with scope(event=event):
        newer = store_build(book=make_book(volume=volume), by=None)
    editor.post(team("volume_publish", event, slug="main"), {"build": seen.code})
    with scope(event=event):
        assert Build.objects.get(is_published=True) == published
    editor.post(team("volume_publish", event, slug="main"), {"build": newer.code})
    with scope(event=event):
        assert Build.objects.get(is_published=True) == newer


CHANGES = {
    "moved": lambda articles, by: move_article(article=articles[0], by=by, down=True),
    "deleted": lambda articles, by: delete_article(article=articles[0], by=by),
    "section renamed": lambda articles, by: save_section(
        volume=articles[0].volume, by=by, section=articles[0].section, name=i18n(ru="Иначе")
    ),
    "section moved": lambda articles, by: move_section(section=articles[0].section, by=by, down=True),
    "author renamed": lambda articles, by: articles[0].authors.update(family_name="Иначе"),
    "imprint": lambda articles, by: change_volume(volume=articles[0].volume, by=by, publisher=i18n(ru="Иначе")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_the_files_makes_a_build_stale(change, event, volume, editor):
    with scope(event=event):
        articles = [Article.objects.get(), ArticleFactory(volume=volume, section=Section.objects.get())]
        ArticleFactory(volume=volume, section=SectionFactory(volume=volume))
        store_build(book=make_book(volume=volume), by=None)
    assert not editor.get(team("volume", event, slug="main")).context["is_stale"]
    with scope(event=event):
        change(articles, UserFactory())
    assert editor.get(team("volume", event, slug="main")).context["is_stale"]


def test_a_change_during_the_build_makes_it_stale(event, volume, editor):
    with scope(event=event):
        book = make_book(volume=volume)
        Article.objects.update(body="<p>Иначе</p>")
        store_build(book=book, by=None)
    assert editor.get(team("volume", event, slug="main")).context["is_stale"]


def test_only_one_build_is_current_and_one_published_with_its_date(event, volume, published):
    values = {"volume": volume, "language": "ru", "file": "x", "pages": 1, "size": 1, "digest": ""}
    with scope(event=event), pytest.raises(IntegrityError), transaction.atomic():
        Build.objects.create(**values, is_current=True)
    with scope(event=event), pytest.raises(IntegrityError), transaction.atomic():
        Build.objects.create(**values, is_published=True, published_at=timezone.now())
    with scope(event=event), pytest.raises(IntegrityError), transaction.atomic():
        Build.objects.filter(pk=published.pk).update(published_at=None)
    with scope(event=event), pytest.raises(IntegrityError), transaction.atomic():
        Build.objects.create(volume=volume, language="ru", file="x", pages=1, size=1, digest="", is_current=True)


def test_nothing_is_published_without_files(event, volume):
    with scope(event=event), pytest.raises(NoFilesError):
        publish_volume(volume=volume, by=None)


def test_sections_through_the_pages(event, volume, editor):
    editor.post(team("volume_sections", event, slug="main"), {"name_0": "Пленарное заседание"})
    with scope(event=event):
        last = Section.objects.last()
    editor.post(team("volume_section", event, slug="main", pk=last.pk), {"name_0": "Пленарные доклады"})
    editor.post(team("volume_section_move", event, slug="main", pk=last.pk), {"up": "yes"})
    with scope(event=event):
        assert str(Section.objects.first()) == "Пленарные доклады"
    editor.post(team("volume_section_delete", event, slug="main", pk=last.pk))
    with scope(event=event):
        assert Section.objects.count() == 1
