"""The API against its own schema: made-up requests to every endpoint, by nobody and by an owner with a token."""

import os
from types import SimpleNamespace
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from knox.models import AuthToken
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from conference.config.install import ROOT
from conference.core.text.localized import i18n
from conference.events.choices import Role
from conference.fees.models import Price
from conference.privacy.models import ErasureRequest
from conference.programme.services.releases import release_programme
from conference.registration.models import AccessCode, Quota
from conference.registration.moderation.models import ChangeRequest
from tests.factories.delegations import announced, bring
from tests.factories.events import EventFactory, MembershipFactory
from tests.factories.fees import billed, invoice_of, pay, with_fees
from tests.factories.letters import LetterTemplateFactory, asked, issued
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.proceedings import ArticleFactory, VolumeFactory
from tests.factories.programme import RoomFactory, SessionPersonFactory, TrackFactory, placed
from tests.factories.registration import RegistrationFactory
from tests.factories.roundtables import RoundTableFactory
from tests.factories.speakers import CallFactory, SubmissionFactory

SCHEMA = schemathesis.openapi.from_path(ROOT / "docs" / "openapi.yaml")
OPERATIONS = [f"{method.upper()} {path}" for path, methods in SCHEMA.items() for method in methods]
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
# Parsers and checks are the same whatever the database; what a server of its own refuses shows in a few.
EXAMPLES = 4 if os.environ.get("DATABASE_URL") else 10
AT_THE_DOOR = 3  # who is turned away is turned away before anything is read
MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]
# What databases and parsers stumble over, beside what the schema lets one make up.
HOSTILE = ["\x00", "a\x00b", "٣", "9" * 30, "-1", "%00", "'", "\ufffe", "Ә" * 300]
QUERY = set("q state kind category country order track".split())  # what lists are asked by, beside the schema


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """What `world` shows, made once: each test goes back to it, because it works inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made, db, monkeypatch):
    """An event with something behind every address, its owner's token, and no limit on requests."""
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": None, "user": None})
    return made


def make_world() -> SimpleNamespace:
    """Make the event and its owner, and return what their addresses consist of."""
    event = EventFactory(slug="konf")
    owner = MembershipFactory(event=event, role=Role.OWNER).user
    with scope(event=event):
        track = TrackFactory(event=event)
        organisation = OrganisationFactory(event=event)
        session = placed(event, room=RoomFactory(event=event), hours=10, track=track)
        SessionPersonFactory(session=session, person=PersonFactory(event=event))
        release_programme(event=event, by=None)
        table = RoundTableFactory(event=event)
        submission = SubmissionFactory(call=CallFactory(event=event), submitter=owner)
        registration = RegistrationFactory(event=event)
        volume = VolumeFactory(event=event)
        article = ArticleFactory(volume=volume)
        template = LetterTemplateFactory(event=event)
        letter = issued(event, owner)
        request = asked(event)
        quota = Quota.objects.create(event=event, name=i18n(ru="Зал"), capacity=5)
        code = AccessCode.objects.create(event=event, word="ALQA-80")
        change = ChangeRequest.objects.create(
            event=event, registration=registration, wanted={"name": {"given_name": "Ким"}}, before={"name": {}}
        )
        with_fees(event)
        invoice = invoice_of(billed(event))
        payment, price = pay(invoice, 1_000_00, owner), Price.objects.get()
        wish = ErasureRequest.objects.create(event=event, person=registration.person)
        delegation = announced(event)
        [member] = bring(delegation, "Динара", category=registration.category.code)
    known = {
        "organisations": organisation.code,
        "registrations": registration.code,
        "sessions": session.code,
        "submissions": submission.code,
        "articles": article.code,
        "templates": template.code,
        **dict.fromkeys(("letters", "revoke", "reissue"), letter.code),
        **dict.fromkeys(("requests", "issue", "decline", "passport"), request.code),
        "round-tables": table.slug,
        "proceedings": volume.slug,
        "erasures": wish.code,
        "quotas": quota.code,
        "access-codes": code.code,
        "registration-changes": change.code,
        "prices": price.code,
        **dict.fromkeys(("invoices", "confirm", "refund"), invoice.code),
        **dict.fromkeys(("payments", "undo"), payment.code),
        "delegations": delegation.code,
        "members": member.code,
        "notices": "card",
        "events": event.slug,
    }
    token = AuthToken.objects.create(user=owner)[1]
    return SimpleNamespace(known=known, volume=volume.slug, delegation=delegation.code, token=token)


def real_address(path: str, world: SimpleNamespace) -> dict[str, str]:
    """Return the parameters of an address behind which there is something."""
    parts = path.strip("/").split("/")
    found = {"event": world.known["events"], "volume": world.volume, "delegation": world.delegation}
    names = [part[1:-1] for part in parts if part.startswith("{")]
    last = next((part for part in reversed(parts) if part in world.known), "")
    return {name: found.get(name) or world.known[last] for name in names}


@pytest.fixture(scope="module")
def application():
    """Return the site as a server runs it, except that the test's own connection stays open between requests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


def is_open(operation) -> bool:
    """Whether the schema lets anybody ask."""
    return {} in operation.definition.raw["security"]


@pytest.mark.parametrize("reader", ["nobody", "owner"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_one_that_the_schema_describes(label, reader, world, application) -> None:
    method, path = label.split(" ")
    operation = SCHEMA[path][method]
    headers = {"Authorization": f"Token {world.token}"} if reader == "owner" else {}
    there = real_address(path, world)
    modes = [operation.as_strategy(generation_mode=mode) for mode in MODES]
    examples = EXAMPLES if reader == "owner" or is_open(operation) else AT_THE_DOOR

    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=st.one_of(modes), known=st.booleans())
    def ask(case, known) -> None:
        if known:
            case.path_parameters.update(there)
        answer = case.call(app=application, base_url="http://testserver", headers=headers)
        case.validate_response(answer, checks=CHECKS)

    ask()


@pytest.mark.parametrize("label", OPERATIONS)
def test_what_databases_stumble_over_is_no_fault_of_ours(label, world, client) -> None:
    method, path = label.split(" ")
    known = real_address(path, world)
    wanted = {parameter["name"] for parameter in SCHEMA[path][method].definition.raw["parameters"]} | QUERY
    for value in HOSTILE:
        query = urlencode(dict.fromkeys(wanted - {"draft"}, value) | {"draft": "1"})
        spoiled = [known | {name: quote(value, safe="")} for name in known]
        addresses = [f"{path.format(**known)}?{query}", *(path.format(**values) for values in spoiled)]
        for address in addresses:
            answer = client.generic(
                method, address, content_type="application/json", headers={"authorization": f"Token {world.token}"}
            )
            assert answer.status_code < 500, address


@pytest.mark.parametrize("label", OPERATIONS)
def test_who_is_nobody_gets_only_what_is_for_everybody(label, world, client) -> None:
    method, path = label.split(" ")
    operation = SCHEMA[path][method]
    address = path.format(**real_address(path, world))
    answer = client.generic(method, address, content_type="application/json")
    assert answer.status_code == 401 or is_open(operation)
    answer = client.generic(method, address, content_type="application/json", headers={"authorization": "Token none"})
    assert answer.status_code == 401
