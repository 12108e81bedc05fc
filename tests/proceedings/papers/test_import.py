"""Importing a collection: all of it, twice, broken, and with bad rows."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope

from conference.events.models import Event
from proceedings.papers.acl import days_in
from proceedings.papers.models import Article, ArticleAuthor
from proceedings.volumes.models import Section, Volume

ACL = Path(__file__).resolve().parents[4] / "shared" / "data" / "proceedings" / "2022.acl.xml"
SMALL = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2026.lib">
  <volume id="main">
    <meta><booktitle>Libraries <fixed-case>KZ</fixed-case></booktitle>
      <editor><first>Saule</first><last>Abdrakhmanova</last></editor>
      <address>Karaganda</address><month>May</month><year>2026</year></meta>
    <paper id="1"><title>Search in <tex-math>O(n^2)</tex-math> &amp; <i>more</i></title>
      <author><first>Ulzhan</first><last>Tolegenova</last><affiliation>Bukhar-Zhyrau CLS</affiliation></author>
      <author><first>Mausam</first><last>.</last></author>
      <abstract>See <url>example.org/a</url>. <unknown>Kept <b>words</b></unknown>.</abstract>
      <doi>10.1234/abc</doi></paper>
    <paper id="2"><author><first>A</first><last>B</last></author></paper>
    <paper><title>No number</title></paper>
    <paper id="1"><title>Again</title></paper>
    <paper id="3"><title>Последняя</title><language>rus</language><doi>nonsense</doi></paper>
  </volume>
  <event id="lib-2026"><meta><title>Libraries 2026</title><location>Karaganda</location>
    <dates>May 30 – June 2</dates></meta></event>
</collection>"""


def run(file, slug="imported"):
    out, err = StringIO(), StringIO()
    call_command("import_papers", str(file), event=slug, stdout=out, stderr=err)
    return out.getvalue().splitlines()[-1], err.getvalue().splitlines()


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.xml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.mark.django_db
def test_rows_that_cannot_be_taken_are_named_and_the_rest_goes_on(small):
    summary, refused = run(small)
    assert summary == ("imported: 2 papers (2 created, 0 updated, 0 unchanged), 1 sections, 2 authors, 3 rows refused")
    assert [row.split(": ", 1)[1] for row in refused] == [
        "line 12: paper main-2 has no title",
        "line 13: a paper without an id",
        "line 14: paper 2026.lib-main.1 stands in the file twice",
    ]
    event = Event.objects.get(slug="imported")
    assert (event.starts_on.isoformat(), event.ends_on.isoformat()) == ("2026-05-30", "2026-06-02")
    with scope(event=event):
        first, last = Article.objects.order_by("position")
        assert str(first) == "Search in O(n²) & more"
        assert 'alttext="O(n^2)"' in first.title.data["en"]
        assert first.abstract.data["en"] == (
            'See <a href="https://example.org/a" rel="noopener">example.org/a</a>. Kept <b>words</b>.'
        )
        assert [str(author) for author in first.authors.all()] == ["Ulzhan Tolegenova", "Mausam"]
        assert first.authors.first().organisation == "Bukhar-Zhyrau CLS"
        assert (last.language, last.title.data, last.doi) == ("ru", {"ru": "Последняя"}, "")
        assert Volume.objects.get().slug == "main"
        assert list(Article.objects.found_by("Толегенова")) == [first]


@pytest.mark.django_db
def test_a_second_import_changes_nothing_and_a_changed_file_only_what_changed(small):
    run(small)
    assert "(0 created, 0 updated, 2 unchanged)" in run(small)[0]
    small.write_text(SMALL.replace("Tolegenova", "Tolegen"), "utf-8")
    assert "(0 created, 1 updated, 1 unchanged)" in run(small)[0]
    with scope(event=Event.objects.get(slug="imported")):
        assert ArticleAuthor.objects.filter(family_name="Tolegen").count() == 1
        assert ArticleAuthor.objects.count() == 2


@pytest.mark.django_db
def test_long_identifiers_come_in_twice_and_stay_apart(small):
    name = "v" * 120
    other = SMALL.partition("<volume")[2].partition("</volume>")[0].replace('id="main"', f'id="{name}2"', 1)
    text = SMALL.replace('id="main"', f'id="{name}1"').replace("</volume>", f"</volume><volume{other}</volume>")
    small.write_text(text, "utf-8")
    assert "4 papers (4 created" in run(small)[0]
    assert "(0 created, 0 updated, 4 unchanged), 2 sections" in run(small)[0]
    with scope(event=Event.objects.get(slug="imported")):
        assert Section.objects.count() == 2


@pytest.mark.django_db
def test_a_volume_that_stands_twice_in_a_file_is_one_section(small):
    small.write_text(SMALL.replace("</volume>", '</volume><volume id="main"><meta/></volume>'), "utf-8")
    assert "2 papers (2 created" in run(small)[0]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    "<collection><volume>&b;</volume></collection>"
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SMALL[:900].encode(), "well-formed"),
        (BOMB.encode(), "entities"),
        (SMALL.encode("cp1251", "replace"), "well-formed"),
        (SMALL.replace("UTF-8", "ascii").encode(), "well-formed"),
        (b"<schedule/>", "not a collection"),
        (b"<collection/>", "no volumes"),
        (b"  ", "empty"),
    ],
)
def test_a_broken_file_is_one_clear_line_and_nothing_is_half_done(tmp_path, content, words):
    path = tmp_path / "broken.xml"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words) as caught:
        run(path)
    assert "\n" not in str(caught.value)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_size_missing_file_and_reserved_address(tmp_path, settings, small):
    settings.IMPORT_MAX_BYTES = 100
    with pytest.raises(CommandError, match="limit"):
        run(small)
    with pytest.raises(CommandError, match="no such file"):
        run(tmp_path / "nowhere.xml")
    settings.IMPORT_MAX_BYTES = 10_000
    with pytest.raises(CommandError, match="manage"):
        run(small, slug="manage")
    assert not Event.objects.exists()


def test_days():
    assert [day.isoformat() for day in days_in("August 31 - September 2, 2023", None)] == ["2023-08-31", "2023-09-02"]
    assert days_in("somewhen", 2022) is None
    assert days_in("May 40", 2022) is None


@pytest.mark.django_db
@pytest.mark.skipif(not ACL.exists(), reason="../shared/data/proceedings/2022.acl.xml is not there")
def test_the_whole_acl_collection_comes_in():
    summary, refused = run(ACL, "acl")
    assert summary == "acl: 774 papers (774 created, 0 updated, 0 unchanged), 5 sections, 3601 authors, 0 rows refused"
    assert not refused
    with scope(event=Event.objects.get(slug="acl")):
        assert Section.objects.count() == 5
        assert not [a for a in Article.objects.all() if "\\" in str(a) or "$" in a.title.data["en"]]
        assert sum(a.abstract.data["en"].count("<math") for a in Article.objects.all()) == 89
    assert "(0 created, 0 updated, 774 unchanged)" in run(ACL, "acl")[0]
