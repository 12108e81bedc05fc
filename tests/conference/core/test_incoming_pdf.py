"""PDF files from people: what is taken, what is refused, and what never survives."""

import contextlib
import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from conference.core.pdf import clean_pdf, render_html
from conference.core.uploads import clean_document


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render_html('<p>Письмо <a href="https://example.org/">сайт</a></p>', stylesheets=())


def changed(letter: bytes, change, **options) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as document:
        change(document)
        document.save(target, **options)
    return target.getvalue()


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def armed(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = script()
    document.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["x", document.make_indirect(script())]),
        EmbeddedFiles=pikepdf.Dictionary(Names=[]),
    )
    page = document.pages[0]
    page.obj["/AA"] = pikepdf.Dictionary(O=script())
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    button = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
    page.obj["/Annots"].append(document.make_indirect(button))


def test_what_could_run_is_taken_out_and_links_stay(letter) -> None:
    cleaned = clean_pdf(changed(letter, armed))
    for word in (b"JavaScript", b"Launch", b"OpenAction", b"/AA", b"EmbeddedFiles"):
        assert word not in pikepdf_dump(cleaned), word
    assert b"https://example.org/" in pikepdf_dump(cleaned)
    assert word_is_there(letter)


def pikepdf_dump(content: bytes) -> bytes:
    """Return the file with everything uncompressed."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(target, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def word_is_there(letter: bytes) -> bool:
    """Whether the search of this test finds what it looks for in a file that has it."""
    return b"JavaScript" in pikepdf_dump(changed(letter, armed))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "damaged"), (b"%PDF-1.7\n", "damaged"), (b"<html>", "damaged"), (b"\x00" * 99, "damaged")],
)
def test_what_is_no_pdf_is_refused(content, code) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_pdf(content)
    assert refused.value.code == code


def test_a_locked_file_and_one_without_pages_are_refused(letter) -> None:
    locked = changed(letter, lambda document: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    empty = io.BytesIO()
    with pikepdf.new() as document:
        document.save(empty)
    for content, code in ((locked, "locked"), (empty.getvalue(), "pages")):
        with pytest.raises(ValidationError) as refused:
            clean_pdf(content)
        assert refused.value.code == code


def test_a_file_that_may_only_be_read_loses_its_limits(letter) -> None:
    protected = changed(letter, lambda document: None, encryption=pikepdf.Encryption(owner="a", user=""))
    with pikepdf.open(io.BytesIO(clean_pdf(protected))) as document:
        assert not document.is_encrypted


@given(cut=st.integers(0, 4000), noise=st.binary(max_size=40))
def test_a_cut_or_scribbled_file_is_read_or_refused_never_a_fault(letter, cut, noise) -> None:
    with contextlib.suppress(ValidationError):
        assert clean_pdf(letter[:cut] + noise + letter[cut + len(noise) :]).startswith(b"%PDF-")


def test_documents_are_pdf_files_or_pictures(letter) -> None:
    assert clean_document(io.BytesIO(letter)).name.endswith(".pdf")
    with pytest.raises(ValidationError) as refused:
        clean_document(io.BytesIO(b"MZ\x90"))
    assert refused.value.code == "not_a_document"
    with pytest.raises(ValidationError) as refused:
        clean_document(io.BytesIO(letter), max_bytes=100)
    assert refused.value.code == "too_large"
