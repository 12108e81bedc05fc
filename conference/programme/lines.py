"""Sessions and people as long lists show them: every word in the reader's language, found and escaped once.

A list has hundreds of entries, and a filter or an include for each word of each costs more than all else on its page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape  # Django's own looks first whether the text is a lazy translation
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from conference.core import clock
from conference.core.text.localized import chosen
from conference.events.models import Event
from conference.programme.choices import PersonRole
from conference.programme.queries.published import Programme
from conference.programme.queries.shown import Shown, ShownPerson


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One session in a list by time: `at` with its offset, `clock` and `until` as people say them. All is escaped."""

    classes: SafeString
    at: SafeString
    clock: SafeString
    until: SafeString
    is_cancelled: bool
    url: SafeString
    title: SafeString
    title_lang: SafeString
    people: SafeString
    note: SafeString


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a list; `role` is "" for speakers, whose role needs no word. Names and notes are escaped."""

    name: SafeString
    url: SafeString
    photo: str
    role: str
    note: SafeString
    place: str


class Lines:
    """Makes the lines of one programme; what many of them share is found once."""

    def __init__(self, programme: Programme) -> None:
        self.event, self.language = programme.event, programme.language
        self.zone = programme.event.zone
        self._session_url = addresses("public:session", programme.event)
        self._person_url = addresses("public:speaker", programme.event)
        self._times: dict[datetime, tuple[SafeString, SafeString]] = {}
        self._notes: dict[tuple[Any, ...], SafeString] = {}

    def agenda(self, sessions: Iterable[Shown]) -> list[tuple[date, list[tuple[datetime, list[AgendaLine]]]]]:
        """Return the sessions by day and by the moment at which they begin."""
        return [
            (day, [(at, list(map(self.session, group))) for at, group in groupby(same_day, key=lambda s: s.starts_at)])
            for day, same_day in groupby(sessions, key=lambda session: session.row.day)
        ]

    def session(self, shown: Shown) -> AgendaLine:
        """Return the line of one session."""
        row = shown.row
        (at, begins), (_at, until) = self._time(row.starts_at), self._time(row.ends_at)
        title, lang = self._text(shown.title)
        marks = {"agenda-break": shown.is_break, "agenda-side": shown.is_side, "is-cancelled": shown.is_cancelled}
        return AgendaLine(
            classes=mark_safe(" ".join(name for name, applies in marks.items() if applies)),
            at=at,
            clock=begins,
            until=until,
            is_cancelled=shown.is_cancelled,
            url=self._session_url(row.code),
            title=mark_safe(escape(title)),
            title_lang=mark_safe(lang),
            people=mark_safe("; ".join(map(self._named, shown.people))),
            note=self._note(shown),
        )

    def person(self, person: ShownPerson, photo: str = "") -> PersonLine:
        """Return the line of one person."""
        house, lang = self._text(person.organisation)
        parts = [escape(person.post) if person.post else "", f"<span{lang}>{escape(house)}</span>" if house else ""]
        return PersonLine(
            name=mark_safe(escape(person.name)),
            url=self._person_url(person.code),
            photo=photo,
            role="" if person.role == PersonRole.SPEAKER else person.role_label,
            note=mark_safe(", ".join(filter(None, parts))),
            place=person.place,
        )

    def _time(self, moment: datetime) -> tuple[SafeString, SafeString]:
        """Return the moment for programs and for people."""
        if moment not in self._times:
            local = moment.astimezone(self.zone)
            said = clock.clock_time(local, self.zone, self.language)
            self._times[moment] = mark_safe(local.isoformat(timespec="minutes")), mark_safe(said)
        return self._times[moment]

    def _text(self, texts: Any) -> tuple[str, str]:
        """Return the reader's translation, and ` lang="kk"` where it is in another language than the page."""
        code, text = chosen(texts, self.language)
        return text, f' lang="{escape(code)}"' if code and code != self.language else ""

    def _named(self, person: ShownPerson) -> str:
        house, lang = self._text(person.organisation)
        return escape(person.name) + (f'<span class="muted"{lang}>, {escape(house)}</span>' if house else "")

    def _note(self, shown: Shown) -> SafeString:
        """Return track, rooms, kind and language, which many sessions have in common."""
        row = shown.row
        key = row.track, tuple(row.rooms), row.kind, row.content["language"]
        if key not in self._notes:
            track = shown.track and self._span(shown.track["name"], f"track tone-{shown.track['tone']}")
            spans = [f"<span>{track}</span>"] if track else []
            spans += [self._span(room["name"]) for room in shown.rooms]
            words = ["" if shown.is_break else shown.kind_label, shown.language_label]
            spans += [f"<span>{escape(word)}</span>" for word in words if word]
            self._notes[key] = mark_safe("".join(spans))
        return self._notes[key]

    def _span(self, texts: Mapping[str, str], classes: str = "") -> str:
        text, lang = self._text(texts)
        kind = f' class="{classes}"' if classes else ""
        return f"<span{kind}{lang}>{escape(text)}</span>"


def addresses(name: str, event: Event) -> Callable[[str], SafeString]:
    """Return a function from a code to its address: one look into the URLconf instead of one for each code."""
    beginning = escape(reverse(name, kwargs={"event": event.slug, "code": "-"}).removesuffix("-/"))
    return lambda code: mark_safe(f"{beginning}{escape(code)}/")
