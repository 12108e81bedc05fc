"""The programme as everybody sees it: the latest release, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from conference.core.caching import once
from conference.core.prepared import PreparedQuery
from conference.core.text.folding import search_words
from conference.core.text.languages import language_names
from conference.events.models import Event
from conference.programme.choices import Kind, ReleaseState
from conference.programme.models import Release, ReleasedPerson, ReleasedSession
from conference.programme.queries.shown import Shown, ShownPerson, languages_in

NOT_LISTED = ("texts", "search_key", "people")  # of a session; its content names the people in full


def current_release(event: Event) -> Release | None:
    """Return the latest release; read once for each event object, as menus ask for it, too."""
    return once(event, "current_release", lambda: _latest.first(event.pk))


_latest: PreparedQuery[Release] = PreparedQuery(lambda event: Release.objects.order_by("-number")[:1], scoped=True)


def is_released(event: Event) -> bool:
    """Return whether there is a programme to show."""
    return current_release(event) is not None


def has_speakers(event: Event) -> bool:
    """Return whether anybody is named in the released programme."""
    release = current_release(event)
    return release is not None and bool(release.content.get("people"))


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty values ask for nothing."""

    q: str = ""
    kind: str = ""
    track: str = ""
    room: str = ""
    language: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        """Read them from a page's query."""
        return cls(**{name: query.get(name, "").strip()[:100] for name in cls.__dataclass_fields__})

    def __bool__(self) -> bool:
        return any(vars(self).values())

    @property
    def narrows(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.kind or self.track or self.room or self.language)


class Programme:
    """A release for readers of one language."""

    def __init__(self, event: Event, release: Release) -> None:
        self.event, self.release = event, release
        self.language = translation.get_language() or "ru"

    @cached_property
    def rooms(self) -> dict[str, Mapping[str, Any]]:
        """The rooms by code, in order."""
        return {room["code"]: room for room in self.release.content["rooms"]}

    @cached_property
    def tracks(self) -> dict[str, Mapping[str, Any]]:
        """The tracks by code, in order; `tone` numbers their colours of the house."""
        return {
            track["code"]: {**track, "tone": number % 8 + 1}
            for number, track in enumerate(self.release.content["tracks"])
        }

    @property
    def days(self) -> list[date]:
        """The days on which something takes place."""
        return [date.fromisoformat(day) for day in self.release.content["days"]]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that occur, with their words."""
        return [(kind, str(Kind(kind).label)) for kind in self.release.content["kinds"]]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages in which sessions are held, with their names."""
        codes = {code for said in self.release.content["languages"] for code in languages_in(said)}
        return sorted(((code, language_names([code])) for code in codes), key=lambda pair: pair[1])

    def day_shown(self, asked: str) -> date | None:
        """Return the day that is asked for, else today during the event, else the first."""
        days = self.days
        by_text = {day.isoformat(): day for day in days}
        today = self.event.today
        return by_text.get(asked) or (today if today in days else next(iter(days), None))

    def sessions(self, *, day: date | None = None, filters: Filters | None = None) -> list[Shown]:
        """Return what takes place on `day` (None: every day) and fits the filters, by time."""
        rows = self._rows().defer(*NOT_LISTED)
        if day:
            rows = rows.filter(day=day)
        chosen = filters or Filters()
        if chosen.kind:
            rows = rows.filter(kind=chosen.kind)
        if chosen.track:
            rows = rows.filter(track=chosen.track)
        for word in search_words(chosen.q):
            rows = rows.filter(search_key__contains=word)
        return [
            self.shown(row)
            for row in rows
            if (not chosen.room or chosen.room in row.rooms)
            and (not chosen.language or chosen.language in languages_in(row.content["language"]))
        ]

    def occurrences(self, code: str) -> list[Shown]:
        """Return every time of a session, its texts included."""
        return [self.shown(row) for row in self._rows().filter(code=code)]

    def of_person(self, person: ReleasedPerson) -> list[Shown]:
        """Return the sessions in which somebody is named, by time, without another query."""
        return [self.shown(_from_brief(brief)) for brief in person.sessions]

    def ahead(self, kinds: Iterable[str], at: datetime, limit: int) -> list[Shown]:
        """Return the next sessions of these kinds that have not ended at `at`."""
        rows = self._rows().filter(kind__in=list(kinds), ends_at__gt=at, state=ReleaseState.CONFIRMED)
        return [self.shown(row) for row in rows.defer(*NOT_LISTED)[:limit]]

    def shown(self, row: ReleasedSession) -> Shown:
        """Return the row with its rooms, track and people in words."""
        return Shown(
            row=row,
            rooms=[self.rooms[code] for code in row.rooms if code in self.rooms],
            track=self.tracks.get(row.track),
            people=[ShownPerson.of(card, self.language) for card in row.content["people"]],
        )

    def for_calendar(self, code: str = "") -> list[Shown]:
        """Return every row, or those of one session; withdrawn ones too, for who has them in a calendar."""
        rows = ReleasedSession.objects.filter(release=self.release).order_by("starts_at", "pk")
        return [self.shown(row) for row in (rows.filter(code=code) if code else rows).defer("texts", "search_key")]

    def _rows(self) -> QuerySet[ReleasedSession]:
        rows = ReleasedSession.objects.filter(release=self.release).exclude(state=ReleaseState.WITHDRAWN)
        return rows.order_by("starts_at", "pk")

    def people(self, typed: str = "") -> QuerySet[ReleasedPerson]:
        """Return the speakers in the reader's alphabetical order, those whom `typed` finds."""
        rows = ReleasedPerson.objects.filter(release=self.release)
        for word in search_words(typed):
            rows = rows.filter(search_key__contains=word)
        return rows.only("content").order_by(f"sort_{self.language}", "pk")

    def person(self, code: str) -> ReleasedPerson | None:
        """Return a speaker, or None."""
        return ReleasedPerson.objects.filter(release=self.release, code=code).first()


def _from_brief(brief: Mapping[str, Any]) -> ReleasedSession:
    moments = {name: datetime.fromisoformat(brief[name]) for name in ("starts_at", "ends_at")}
    content = {"title": brief["title"], "subtitle": {}, "language": "", "people": []}
    plain = {name: brief[name] for name in ("code", "occurrence", "state", "rooms", "track", "kind")}
    return ReleasedSession(**plain, **moments, day=date.fromisoformat(brief["day"]), content=content)
