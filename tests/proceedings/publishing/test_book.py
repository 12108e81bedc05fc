"""The book read back: contents, numbers, bookmarks, index, names of fonts, the same bytes twice."""

import hashlib
import io
import json
import re
from io import StringIO

import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from conference.core import pdf
from conference.core.jobs.services import UserError
from conference.core.text.localized import i18n
from proceedings.publishing.book import File, make_book
from proceedings.publishing.pages import letters_of
from proceedings.publishing.services import store_build
from proceedings.volumes.choices import ContentsAt, PageFormat
from tests.factories.proceedings import ArticleFactory, SectionFactory, VolumeFactory

LONG = "".join(f"<p>Абзац {n}. {'Летопись пишут жители, проверяют учителя. ' * 12}</p>" for n in range(16))


@pytest.fixture
def volume(in_event):
    volume = VolumeFactory(event=in_event)
    section = SectionFactory(volume=volume, name=i18n(ru="Краеведение", kk="Өлкетану", en="Local history"))
    ArticleFactory(volume=volume, code="AAAA2222", title=i18n(ru="Вступительное слово"), authors=[])
    ArticleFactory(
        volume=volume, code="BBBB3333", section=section, body=LONG, title=i18n(ru="Энциклопедия района & сёл")
    )
    authors = [{"family_name": "Ёлкин", "given_name": "Пётр"}, {"family_name": "Brown", "given_name": "Anna"}]
    ArticleFactory(
        volume=volume,
        code="CCCC4444",
        section=section,
        title=i18n(kk='Әңгіме мен ғылым: <math alttext="n^2"><msup><mi>n</mi><mn>2</mn></msup></math> жол'),
        language="kk",
        authors=authors,
    )
    return volume


def texts(content):
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().replace("￾", "-").split()) for page in document]


def labels(content):
    document = pypdfium2.PdfDocument(content)
    return [document.get_page_label(number) for number in range(len(document))]


@pytest.mark.parametrize("place", ContentsAt.values)
@pytest.mark.parametrize("page_format", PageFormat.values)
def test_what_the_contents_say_is_where_it_stands(volume, place, page_format):
    volume.contents_at, volume.page_format = place, page_format
    book = make_book(volume=volume, language="ru")
    pages = texts(book.whole.content)
    numbers = [file.first_page for file in book.articles]
    titles = ["Вступительное слово", "Энциклопедия района & сёл", "Әңгіме мен ғылым"]
    for title, number in zip(titles, numbers, strict=True):
        assert title in pages[number]
        assert pages[number].endswith(f" {number}")
    contents = next(page for page in pages if all(title in page for title in titles))
    for title, number in zip(titles, numbers, strict=True):
        assert re.search(rf"{title}[^.]*[ .]+{number}\b", contents)
    assert pages.index(contents) == (3 if place == ContentsAt.FRONT else len(pages) - 2)
    assert numbers[0] == (4 if place == ContentsAt.FRONT else 3)
    assert labels(book.whole.content)[1:4] == ["1", "2", "3"]
    assert book.pages == len(pages) - 1


def test_bookmarks_lead_to_sections_and_articles(volume):
    book = make_book(volume=volume, language="kk")
    marks = pdf.bookmarks_in(book.whole.content)
    first, second, third = (file.first_page for file in book.articles)
    assert [mark for mark in marks if mark[0] == 1] == [
        (1, "Энциклопедия района & сёл", second),
        (1, "Әңгіме мен ғылым: n² жол", third),
    ]
    assert (0, "Вступительное слово", first) in marks
    assert (0, "Өлкетану", second) in marks
    assert second + 1 < third


def test_no_letter_comes_from_another_font(volume):
    volume.title = i18n(ru="Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і ё Ё", kk="", en="")
    book = make_book(volume=volume)
    assert book.notes == []
    assert pdf.fonts_in(book.whole.content) <= {
        "Literata",
        "Literata-Bold",
        "Literata-Semi-Bold",
        "Literata-Italic",
        "Literata-Bold-Italic",
        "Golos-Text",
    }


def test_a_letter_that_our_fonts_lack_is_reported(volume):
    ArticleFactory(volume=volume, title=i18n(ru="Слово 図書館"))
    volume.title = i18n(ru="Жинақ ⠿", kk="", en="")
    (note,) = make_book(volume=volume).notes
    assert "図 書 館" in note
    assert "Слово 図書館" in note
    assert "⠿" in note


