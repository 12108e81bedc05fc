"""Single values of schedule files: texts, lengths, moments, zones, kinds. Pure functions; faults are `UnfitError`."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from conference.core.text.localized import LANGUAGE_CODES
from conference.programme.choices import Kind

LONGEST = 32767  # minutes that fit the column, 22 days
_LENGTH = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>\d{2})(?::(?P<seconds>\d{1,2}))?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONG_CODES = {"rus": "ru", "kaz": "kk", "kz": "kk", "eng": "en"}

# The first line whose words begin some word of the type decides; what no line knows is "other".
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.ROUND_TABLE, "round.?table panel bof podium discussion круглый дөңгелек"),
    (Kind.BREAK, "break lunch breakfast dinner coffee snack pause перерыв обед кофе үзіліс түскі"),
    (Kind.PLENARY, "plen keynote plén pléniaire пленар"),
    (Kind.OPENING, "ceremony opening closing открыти закрыти ашылу жабылу"),
    (Kind.WORKSHOP, "workshop tutorial hands.on atelier sprint training мастер семинар шеберлік"),
    (Kind.POSTER, "poster стенд постер"),
    (Kind.EXHIBITION, "exhib expo installation выставк көрме"),
    (Kind.VISIT, "excursion tour visit экскурс посещени сапар"),
    (Kind.SOCIAL, "dj live party concert social game theat performance evening entertainment концерт ужин"),
    (Kind.TALK, "talk lecture presentation lightning conférence vortrag доклад лекци выступлени баяндама"),
)
_KIND_PATTERNS = [
    (kind, re.compile(r"\b(?:" + "|".join(words.split()) + ")", re.IGNORECASE | re.UNICODE)) for kind, words in _KINDS
]
_BREAKS = re.compile(r"(?:\w+ )?(?:break|lunch|breakfast|dinner)|coffee|обед|перерыв|үзіліс", re.IGNORECASE)


class UnfitError(Exception):
    """A value that cannot be taken; the text says why."""


def clean(value: Any) -> str:
    """Return a text without characters that a database refuses (NUL, lone surrogates); None and lists give ""."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    text = str(value).replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8")


def line(value: Any) -> str:
    """Return a text as one line without spaces around it."""
    return " ".join(clean(value).split())


def text_of(value: Any) -> dict[str, str]:
    """Return a text by language: a plain one under "", an object of texts by its keys; empty ones are left out."""
    if isinstance(value, dict):
        return {line(code).lower(): clean(text) for code, text in value.items() if clean(text).strip()}
    text = clean(value)
    return {"": text} if text.strip() else {}


def site_language(said: str, main: str) -> str:
    """Return the first of our languages that `said` names ("de, en", "ru_RU", "kaz"), else `main`."""
    codes = [_LONG_CODES.get(code, code) for code in _LANGUAGE.findall(said.lower())]
    return next((code for code in codes if code in LANGUAGE_CODES), main)


def by_site_language(text: dict[str, str], said: str, main: str) -> dict[str, str]:
    """Put each translation under one of our languages; what is in another goes to `main` where that is free."""
    known = {code: words for code, words in text.items() if code in LANGUAGE_CODES}
    for code, words in text.items():
        if code not in known:
            known.setdefault(site_language(said if code == "" else code, main), words)
    return known


def length_of(value: Any) -> int:
    """Return minutes of "HH:MM", "HH:MM:SS" (a begun minute counts) or a number of minutes. Raises UnfitError."""
    if isinstance(value, int) and not isinstance(value, bool):
        minutes = value
    else:
        text = line(value)
        found = _LENGTH.fullmatch(text)
        if not found:
            raise UnfitError(f"“{text[:40]}” is not a length like 01:30" if text else "it has no length")
        parts = {name: int(number or 0) for name, number in found.groupdict().items()}
        minutes = parts["hours"] * 60 + parts["minutes"] + (parts["seconds"] > 0)
    if not 1 <= minutes <= LONGEST:
        raise UnfitError(f"a length of {minutes} minutes is not possible")
    return minutes


def moment_of(value: Any, zone: tzinfo) -> datetime:
    """Return the moment of an ISO date and time; one without an offset is taken to be in `zone`. Raises UnfitError."""
    text = line(value)
    try:
        moment = datetime.fromisoformat(text)
        if not 1900 <= moment.year < 2200:
            raise ValueError(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        raise UnfitError(f"“{text[:40]}” is not a date and time" if text else "it has no date") from None


def date_of(value: Any) -> date | None:
    """Return the date at the beginning of an ISO text, None when there is none."""
    try:
        found = date.fromisoformat(line(value)[:10])
    except ValueError:
        return None
    return found if 1900 <= found.year < 2200 else None


def time_of(value: Any) -> time:
    """Return the time of "09:30". Raises UnfitError."""
    text = line(value)
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise UnfitError(f"“{text[:40]}” is not a time like 09:30" if text else "it has no start") from None


def zone_of(name: Any, moments: Iterable[datetime] = ()) -> str:
    """Return the zone that a file names, else one of the fixed offset that its moments have most, else "" (unknown)."""
    if line(name) in available_timezones():
        return line(name)
    offsets = Counter(moment.utcoffset() for moment in moments if moment.tzinfo)
    if not offsets:
        return ""
    offset = offsets.most_common(1)[0][0] or timedelta()
    hours = int(offset.total_seconds() // 3600)
    whole = offset == timedelta(hours=hours) and -12 <= hours <= 14
    return f"Etc/GMT{-hours:+d}" if whole and hours else "UTC"


def zone_named(name: str, fallback: str) -> tzinfo:
    """Return the zone called `name`, else the one called `fallback`."""
    return ZoneInfo(name) if name in available_timezones() else ZoneInfo(fallback)


def kind_of(said: str, title: str) -> Kind:
    """Return the kind that fits a file's own word for it; breaks are often known by their title only."""
    if said.strip().lower() in {"", "other"} and _BREAKS.fullmatch(title.strip()):
        return Kind.BREAK
    if not said.strip():
        return Kind.TALK
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(said)), Kind.OTHER)


def split_name(name: str) -> tuple[str, str, str]:
    """Return family name, given name and patronymic so that, joined again, they give `name`.

    Latin names end with the family name, Cyrillic ones begin with it; what is no such name ("LUG e.V. (Berlin)") stays
    whole as the given name.
    """
    words = line(name).split()
    plain = all(all(char.isalpha() or char in "-’'." for char in word) and word[0].isalpha() for word in words)
    scripts = {unicodedata.name(char, "?").split()[0] for char in "".join(words) if char.isalpha()}
    if plain and 2 <= len(words) <= 4 and scripts == {"LATIN"}:
        return words[-1], " ".join(words[:-1]), ""
    if plain and 2 <= len(words) <= 3 and scripts == {"CYRILLIC"}:
        return words[0], words[1], " ".join(words[2:])
    return "", " ".join(words), ""


def fixed_zone(moment: datetime) -> tzinfo:
    """Return the offset of `moment` as a zone."""
    return timezone(moment.utcoffset() or timedelta())
