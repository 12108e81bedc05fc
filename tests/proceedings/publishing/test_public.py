"""What everybody reads of volumes: pages, files, the API, and that it is what was built."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from conference.core.text.localized import i18n
from conference.events.choices import Role
from proceedings.papers.models import Article
from proceedings.papers.services import delete_article
from proceedings.publishing.book import make_book
from proceedings.publishing.models import Galley
from proceedings.publishing.services import publish_volume, store_build, withdraw_volume
from proceedings.volumes.models import Section
from proceedings.volumes.services import change_volume, save_section
from tests.factories.events import UserFactory
from tests.factories.proceedings import ArticleFactory


def page(event, tail=""):
    return f"/ru/{event.slug}/proceedings/{tail}"


def test_public_pages_are_the_same_for_everybody(event, published, editor):
    with scope(event=event):
        code = Article.objects.get().code
    for tail in ("", "main/", f"main/{code}/"):
        mine, theirs = editor.get(page(event, tail)), Client().get(page(event, tail))
        assert mine.content == theirs.content
        assert "Set-Cookie" not in theirs.headers
        assert "csrf" not in theirs.content.decode()
    assert Client().get(f"/ru/{event.slug}/").status_code == 200


def test_a_hidden_volume_is_not_found(event, published, volume, member_of):
    with scope(event=event):
        code = Article.objects.get().code
        withdraw_volume(volume=volume, by=member_of(event, Role.EDITOR))
    for tail in ("main/", "main/volume.pdf", f"main/{code}/", f"main/{code}.pdf"):
        assert Client().get(page(event, tail)).status_code == 404
    assert Client().get(page(event)).status_code == 200


def test_search_in_any_script(event, published):
    found = Client().get(page(event), {"q": "Tolegenova letopis"}).content.decode()
    assert "Летопись <i>села</i>" in found
    assert "Летопись <i>села</i>" not in Client().get(page(event), {"q": "zzz"}).content.decode()


def test_an_article_tells_machines_whose_it_is(event, published):
    with scope(event=event):
        code = Article.objects.get().code
    text = Client().get(page(event, f"main/{code}/")).content.decode()
    assert '<meta name="citation_title" content="Летопись села">' in text
    assert '<meta name="citation_author" content="Төлегенова, Ұлжан">' in text
    assert f'content="http://testserver/ru/{event.slug}/proceedings/main/{code}.pdf"' in text
    assert "Төлегенова Ұ. Летопись села // Библиотеки и общение" in text


def test_files_are_named_tagged_and_given_in_parts(event, published):
    address = page(event, "main/volume.pdf")
    whole = Client().get(address)
    content = b"".join(whole.streaming_content)
    assert hashlib.sha256(content).hexdigest() == published.digest
    assert whole.headers["Content-Disposition"] == 'inline; filename="biblioteki-i-obshchenie.pdf"'
    kept = Client().get(address, {"download": ""})
    assert b"".join(kept.streaming_content) == content
    assert kept.headers["Content-Disposition"] == 'attachment; filename="biblioteki-i-obshchenie.pdf"'
    etag = whole.headers["ETag"]
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 304
    part = Client().get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, content[10:20])
    assert part.headers["Content-Disposition"] == whole.headers["Content-Disposition"]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(count, event, volume, editor, django_assert_max_num_queries):
    with scope(event=event):
        for _number in range(count - 1):
            ArticleFactory(volume=volume, section=Section.objects.get())
        store_build(book=make_book(volume=volume), by=None)
        publish_volume(volume=volume, by=None)
    browser = Client()
    browser.get(page(event))
    with django_assert_max_num_queries(12):  # five of them are the menus of other features
        assert browser.get(page(event, "main/")).status_code == 200
    with django_assert_max_num_queries(14):
        editor.get(reverse("manage:volume", kwargs={"event": event.slug, "slug": "main"}))
    with django_assert_max_num_queries(8):
        assert browser.get(f"/api/v1/events/{event.slug}/proceedings/main/articles/").json()["count"] == count


def test_the_api_tells_volumes_and_articles(event, published):
    base = f"/api/v1/events/{event.slug}/proceedings/"
    listed = Client().get(base).json()["results"][0]
    file = f"http://testserver/ru/{event.slug}/proceedings/main/volume.pdf"
    assert (listed["slug"], listed["sha256"], listed["file"]) == ("main", published.digest, file)
    article = Client().get(f"{base}main/articles/").json()["results"][0]
    assert (article["first_page"], article["title"]) == (3, {"ru": "Летопись <i>села</i>"})
    assert Client().get(f"{base}main/articles/{article['code']}/").json() == article
    assert "email" not in article["authors"][0]
    assert Client().get(f"{base}other/").status_code == 404


def everything_public(event, code):
    """Return what everybody reads of the article, on pages and through the API."""
    base = f"/api/v1/events/{event.slug}/proceedings/main/articles/"
    addresses = [page(event, "main/"), page(event, f"main/{code}/"), base, f"{base}{code}/"]
    addresses += [page(event, "main/?q=letopis"), page(event), base.removesuffix("articles/")]
    answers = [Client().get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content for answer in answers]


def test_the_public_reads_what_was_published_until_the_next_edition(event, volume, published):
    with scope(event=event):
        article = Article.objects.get()
        before = everything_public(event, article.code)
        article.authors.update(family_name="Иначе")
        section = save_section(volume=volume, by=None, section=article.section, name=i18n(ru="Иначе"))
        for name in ("title", "abstract", "keywords"):
            setattr(article, name, i18n(ru="Иначе"))
        article.language, article.section = "en", section
        article.save()
        words = {name: i18n(ru="Иначе") for name in ("title", "subtitle", "annotation", "publisher", "town")}
        volume = change_volume(volume=volume, by=None, year=2031, isbn="", licence="reserved", **words)
    assert everything_public(event, article.code) == before
    with scope(event=event):
        store_build(book=make_book(volume=volume), by=None)
        assert everything_public(event, article.code) == before
        publish_volume(volume=volume, by=None)
    assert "2031" in Client().get(page(event, "main/")).content.decode()
    text = Client().get(page(event, f"main/{article.code}/")).content.decode()
    assert "Иначе" in text
    assert "Летопись" not in text


def test_a_deleted_article_keeps_its_page_and_its_file_until_the_next_edition(event, volume, published):
    with scope(event=event):
        article = Article.objects.get()
        code, other = article.code, ArticleFactory(volume=volume)
        before = everything_public(event, code)
        delete_article(article=article, by=UserFactory())
        assert Galley.objects.get().article is None
    assert everything_public(event, code) == before
    answer = Client().get(page(event, f"main/{code}.pdf"))
    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    with scope(event=event):
        store_build(book=make_book(volume=volume), by=None)
    assert everything_public(event, code) == before
    with scope(event=event):
        publish_volume(volume=volume, by=None)
    assert Client().get(page(event, f"main/{code}/")).status_code == 404
    assert Client().get(page(event, f"main/{other.code}/")).status_code == 200