def test_the_same_content_gives_the_same_bytes(volume, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "first"
    one = make_book(volume=volume)
    settings.DATA_DIR = tmp_path / "second"
    two = make_book(volume=volume)
    assert one.manifest() == two.manifest()
    assert one.whole.content == two.whole.content


def test_each_font_stands_in_the_file_once_and_the_structure_is_kept(volume):
    book = make_book(volume=volume)
    with pikepdf.open(io.BytesIO(book.whole.content)) as document:
        names = [
            str(thing.FontName)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        faces = [name.split("+")[-1] for name in names]
        assert len(faces) == len(set(faces))
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "ru"
        parents = list(document.Root.StructTreeRoot.ParentTree.Nums)[::2]
        assert [int(key) for key in parents] == sorted({int(key) for key in parents})
        links = [note for page in document.pages for note in page.obj.get("/Annots", ()) if "/Dest" in note]
        assert len(links) >= len(book.articles)
        assert document.docinfo["/Title"] == "Библиотеки и общение"


def test_files_of_articles_are_not_held_in_memory(volume, monkeypatch):
    book = make_book(volume=volume)
    monkeypatch.setattr(File, "content", property(lambda file: pytest.fail(f"{file.name} was read whole")))
    assert all(file.source.is_file() for file in book.articles)
    build = store_build(book=book, by=None)
    for galley, file in zip(build.galleys.all(), book.articles, strict=True):
        with default_storage.open(galley.file) as stream:
            stored = stream.read()
        facts = (len(stored), hashlib.sha256(stored).hexdigest())
        assert facts == (galley.size, galley.digest) == (file.size, file.digest)


def test_an_article_alone_has_the_same_numbers_and_says_whose_it_is(volume):
    file = make_book(volume=volume).articles[1]
    pages = texts(file.content)
    assert len(pages) == file.last_page - file.first_page + 1
    assert pages[0].endswith(str(file.first_page))
    assert labels(file.content)[0] == str(file.first_page)
    about = pypdfium2.PdfDocument(file.content).get_metadata_dict()
    assert (about["Title"], about["Author"]) == ("Энциклопедия района & сёл", "Төлегенова Ұлжан")
    assert re.fullmatch(r"articles/002-entsiklopediia-raiona-sel\.pdf", file.name)


def test_index_is_in_the_alphabet_of_the_language(volume):
    families = ["Яшин", "Ёлкин", "Еров", "Әлі", "Аман", "Іле"]
    rows = [{"family_name": name, "given_name": "Асан"} for name in families]
    article = ArticleFactory(volume=volume, authors=[*rows, {"family_name": "Brown", "given_name": "Anna"}])
    letters = letters_of([(article, 7), (article, 9)], "kk")
    assert [letter.initial for letter in letters] == ["А", "Ә", "Е", "І", "Я", "B"]
    names = ["Аман А.", "Әлі А.", "Ёлкин А.", "Еров А.", "Іле А.", "Яшин А.", "Brown, Anna"]
    assert [name for letter in letters for name, _pages in letter.names] == names
    assert letters[0].names[0][1] == [(7, f"article:{article.code}"), (9, f"article:{article.code}")]


def test_an_empty_volume_says_so(in_event):
    with pytest.raises(UserError):
        make_book(volume=VolumeFactory(event=in_event))


def test_the_command_writes_a_manifest_that_fits_its_files(volume, tmp_path):
    out = StringIO()
    call_command(
        "build_volume", volume.event.slug, volume.slug, output=str(tmp_path / "out"), language="en", stdout=out
    )
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert len(manifest["files"]) == 4
    for row in manifest["files"]:
        assert hashlib.sha256((tmp_path / "out" / row["name"]).read_bytes()).hexdigest() == row["sha256"]
    assert re.match(r"book/volume-\d+: 3 articles, \d+ pages, 0\.\d MB, en, ", out.getvalue().splitlines()[-1])


@pytest.mark.parametrize("names", [("nowhere", "main"), (None, "nowhere")])
def test_the_command_names_what_is_missing(volume, tmp_path, names):
    event = names[0] or volume.event.slug
    with pytest.raises(CommandError, match="nowhere"):
        call_command("build_volume", event, names[1], output=str(tmp_path))
