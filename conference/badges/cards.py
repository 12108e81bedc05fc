"""What stands on a badge, and in which size: measured with the letters of the print font, so that nothing overflows."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils import translation
from django_countries import countries
from PIL import Image

from conference.badges.models import BadgeDesign
from conference.badges.queries import scan_address
from conference.core import qr
from conference.core.pdf.fonts import face
from conference.core.text.localized import localized
from conference.people.models import Person
from conference.people.names import is_latin, latin_name
from conference.registration.models import Registration

MM = 72 / 25.4
WIDTH = 89 * MM  # between the margins of a badge
BESIDE_CODE = 57 * MM  # left of the code
LEADING = 1.12
# Sizes in points for which the stylesheet has a class, the largest first, and the height that the text may fill.
NAME_SIZES = (40, 36, 32, 28, 24, 20, 17, 14)
NAME_HEIGHT = 42 * MM
LATIN_SIZES = (14, 12, 10)
HOUSE_SIZES = (12, 10, 9, 8)
HOUSE_HEIGHT = 21 * MM
CATEGORY_SIZES = (17, 14, 12, 10, 8)
PHOTO_SIDE = 480


@dataclass(frozen=True)
class Badge:
    """One badge, ready for its template."""

    code: str
    event_name: str
    names: list[str]
    name_size: int
    latin: str
    latin_size: int
    organisation: str
    organisation_size: int
    town: str
    category: list[str]
    category_size: int
    qr: str
    photo: str
    language: str
    given: Mapping[str, bytes] = field(default_factory=dict)


def badge_of(registration: Registration, design: BadgeDesign, *, inline: bool = False) -> Badge:
    """Put together what a badge says. Pictures go into `given`, or into the page itself when `inline`."""
    person, language = registration.person, design.language
    names = names_of(person, patronymic=design.show_patronymic)
    house = person.organisation if design.show_organisation else None
    organisation = localized(house.name, language) if house else ""
    category = categories_of(registration, design)
    latin = latin_of(person) if design.show_latin else ""
    pictures = {f"{registration.code}.png": qr.png(scan_address(registration), scale=4)}
    if design.show_photo and (portrait := photo_of(person)):
        pictures[f"{registration.code}.jpg"] = portrait
    src = {name: _inline(name, content) if inline else f"given:{name}" for name, content in pictures.items()}
    return Badge(
        code=registration.code,
        event_name=localized(registration.event.name, language),
        names=names,
        name_size=fitting(names, NAME_SIZES, WIDTH, NAME_HEIGHT, "Golos-Text-Bold"),
        latin=latin,
        latin_size=fitting([latin], LATIN_SIZES, WIDTH, 2 * LATIN_SIZES[1] * LEADING, "Golos-Text"),
        organisation=organisation,
        organisation_size=fitting([organisation], HOUSE_SIZES, BESIDE_CODE, HOUSE_HEIGHT, "Golos-Text-Semi-Bold"),
        town=town_of(person, language) if design.show_town else "",
        category=category,
        category_size=fitting([" · ".join(category)], CATEGORY_SIZES, WIDTH - 8 * MM, 12 * MM, "Golos-Text-Semi-Bold"),
        qr=src[f"{registration.code}.png"],
        photo=src.get(f"{registration.code}.jpg", ""),
        language=language,
        given={} if inline else pictures,
    )


def names_of(person: Person, *, patronymic: bool) -> list[str]:
    """Return the lines of the name: what somebody wants to be called, else the given name above the family name."""
    if person.badge_name:
        return [person.badge_name]
    given = f"{person.given_name} {person.patronymic}" if patronymic and person.patronymic else person.given_name
    return [line for line in (given, person.family_name) if line]


def latin_of(person: Person) -> str:
    """Return the name in Latin letters below a name in other ones."""
    if is_latin(person.name_on_badge):
        return ""
    return person.latin_name or latin_name(person.family_name, person.given_name)


def town_of(person: Person, language: str) -> str:
    """Return town and country in the badge's language."""
    house = person.organisation
    town = person.town or (house.town if house else "")
    land = person.country or (house.country if house else "")
    with translation.override(language):
        country = str(countries.name(str(land))) if land else ""
    return ", ".join(part for part in (town, country) if part)


def categories_of(registration: Registration, design: BadgeDesign) -> list[str]:
    """Return the category in the badge's languages, once where they are alike."""
    languages = [design.language, design.second_language or design.language]
    names = [localized(registration.category.name, language) for language in languages]
    return list(dict.fromkeys(name for name in names if name))


def photo_of(person: Person) -> bytes:
    """Return the portrait as a small JPEG; nothing when the file is gone or unreadable: a badge does without it."""
    if not person.photo:
        return b""
    target = BytesIO()
    try:
        with person.photo.open("rb") as stream, Image.open(stream) as picture:
            small = picture.convert("RGB")
            small.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
            small.save(target, "JPEG", quality=85)
    except (OSError, ValueError):
        return b""
    return target.getvalue()


def fitting(lines: list[str], sizes: tuple[int, ...], width: float, height: float, font: str) -> int:
    """Return the largest size at which the wrapped lines fit; the smallest, which breaks anywhere, when none does."""
    measure = face(font)
    for size in sizes:
        wrapped = [count_lines(line, lambda text, size=size: measure.text_width(text, size), width) for line in lines]
        if None not in wrapped and sum(filter(None, wrapped)) * size * LEADING <= height:
            return size
    return sizes[-1]


def count_lines(text: str, width_of: Any, width: float) -> int | None:
    """Return how many lines the text takes when it is broken at spaces and hyphens; None when a part is too wide."""
    parts = text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")
    count, line = 1, ""
    for part in parts:
        if width_of(part.rstrip()) > width:
            return None
        if width_of((line + part).rstrip()) > width:
            count, line = count + 1, part
        else:
            line += part
    return count


def _inline(name: str, content: bytes) -> str:
    kind = "png" if name.endswith(".png") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def pages_of(badges: list[Badge], per_page: int) -> list[list[Badge]]:
    """Return the badges by sheet."""
    return [badges[start : start + per_page] for start in range(0, len(badges), per_page)]
