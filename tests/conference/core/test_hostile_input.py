"""What hostile or careless clients send: no page answers 500, and nothing odd is stored."""

import io
import json

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from conference.core import forms, sheets
from conference.core.activity import services as activity
from conference.core.languages import address_in
from conference.core.text.cleaning import printable
from conference.core.text.localized import i18n
from conference.core.uploads import clean_image
from conference.events.choices import Role
from speakers.submissions.queries import difference
from tests.factories.registration import CategoryFactory, RegistrationFactory


@given(st.text())
def test_what_is_left_of_a_text_can_be_stored_everywhere(text):
    kept = printable(text)
    assert not any(ord(char) < 32 and char not in "\t\n\r" for char in kept)
    assert printable(kept) == kept
    if text.isprintable():
        assert kept == text


def test_control_characters_go_from_every_language_and_soft_breaks_become_lines():
    assert printable(i18n(ru="А\x0bБ", kk="Ә\x00")).data == {"ru": "А\nБ", "kk": "Ә"}


def test_what_turns_the_direction_of_a_page_goes_and_joiners_of_letters_stay():
    assert printable("\u202egnp.exe") == "gnp.exe"
    assert printable("\u2066a\u2069\ufeff \u202d+7 701\u202c") == "a +7 701"
    assert printable("می\u200cخواهم") == "می\u200cخواهم"


class NameForm(forms.Form):
    name = forms.forms.CharField()
    post = forms.forms.CharField(required=False)


@pytest.mark.parametrize("nothing", ["\u200b", "\x01", "\u202e", "\u2060\xa0\u200d"])
def test_a_name_of_which_nothing_is_seen_is_none(nothing):
    assert set(NameForm({"name": nothing, "post": nothing}).errors) == {"name"}
    assert NameForm({"name": f"А{nothing}", "post": nothing}).is_valid()


@pytest.mark.parametrize("cell", ["\x01=1+1", "\x7f@SUM(A1)", "\ufffe-1+1", "=1+1"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_formula_behind_what_nobody_sees_is_none_in_a_spreadsheet(cell, file_format):
    data = sheets.as_file(["a"], [[cell]], file_format, title="t")
    if file_format == "csv":
        assert data.decode("utf-8-sig").splitlines()[1].startswith("'")
    else:
        found = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]
        assert (found.data_type, found.value[0]) == ("s", "'")


@pytest.mark.parametrize("query", ["?q=%00", "?track=%00&room=%00", "?day=%00"])
def test_an_address_with_nul_is_refused_in_words(client: Client, event, query):
    answer = client.get(f"/ru/{event.slug}/{query}")
    assert answer.status_code == 400
    assert '<html lang="ru"' in answer.content.decode()


def test_nul_is_dropped_from_what_a_view_reads_without_a_form(event, member_of, signed_in):
    client = signed_in(member_of(event, Role.OWNER))
    answer = client.post(f"/manage/{event.slug}/people/duplicates/apart/", {"code": ["AB\x00C", "D\x00"]})
    assert answer.status_code == 404
    with scope(event=event):
        CategoryFactory(event=event)
    who = {"given_name": "А\x00й", "family_name": "\x00", "email": "a@example.org", "country": "KZ"}
    step = client.post(f"/ru/{event.slug}/register/start/", who)["Location"]
    assert client.post(step, {"code": "VIP\x00", "apply_code": "1"}).status_code == 200


@pytest.mark.parametrize(
    "body",
    ["[" * 100_000, '{"a":' * 50_000, '{"category": "\\ud800"}', '{"category": "\\u0000"}', '"\\u0000"', "{", "[]"],
)
def test_a_body_that_is_no_use_is_a_clients_error(client: Client, event, body):
    answer = client.post(f"/api/v1/events/{event.slug}/registrations/", body, content_type="application/json")
    assert answer.status_code == 400
    assert set(json.loads(answer.content)) == {"detail", "code", "fields"}


@pytest.mark.django_db
def test_a_header_that_anybody_sends_does_not_decide_whom_the_limit_counts(client: Client, monkeypatch):
    monkeypatch.setattr("rest_framework.throttling.AnonRateThrottle.THROTTLE_RATES", {"anon": "3/min", "user": "3/min"})
    codes = [client.get("/api/v1/events/", headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(5)]
    assert codes == [200, 200, 200, 429, 429]


class DatesForm(forms.Form):
    day = forms.forms.DateField()
    at = forms.forms.DateTimeField(required=False)


@pytest.mark.parametrize("year", ["0001", "0202", "9999"])
def test_a_year_that_nobody_means_is_refused_beside_the_field(year):
    assert set(DatesForm({"day": f"{year}-01-02", "at": f"{year}-01-02 10:00"}).errors) == {"day", "at"}
    assert DatesForm({"day": "2026-12-14"}).is_valid()


def test_odd_metadata_is_a_damaged_picture(monkeypatch, tmp_path):
    from PIL import Image, ImageOps

    def odd(_picture):
        raise TypeError("The fill character must be exactly one character long")

    Image.new("RGB", (4, 4)).save(tmp_path / "photo.png")
    monkeypatch.setattr(ImageOps, "exif_transpose", odd)
    with (tmp_path / "photo.png").open("rb") as stream, pytest.raises(ValidationError) as refused:
        clean_image(stream)
    assert refused.value.code == "damaged"


def test_a_text_of_nothing_but_repeated_words_is_not_compared_word_by_word():
    pieces = list(difference("a b " * 500, "b a a " * 333))  # the cube of the length would take half a minute
    assert [piece.kind for piece in pieces] == ["removed", "added"]
    assert pieces[0].text == ("a b " * 500).strip()


def test_links_of_the_language_switch_stay_on_the_site(rf):
    assert address_in(rf.get("/", PATH_INFO="//evil.example/abc/"), "kk").startswith("/%2F")


def test_a_public_page_gives_no_cookie_of_language(client: Client, event):
    assert not client.get(f"/ru/{event.slug}/?lang=kk").cookies
    assert client.get("/accounts/login/?lang=kk").cookies["language"].value == "kk"


def test_the_log_tells_of_guests_only_to_those_who_may_see_them(event, member_of, signed_in):
    with scope(event=event):
        registration = RegistrationFactory(event=event)
    activity.record(by=None, action="registration_changed", target=registration, event=event, after={"email": "a@b.kz"})
    address = f"/manage/{event.slug}/activity/"
    assert "a@b.kz" in signed_in(member_of(event, Role.REGISTRAR)).get(address).content.decode()
    for role in (Role.CHAIR, Role.EDITOR):
        assert "a@b.kz" not in signed_in(member_of(event, role)).get(address).content.decode()
