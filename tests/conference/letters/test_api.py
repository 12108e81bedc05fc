"""Letters by the API: the same doors and the same services."""

import pytest
from django_scopes import scope

from conference.events.choices import Role
from conference.letters.choices import Kind
from conference.letters.models import Letter, LetterTemplate, PassportOpening
from tests.factories.letters import PASSPORT, asked, issued

API = "/api/v1/events/konf/letters/"
JSON = "application/json"


@pytest.fixture
def requests(event):
    with scope(event=event):
        return asked(event), asked(event, Kind.VISA)


def test_the_officer_opens_a_passport_and_issues_the_letter(event, requests, officer, signed_in) -> None:
    _invitation, visa = requests
    client = signed_in(officer)
    here = f"{API}requests/{visa.code}/"
    assert client.post(f"{here}passport/", {}, content_type=JSON).status_code == 400
    opened = client.post(f"{here}passport/", {"reason": "check"}, content_type=JSON)
    assert opened.json()["number"] == PASSPORT.number
    assert client.post(f"{here}issue/").status_code == 201
    assert client.post(f"{here}issue/").status_code == 409
    with scope(event=event):
        assert PassportOpening.objects.count() == 1


def test_lists_tell_nothing_of_passports(event, requests, officer, signed_in) -> None:
    with scope(event=event):
        letter = issued(event, officer, Kind.VISA)
    client = signed_in(officer)
    for path in ("", "requests/", f"{letter.code}/", f"requests/{letter.request.code}/"):
        answer = client.get(f"{API}{path}")
        assert answer.status_code == 200
        assert PASSPORT.number not in answer.content.decode()
        assert PASSPORT.surname not in answer.content.decode()
    assert client.get(f"{API}?state=revoked").json()["count"] == 0
    assert client.get(f"{API}requests/?kind=invitation").json()["count"] == 1


def test_visas_and_passports_are_not_the_registrars(event, requests, registrar, signed_in) -> None:
    invitation, visa = requests
    client = signed_in(registrar)
    assert client.post(f"{API}requests/{visa.code}/issue/").status_code == 403
    assert (
        client.post(f"{API}requests/{visa.code}/passport/", {"reason": "check"}, content_type=JSON).status_code == 403
    )
    assert client.post(f"{API}requests/{invitation.code}/issue/").status_code == 201
    with scope(event=event):
        letter = Letter.objects.get()
    anew = client.post(f"{API}{letter.code}/reissue/", {"reason": "опечатка"}, content_type=JSON)
    assert anew.json()["replaces"] == letter.number
    assert client.post(f"{API}{letter.code}/revoke/", {"reason": "-"}, content_type=JSON).status_code == 409


def test_templates_are_made_and_changed(event, registrar, officer, member_of, signed_in) -> None:
    client = signed_in(registrar)
    body = {"kind": "invitation", "language": "kk", "body": "{nmae}"}
    assert "body" in client.post(f"{API}templates/", body, content_type=JSON).json()["fields"]
    made = client.post(f"{API}templates/", {**body, "body": "Құрметті {name}!"}, content_type=JSON)
    assert made.status_code == 201
    here = f"{API}templates/{made.json()['code']}/"
    assert client.patch(here, {"is_used": True}, content_type=JSON).status_code == 400, "nobody signs it"
    changed = client.patch(here, {"is_used": True, "signatory_name": "Г. Оразбаева"}, content_type=JSON)
    assert changed.json()["is_used"] is True
    assert client.patch(here, {"countries": ["XX"]}, content_type=JSON).status_code == 400
    assert signed_in(officer).get(here).status_code == 403
    assert signed_in(member_of(event, Role.CHAIR)).get(API).status_code == 403
    assert client.delete(here).status_code == 204
    with scope(event=event):
        assert LetterTemplate.objects.count() == 2
