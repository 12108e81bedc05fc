"""Endpoints of organisations."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from conference.events.choices import Role
from tests.conference.people.organisations.shelf import library
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_api_lists_changes_and_merges(in_event, member_of) -> None:
    client = APIClient()
    here = {"event": in_event.slug}
    kept = library(in_event, "Библиотека им. Абая")
    gone = library(in_event, "", "", "Abai Library")
    PersonFactory(event=in_event, organisation=gone)
    listed = reverse("api_organisations", kwargs=here)
    assert client.get(listed).status_code in {401, 403}
    client.force_authenticate(member_of(in_event, Role.REGISTRAR))
    assert client.get(listed, {"q": "абай"}).json()["count"] == 2
    assert len(client.get(reverse("api_organisation_pairs", kwargs=here)).json()) == 1
    one = reverse("api_organisation", kwargs=here | {"code": kept.code})
    assert client.patch(one, {"ror": "05dxps056"}).status_code == 400
    assert client.patch(one, {"ror": "https://ror.org/05dxps055"}).json()["ror"] == "05dxps055"
    assert client.post(listed, {"name": {"ru": "Иная"}, "ror": "05dxps055"}).status_code == 400
    assert client.post(listed, {"name": {}}).status_code == 400
    merge = reverse("api_organisations_merge", kwargs=here)
    assert client.post(merge, {"kept": kept.code, "gone": ["NOSUCH22"]}).status_code == 404
    assert client.post(merge, {"kept": kept.code, "gone": [kept.code]}).status_code in {404, 409}
    assert client.delete(reverse("api_organisation", kwargs=here | {"code": gone.code})).status_code == 409
    assert client.post(merge, {"kept": kept.code, "gone": [gone.code]}).json()["people_count"] == 1
    made = client.post(listed, {"name": {"ru": "Иная"}, "country": "PL"}).json()
    apart = reverse("api_organisations_apart", kwargs=here)
    assert client.post(apart, {"codes": [kept.code, made["code"]]}).status_code == 204
    assert client.delete(reverse("api_organisation", kwargs=here | {"code": made["code"]})).status_code == 204
