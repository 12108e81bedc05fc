"""Where upper features add to pages of lower ones without being imported; each app's `wiring.py` fills them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """An ordered list of named entries. Adding a name again replaces its entry, so a reload changes nothing."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, Entry]] = {}

    def add(self, name: str, entry: Entry, *, order: int = 100) -> None:
        """Add `entry`; lower `order` comes first."""
        self._entries[name] = (order, entry)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _order, entry in sorted(self._entries.values(), key=lambda pair: pair[0]))


@dataclass(frozen=True)
class Panel:
    """A part of a page: `build` returns the template's context, or None when there is nothing to show.

    `build` gets the request and the page's subject: the event on an event's pages, None on `/my/`. `permission` limits
    a dashboard panel to roles that have it.
    """

    template: str
    build: Callable[[HttpRequest, Any], dict[str, Any] | None]
    permission: str = ""


@dataclass(frozen=True)
class HomeSection(Panel):
    """A part of an event's home, which is kept until something on it changes.

    `state(event)` returns query sets of texts (`core.caching.as_texts`): all that the section and the feature's entry
    in the public menu are made of. They may depend on nothing but the event's primary key; what changes by time alone
    needs no text, because the home is made anew each minute.
    """

    state: Callable[[Any], Iterable[Any]] = field(kw_only=True)


@dataclass(frozen=True)
class Link:
    """An entry of a menu: a URL name that takes the event's slug, a translated label, an icon, and when it is shown."""

    url_name: str
    label: Any
    icon: str = ""
    permission: str = ""
    is_shown: Callable[[Any], bool] = lambda event: True


@dataclass(frozen=True)
class PageLink:
    """A link to a page of the same event: its URL name, the rest of the address, a translated label."""

    url_name: str
    kwargs: Mapping[str, str]
    label: Any


@dataclass(frozen=True)
class CategoryNotes:
    """What an upper feature says of the categories that guests choose among, such as their prices.

    `words(event)` returns texts by the categories' primary keys; `state(event)` is what they are made of, as in
    `HomeSection`, because the invitation on the event's home shows them, too.
    """

    words: Callable[[Any], Mapping[int, str]]
    state: Callable[[Any], Iterable[Any]]


# Public: sections of an event's home page and its menu. They must not depend on who reads.
home_sections: Registry[HomeSection] = Registry()
public_menu: Registry[Link] = Registry()
# Links below a session of the programme: `links(event)` returns them by the sessions' codes; kept for a minute.
session_links: Registry[Callable[[Any], Mapping[str, list[PageLink]]]] = Registry()
# The team's workspace: its menu and the dashboard.
workspace_menu: Registry[Link] = Registry()
dashboard_panels: Registry[Panel] = Registry()
# Where guests choose a category, and where they check their choice.
category_notes: Registry[CategoryNotes] = Registry()
# A registration's own page, whose token stands in the address of the request, and the team's page of a registration:
# `build(request, registration)`, which judges by itself what the reader may see.
own_page_panels: Registry[Panel] = Registry()
guest_panels: Registry[Panel] = Registry()
# A person's own page; `build(request, None)`.
my_sections: Registry[Panel] = Registry()
# What the demo puts into its event: `seed(event)`, in order.
demo_seeds: Registry[Callable[[Any], None]] = Registry()


@dataclass(frozen=True)
class Sizes:
    """How large a generated event is to be, and the number from which everything random in it follows."""

    talks: int
    rooms: int
    days: int
    people: int
    seed: int = 1


# What `generate_event` puts into an event for benchmarks: `seed(event, sizes)`, in order.
synthetic_seeds: Registry[Callable[[Any, Sizes], None]] = Registry()
# What a release of the programme tells of a speaker: `details(event, primary keys of persons)` returns by primary key
# any of `biography` (texts by language), `photo` (address) and `links` ([{"url": …, "title": …}]). Later ones win.
speaker_details: Registry[Callable[[Any, list[int]], dict[int, dict[str, Any]]]] = Registry()
