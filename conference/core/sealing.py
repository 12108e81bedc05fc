"""The door to encryption, for what nobody may read from a copy of the database: only this module imports cryptography.

Values are sealed by the first key of `SEALING_KEYS`; each key listed opens what it sealed, so keys can be rotated. Keys
derived from SECRET_KEY come last: they seal only where no key is set, as on a developer's machine or in the demo.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"alqa.sealing.1"  # keeps the derived key apart from whatever else is made of SECRET_KEY


class SealError(Exception):
    """No key at hand opens the value: the key that sealed it is gone, or somebody changed the value."""


def seal(values: Mapping[str, Any]) -> str:
    """Return `values`, which must be JSON, as a text that only our keys open."""
    return _keys().encrypt(json.dumps(values, ensure_ascii=False).encode()).decode()


def unseal(sealed: str) -> dict[str, Any]:
    """Return what was sealed. Raises SealError."""
    try:
        found: dict[str, Any] = json.loads(_keys().decrypt(sealed.encode()))
    except InvalidToken as fault:
        raise SealError from fault
    return found


def sealed_anew(sealed: str) -> str:
    """Return the same values sealed by the newest key. Raises SealError."""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken as fault:
        raise SealError from fault


def _keys() -> MultiFernet:
    derived = [_derived(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(key) for key in [*settings.SEALING_KEYS, *derived]])


def _derived(secret: str) -> str:
    """Return a key made of a secret by HKDF (RFC 5869)."""
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(made).decode()
