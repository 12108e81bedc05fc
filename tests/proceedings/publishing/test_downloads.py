"""Parts of files: what RFC 9110 says of ranges, and that a part is never read whole into memory."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

from proceedings.publishing import downloads

CONTENT = bytes(range(256)) * 1024  # 256 kB: more than one piece
SIZE = len(CONTENT)
ETAG = '"' + "a" * 40 + '"'


@pytest.fixture
def ask():
    """Return a function that asks for the file; what it opened is closed at the end."""
    answers = []

    def send(method="get", **headers):
        name = default_storage.save("volumes/test.pdf", ContentFile(CONTENT))
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        request = getattr(RequestFactory(), method)("/", headers=named)
        found = {"name": name, "size": SIZE, "digest": "a" * 64, "filename": "test.pdf"}
        answers.append(downloads.pdf_response(request, **found, is_public=True))
        return answers[-1]

    yield send
    for answer in answers:  # closing the answer itself would close the database as well
        for close in answer._resource_closers:
            close()


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        (f"bytes=-{SIZE + 5}", 0, SIZE - 1),
        (f"bytes=100000-{SIZE + 5}", 100000, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=70000-140000", 70000, 140000),
    ],
)
def test_a_part_is_what_was_asked_for(asked, first, last, ask):
    answer = ask(range=asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body(answer) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 9}", "bytes=-0"])
def test_what_lies_beyond_the_end_is_refused(asked, ask):
    answer = ask(range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=-", "bytes=9-3", "pages=1-2", "nonsense"])
def test_several_parts_or_nonsense_give_the_whole_file(asked, ask):
    answer = ask(range=asked)
    assert (answer.status_code, answer["Content-Length"]) == (200, str(SIZE))
    assert body(answer) == CONTENT


@pytest.mark.parametrize(("tag", "status"), [(ETAG, 206), ('"other"', 200), ("Wed, 21 Oct 2026 07:28:00 GMT", 200)])
def test_a_part_of_another_version_is_not_given(tag, status, ask):
    answer = ask(range="bytes=0-9", if_range=tag)
    assert answer.status_code == status


def test_an_unchanged_file_is_not_sent_again(ask):
    assert ask(range="bytes=0-9", if_none_match=ETAG).status_code == 304


def test_a_question_about_the_head_ignores_ranges(ask):
    answer = ask("head", range="bytes=0-9")
    assert (answer.status_code, answer["Content-Length"], answer["Accept-Ranges"]) == (200, str(SIZE), "bytes")


def test_a_part_is_read_in_pieces(ask):
    answer = ask(range="bytes=1-")
    pieces = list(answer)
    assert max(map(len, pieces)) <= downloads.PIECE
    assert len(pieces) > 3
