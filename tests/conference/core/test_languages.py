"""Which language a request is answered in, and that a switch keeps what was typed."""

import pytest
from django.test import Client

from conference.core.forms import Form
from conference.core.languages import address_in

pytestmark = pytest.mark.django_db


def test_an_address_without_language_leads_to_the_visitors_own(event, client: Client) -> None:
    for header, language in [("kk,ru;q=0.5", "kk"), ("en-GB,en", "en"), ("de", "ru")]:
        response = client.get(f"/{event.slug}/", HTTP_ACCEPT_LANGUAGE=header)
        assert response.status_code == 302
        assert response["Location"] == f"/{language}/{event.slug}/"


def test_a_public_page_sets_no_cookie_and_speaks_the_language_of_its_address(event, client: Client) -> None:
    response = client.get(f"/kk/{event.slug}/", HTTP_ACCEPT_LANGUAGE="ru")
    assert response["Content-Language"] == "kk"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_choice_in_the_address_is_remembered(client: Client) -> None:
    response = client.get("/accounts/login/?lang=kk")
    assert response["Content-Language"] == "kk"
    assert client.get("/accounts/login/")["Content-Language"] == "kk"
    assert client.get("/accounts/login/?lang=xx")["Content-Language"] == "kk", "an unknown language is ignored"


def test_addresses_in_other_languages_keep_the_query(rf) -> None:
    assert address_in(rf.get("/ru/library-80/?day=2"), "kk") == "/kk/library-80/?day=2"
    assert address_in(rf.get("/my/?a=1&lang=ru"), "en") == "/my/?a=1&lang=en"


class Sample(Form):
    from django import forms

    name = forms.CharField()


def test_a_form_sent_for_another_language_keeps_everything_and_complains_of_nothing() -> None:
    form = Sample({"name": "", "switch_language": "kk"})
    assert not form.is_valid()
    assert not form.errors
    assert Sample({"name": "Айгүл", "switch_language": "kk"})["name"].value() == "Айгүл"
    assert not Sample({"name": ""}).is_valid()
    assert Sample({"name": ""}).errors
