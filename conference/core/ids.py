"""Public identifiers: short random codes instead of counters, and address words (slugs) from titles in any script."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from conference.core.text.transliteration import to_latin

# Without 0/O, 1/I/L and U/V: read aloud, typed at a desk and printed small, none is mistaken for another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
CODE_LENGTH = 8

# First words of addresses that belong to the site, so that no event takes them (see DESIGN "Addresses that stay").
RESERVED_SLUGS = frozenset(
    "accounts admin api demo design desk health kk live manage media my oai proceedings ru en static verify "
    "about help login logout register robots sitemap favicon schedule events event new".split()
)


def new_code() -> str:
    """Return a random code of 8 letters and digits; 29**8 values, so a guess at one event's codes is hopeless."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_token() -> str:
    """Return a secret for a link sent by mail: 32 URL-safe characters, 192 bits."""
    return secrets.token_urlsafe(24)


def slug_from(text: str, fallback: str = "item", max_length: int = 50) -> str:
    """Turn a title in any of our scripts into an address word: «Қазақстан кітаптары» → qazaqstan-kitaptary."""
    slug = slugify(to_latin(text))[:max_length].strip("-")
    return slug or fallback


def refuse_reserved(slug: str) -> None:
    """Raise ValidationError when `slug` is a word of the site's own addresses."""
    if slug.lower() in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is a word of the site's own addresses. Choose another."), params={"slug": slug}
        )


class Coded(models.Model):
    """A model that is named in addresses by a random code."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)

    class Meta:
        abstract = True
