"""PDF and QR codes as they come out: pages rendered, fonts looked into, codes read back."""

import io

import pypdfium2
import pytest
from django.test import override_settings
from PIL import Image

from conference.core import pdf, qr

KAZAKH = "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і"


def page(tmp_path, body: str, **more) -> bytes:
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8><title>t</title>{body}", "utf-8")
    from django.conf import settings

    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    with override_settings(TEMPLATES=templates):
        return pdf.render("page.html", {}, language="kk", stylesheets=(), **more)


@pytest.mark.parametrize("family", ["PT Serif", "Literata", "Golos Text"])
def test_every_print_font_has_every_kazakh_letter(tmp_path, family: str) -> None:
    made = page(tmp_path, f'<style>body {{ font-family: "{family}" }}</style><p>{KAZAKH}</p><p><b>{KAZAKH}</b></p>')
    assert pdf.foreign_fonts(made) == set(), "a letter was taken from a font of the system"
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert set(KAZAKH) <= set(text)


def test_missing_signs_are_noticed_whatever_fonts_the_system_has() -> None:
    assert pdf.lacking(f"<p title='漢'>{KAZAKH} — «№» &amp; &#x2009;\u200b\u0301\u0418\u0306</p>") == []
    assert pdf.lacking("<p>漢字 &#xe01;</p>") == ["ก", "字", "漢"]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "given:other.png",
        "static:../manage.py",
    ],
)
def test_nothing_is_fetched_while_rendering(tmp_path, address: str, monkeypatch) -> None:
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", refuse)
    opened = []
    fetch = pdf.ClosedFetcher.fetch

    def watched(self, url, headers=None):
        found = fetch(self, url, headers)
        opened.append(url)
        return found

    monkeypatch.setattr(pdf.ClosedFetcher, "fetch", watched)
    made = page(tmp_path, f'<img src="{address}"><link rel="attachment" href="{address}"><p>a</p>')
    assert pdf.page_count(made) == 1
    assert [url for url in opened if not url.startswith("font:")] == []


@pytest.mark.parametrize("text", ["https://example.org/desk/library-80/scan/ABCDEFGH:c2lnbmVk/", "Қазақ 42"])
def test_codes_can_be_read_back(text: str) -> None:
    assert qr.read(Image.open(io.BytesIO(qr.png(text)))) == [text]


def test_the_svg_code_says_the_same_as_the_picture(tmp_path) -> None:
    made = page(tmp_path, f"<div>{qr.svg('ALQA-42')}</div>")
    picture = pypdfium2.PdfDocument(made)[0].render(scale=3).to_pil()
    assert qr.read(picture) == ["ALQA-42"]
