"""Sessions and people of a release in the reader's language, ready for templates and calendars."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import translation
from django_countries import countries

from conference.core.text.languages import language_names
from conference.programme.choices import SIDE_KINDS, Kind, PersonRole, ReleaseState
from conference.programme.models import ReleasedSession

_LANGUAGES = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class ShownPerson:
    """Somebody beside a title or in the list of speakers, in the reader's language."""

    code: str
    name: str
    role: str
    post: str
    organisation: Any
    town: str
    country: str

    @classmethod
    def of(cls, card: Mapping[str, Any], language: str) -> "ShownPerson":
        """Read a released card."""
        return cls(
            code=card["code"],
            name=card["name"].get(language) or next(iter(card["name"].values()), ""),
            role=card.get("role", ""),
            post=card.get("post", ""),
            organisation=card.get("organisation", {}),
            town=card.get("town", ""),
            country=card.get("country", ""),
        )

    @property
    def role_label(self) -> str:
        """What they do there, in words."""
        return str(PersonRole(self.role).label) if self.role and self.role in PersonRole.values else ""

    @property
    def place(self) -> str:
        """Where they come from: town and country."""
        country = _country(self.country, translation.get_language() or "ru") if self.country else ""
        return ", ".join(filter(None, [self.town, country]))


@dataclass(frozen=True)
class Shown:
    """One session at one time, ready for a template or a calendar."""

    row: ReleasedSession
    rooms: list[Mapping[str, Any]]
    track: Mapping[str, Any] | None
    people: list[ShownPerson]

    @property
    def code(self) -> str:
        """The code in its address."""
        return self.row.code

    @property
    def title(self) -> Mapping[str, str]:
        """The title by language."""
        titles: Mapping[str, str] = self.row.content["title"]
        return titles

    @property
    def subtitle(self) -> Mapping[str, str]:
        """The subtitle by language."""
        texts: Mapping[str, str] = self.row.content["subtitle"]
        return texts

    @property
    def starts_at(self) -> datetime:
        """When it begins."""
        return self.row.starts_at

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.row.ends_at

    @property
    def kind_label(self) -> str:
        """What it is, in words."""
        return str(Kind(self.row.kind).label)

    @property
    def is_side(self) -> bool:
        """Whether it is a break or stands beside the talks."""
        return self.row.kind in SIDE_KINDS

    @property
    def is_break(self) -> bool:
        """Whether nothing is to be heard."""
        return self.row.kind == Kind.BREAK

    @property
    def is_cancelled(self) -> bool:
        """Whether it was announced and does not take place."""
        return self.row.state == ReleaseState.CANCELLED

    @property
    def languages(self) -> list[str]:
        """The codes of the languages in which it is held."""
        return languages_in(self.row.content["language"])

    @property
    def language_label(self) -> str:
        """Its languages in words, first letter small: «қазақ тілі, English»."""
        return language_names(self.languages)


@lru_cache(maxsize=1000)
def _country(code: str, reader: str) -> str:
    """Return the country's name in the active language, which is `reader`."""
    return str(countries.name(code))


def languages_in(said: str) -> list[str]:
    """Return the language codes in "de, en"."""
    return _LANGUAGES.findall(said.lower())
