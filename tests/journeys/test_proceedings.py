"""The editor makes a volume of the accepted talks and publishes it; a reader takes the book and one article."""

import io

import pikepdf
import pypdfium2
import pytest
from django_scopes import scope

from conference.core.jobs import services as jobs
from conference.core.jobs.models import Job
from conference.events.choices import Role
from proceedings.papers.models import Article
from proceedings.publishing.models import Build
from speakers.decisions.choices import Outcome
from speakers.decisions.services import decide_many
from tests.factories.speakers import CallFactory, SubmissionFactory
from tests.journeys.conftest import WALKS, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def make_a_volume(editor: Visitor, event) -> None:
    """Fill in the title page, give the volume a section, take in what was accepted."""
    editor.go(f"/manage/{event.slug}/")
    editor.choose("/proceedings/")
    editor.look()
    editor.follow("main a[href$='/proceedings/new/']")
    editor.look()
    editor.fill(title_0="Библиотеки и общение", title_1="Кітапхана және қарым-қатынас", year="")
    editor.fill(slug="talks")
    editor.send("#volume-form")
    assert editor.page.locator(".error-summary").is_visible()
    assert editor.page.input_value("[name=title_0]") == "Библиотеки и общение"
    editor.look()
    editor.fill(year="2026")
    editor.send("#volume-form")
    editor.look()
    editor.follow("main a[href$='/talks/sections/']")
    editor.fill(name_0="Краеведение", name_1="Өлкетану", name_2="Local history")
    editor.send("#section-form")
    editor.look()
    editor.go(f"/manage/{event.slug}/proceedings/talks/")
    editor.follow("form[action$='/take-in/'] button")
    assert editor.page.locator(".article-row").count() == 2
    editor.look()


def complete_an_article(editor: Visitor) -> None:
    page = editor.page
    editor.follow(".article-row .row-title a")
    editor.look()
    editor.fill(body="## Летопись\n\nЛетопись пишут жители.", references="Абай. Қара сөздер.", udc="908")
    page.select_option("[name=section]", index=1)
    page.locator("button[name=authors][value=add]").click()
    page.locator("[name=authors-1-family_name]").wait_for()
    editor.fill(**{"authors-1-family_name": "Ёлкин", "authors-1-given_name": "Пётр"})
    editor.send("#article-form")
    assert "Ёлкин" in page.locator(".article-rows").inner_text()


@pytest.mark.parametrize(("language", "width"), WALKS)
def test_accepted_talks_become_a_book(event, browsers, member_of, settings, language: str) -> None:
    with scope(event=event):
        call = CallFactory(event=event)
        chair = member_of(event, Role.CHAIR)
        talks = [SubmissionFactory(call=call), SubmissionFactory(call=call)]
        decide_many(submissions=talks, by=chair, outcome=Outcome.ACCEPTED)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
    Job.objects.all().delete()
    editor = browsers(member_of(event, Role.EDITOR))
    page = editor.page
    make_a_volume(editor, event)
    complete_an_article(editor)
    editor.follow("form[action$='/build/'] button")
    page.locator("#job-progress progress").wait_for()
    jobs.run(Job.objects.get().pk)  # what the worker does meanwhile; the page learns of it by itself
    page.locator("#job-progress .notice-success").wait_for()
    editor.look()
    editor.follow("#job-progress a.button")
    editor.look()
    editor.follow("form[action$='/publish/'] button")
    editor.look()

    reader = browsers()
    reader.go(f"/{language}/{event.slug}/")
    reader.choose("/proceedings/")
    reader.look()
    book = reader.fetch("a[href$='/volume.pdf']")
    with scope(event=event):
        build = Build.objects.get(is_current=True)
        article = Article.objects.get(udc="908")
    assert len(pypdfium2.PdfDocument(io.BytesIO(book))) == build.pages + 1  # the cover is not counted
    with pikepdf.open(io.BytesIO(book)) as pdf, pdf.open_outline() as outline:
        assert str(article) in [part.title for top in outline.root for part in (top, *top.children)]
    reader.page.fill("form[role=search] [name=q]", "elkin")
    reader.follow("form[role=search] button")
    reader.look()
    reader.follow(".contents-title a")
    reader.look()
    galley = pypdfium2.PdfDocument(io.BytesIO(reader.fetch(f"a[href$='/{article.code}.pdf']")))
    assert "Летопись пишут жители" in " ".join(galley[0].get_textpage().get_text_range().split())
