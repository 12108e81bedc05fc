"""Likely mistakes in the part of an e-mail address that many share."""

import re
from difflib import get_close_matches
from typing import Final

# Where most guests from Kazakhstan and Russia, and travellers, have their mail. Institutions have names of their own.
COMMON: Final = tuple(
    "mail.ru bk.ru list.ru inbox.ru internet.ru mail.kz gmail.com yandex.ru yandex.kz yandex.com ya.ru rambler.ru "
    "icloud.com me.com outlook.com hotmail.com live.com yahoo.com proton.me".split()
)
# Real domains a letter or two away from one of these; beside them "mail" has one in most countries.
REAL: Final = frozenset("email.com mail.com gmx.com gmx.net gmx.de yandex.by yandex.uz email.ru live.ru".split())
OF_A_COUNTRY: Final = re.compile(r"mail\.[a-z]{2}")
ALIKE: Final = 0.85  # "mial.ru" is 0.857 like "mail.ru"; short names of different services are below 0.81


def likely_address(typed: str) -> str:
    """Return what was probably meant by an address, "" where it looks right: name@gmial.com → name@gmail.com."""
    name, _at, domain = typed.rpartition("@")
    domain = domain.lower()
    if not name or domain in COMMON or domain in REAL or OF_A_COUNTRY.fullmatch(domain):
        return ""
    meant = get_close_matches(domain, COMMON, n=1, cutoff=ALIKE)
    return f"{name}@{meant[0]}" if meant else ""
