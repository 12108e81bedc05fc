"""The mark at the addresses where browsers and phones look for it by themselves."""

import json

import pytest
from django.test import Client


def file_at(address: str) -> tuple[str, bytes]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer["Content-Type"], b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("address", "kind", "beginning"),
    [
        ("/favicon.ico", "image/x-icon", b"\x00\x00\x01\x00"),
        ("/apple-touch-icon.png", "image/png", b"\x89PNG"),
    ],
)
def test_icons_are_where_browsers_look_for_them(address, kind, beginning) -> None:
    found, content = file_at(address)
    assert found in {kind, "image/vnd.microsoft.icon"}
    assert content.startswith(beginning)


def test_the_manifest_names_icons_that_exist() -> None:
    kind, content = file_at("/manifest.json")
    assert kind == "application/json"
    for icon in json.loads(content)["icons"]:
        assert file_at(icon["src"])[1].startswith(b"\x89PNG")
