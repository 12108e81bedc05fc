"""The links of a delegation: the head's page, and the form of each member."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from conference.core.proofs import AddressProof, code_in, has_proof
from conference.delegations.models import Delegation, Member
from conference.events.models import Event

_of_head = AddressProof("delegations.head")
_of_member = AddressProof("delegations.member")


def head_link(delegation: Delegation) -> str:
    """Return the full address of the head's page for a letter to them: opening it proves their address."""
    token = _of_head.token(delegation.code, delegation.head.email)
    return _full("public:delegation", delegation.event, token, delegation.head.language)


def member_link(member: Member) -> str:
    """Return the full address of a member's form, for a letter to the member alone."""
    person = member.registration.person
    token = _of_member.token(member.token, person.email)
    return _full("public:delegation_member", member.delegation.event, token, person.language)


def handed_link(member: Member) -> str:
    """Return the full address of the form for somebody without an e-mail address, to be handed on by the head."""
    language = member.registration.person.language
    return _full("public:delegation_member", member.delegation.event, member.token, language)


def delegation_at(event: Event, token: str) -> Delegation | None:
    """Return the delegation whose head's page a token opens; None for a forged one and one that was replaced."""
    rows: Any = Delegation.objects.filter(event=event).select_related("head", "organisation", "event")
    if not has_proof(token):
        by_token: Delegation | None = rows.filter(token=token).first()
        return by_token
    found: Delegation | None = rows.filter(code=code_in(token)).first()
    return found if found and _of_head.proves(token, found.head.email) else None


def member_at(event: Event, token: str) -> Member | None:
    """Return whose form a token opens. A bare token opens none of somebody whom a letter reaches."""
    rows: Any = Member.objects.filter(delegation__event=event).select_related(
        "delegation__organisation", "delegation__event", "registration__person", "registration__category"
    )
    found: Member | None = rows.filter(token=code_in(token)).first()
    if found is None:
        return None
    email = found.registration.person.email
    if found.completed_at or not has_proof(token):
        return found if found.completed_at or not email else None
    return found if _of_member.proves(token, email) else None


def _full(name: str, event: Event, token: str, language: str) -> str:
    with translation.override(language):
        path = reverse(name, kwargs={"event": event.slug, "token": token})
    return f"{settings.SITE_URL}{path}"
