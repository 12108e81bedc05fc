"""A robot is slowed down, a library that registers its people is not, and nobody loses what was typed."""

import pytest
from django.core.cache import cache
from django.test import Client

from conference.config import settings as real
from conference.registration.models import Draft, Registration
from tests.conference.registration.test_pages import WHO
from tests.factories.registration import CategoryFactory

pytestmark = pytest.mark.django_db


def test_too_many_forms_from_one_network_have_to_wait(client: Client, in_event, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"register_guest": "3/10m/ip"}
    category = CategoryFactory(event=in_event)
    start = f"/en/{in_event.slug}/register/start/"
    client.post(start, {})
    client.post(start, WHO | {"switch_language": "en"})
    step = client.post(start, WHO)
    step = client.post(step["Location"], {"category": category.code, "mode": "remote", "visibility": "nobody"})
    review = client.post(step["Location"], {"consent": "1"})["Location"]
    for _time in range(2):
        client.post(start, WHO)
    refused = client.post(start, WHO)
    assert refused.status_code == 429
    assert "a few minutes" in refused.content.decode()
    assert "Ботақара" in refused.content.decode()
    assert Draft.objects.count() == 3
    refused = client.post(review)
    assert refused.status_code == 429
    assert "a few minutes" in refused.content.decode()
    assert not Registration.objects.exists()
    assert client.post(start, WHO, REMOTE_ADDR="10.0.0.9").status_code == 302, "others are not held up"
    cache.clear()
    assert "/registration/" in client.post(review)["Location"]


def test_a_library_registers_its_people_from_one_address() -> None:
    forms, minutes, whose = real.ACCOUNT_RATE_LIMITS["register_guest"].split("/")
    assert (int(forms) // 2, minutes, whose) == (60, "10m", "ip"), "sixty guests in ten minutes"
