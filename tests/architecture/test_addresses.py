"""Every address says who may come, the table of permissions is current, and the doors do what the table says."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from conference.config.access_matrix import Address, addresses, as_markdown, roles_allowed
from conference.core.permissions import Access, Audience
from conference.events.choices import Role
from tests.factories.events import EventFactory, MembershipFactory, UserFactory
from tests.support.addresses import example

ROOT = Path(__file__).resolve().parents[2]
TEAM = [
    (a, method, access)
    for a in addresses()
    for method, access in a.access.items()
    if access and access.audience == Audience.TEAM
]
# Doors read roles from the database; who has which is the same table whatever the database.
ON_SERVER = bool(os.environ.get("DATABASE_URL"))
STRANGERS = ("neighbour",) if ON_SERVER else ("outsider", "neighbour")


def test_every_address_declares_its_audience() -> None:
    silent = [address.pattern for address in addresses() for access in address.access.values() if access is None]
    assert silent == []


def test_every_permission_that_is_demanded_exists() -> None:
    unknown = {access.permission for _a, _m, access in TEAM if not roles_allowed(access)}
    assert unknown == set()


def test_table_of_permissions_is_current() -> None:
    with translation.override("en"):
        assert (ROOT / "docs" / "permissions.md").read_text("utf-8") == as_markdown(), "run `make schema`"


@pytest.fixture(scope="module")
def browsers(django_db_setup, django_db_blocker):
    """One browser for each role, an outsider and a member of another event's team."""
    with django_db_blocker.unblock():
        event = EventFactory(slug="gate")
        other = EventFactory(slug="other-gate")
        found = {}
        for role in Role:
            user = UserFactory(email=f"{role.value}@gate.example.org")
            MembershipFactory(event=event, user=user, role=role)
            found[role.value] = user
        found["outsider"] = UserFactory(email="outsider@gate.example.org")
        found["neighbour"] = UserFactory(email="neighbour@gate.example.org")
        MembershipFactory(event=other, user=found["neighbour"], role=Role.OWNER)
        clients = {}
        for name, user in found.items():
            clients[name] = Client()
            clients[name].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        yield clients
        event.delete()
        other.delete()
        for user in found.values():
            user.delete()


def asked(allowed: frozenset[str]) -> list[Role]:
    """Return the roles that knock: all, or with a database server one of those let in and one of those refused."""
    if not ON_SERVER:
        return list(Role)
    pairs = [[role for role in Role if (role.value in allowed) is inside] for inside in (True, False)]
    return [roles[-1] for roles in pairs if roles]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "method", "access"), TEAM, ids=lambda value: str(getattr(value, "pattern", value)))
def test_doors_of_the_team(address: Address, method: str, access: Access, browsers, settings) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}
    url = example(address.pattern, event="gate")
    is_api = url.startswith("/api/")
    method = (method or "GET").lower()

    anonymous = getattr(Client(), method)(url)
    if is_api:
        assert anonymous.status_code in {401, 403, 404}
    else:
        assert anonymous.status_code == 302
        assert anonymous["Location"].startswith("/accounts/login/")
    for stranger in STRANGERS:
        assert getattr(browsers[stranger], method)(url).status_code == 404, stranger
    allowed = roles_allowed(access)
    for role in asked(allowed):
        status = getattr(browsers[role.value], method)(url).status_code
        if role.value in allowed:
            assert status not in {401, 403}, f"{role} must be let in"
        else:
            assert status == 403, f"{role} must be refused"
