"""The links to a guest's own page, which opens without an account.

Whoever registers is led to the page by its token, under an address that may be somebody else's. The links in letters
prove the address besides; they last while the token is changed (`services.renew_links`), until the address changes.
"""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from conference.core.prepared import PreparedQuery
from conference.core.proofs import AddressProof, code_in, has_proof
from conference.events.models import Event
from conference.registration.models import Registration
from conference.registration.queries import registrations_of

_proof = AddressProof("registration.address")


def link_in_letter(registration: Registration, name: str = "public:registration") -> str:
    """Return the full address of one of the guest's pages, in their language, for letters to their address alone."""
    token = _proof.token(registration.code, registration.person.email)
    with translation.override(registration.person.language):
        path = reverse(name, kwargs={"event": registration.event.slug, "token": token})
    return f"{settings.SITE_URL}{path}"


def is_from_letter(token: str) -> bool:
    """Return whether a token that opened a registration came with a letter to its present address."""
    return has_proof(token)


def is_proven(user: Any, registration: Registration, token: str) -> bool:
    """Return whether who opened the page by `token` is the guest: it came to their address, or it is their account.

    Whoever typed the address into the form, and the team, have a link to the page, too.
    """
    if is_from_letter(token):
        return True
    return bool(user.is_authenticated) and registrations_of(user).filter(pk=registration.pk).exists()


def registration_at(event: Event, token: str) -> Registration | None:
    """Return the registration that a link leads to; None for a forged link and for one that was replaced."""
    is_signed = is_from_letter(token)
    found = _by_code.first(event.pk, code_in(token)) if is_signed else _by_token.first(event.pk, token)
    if found is None:
        return None
    found.event = found.person.event = event
    return found if not is_signed or _proof.proves(token, found.person.email) else None


def _with_person(**which: str) -> QuerySet[Registration]:
    rows = Registration.objects.filter(**which).order_by().select_related("person__organisation", "category")
    return rows[:1]


_by_token: PreparedQuery[Registration] = PreparedQuery(lambda event, token: _with_person(token=token), scoped=True)
_by_code: PreparedQuery[Registration] = PreparedQuery(lambda event, code: _with_person(code=code), scoped=True)
