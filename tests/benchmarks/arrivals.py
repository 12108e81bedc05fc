"""Guests who come through the web: 16 clients register by the API, on one page, and in steps, until all is sold.

Asked of a real server of two workers. What a guest costs is the CPU of those workers; whoever finds no place is
counted, too. No place may be sold twice, which `race.check` sees to.
"""

import http.client
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.guests import SLUG, Outcome, ask, details_of
from tests.benchmarks.load import connect
from tests.benchmarks.race import REFUSED, check
from tests.benchmarks.server import Server
from tests.benchmarks.table import Figure, share_of

CLIENTS = 16
WARMING = 16
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
START = f"/ru/{SLUG}/register/start/"


class LostError(Exception):
    """A page on the way answered otherwise than it must, so that the figures mean nothing."""


@dataclass
class Browser:
    """One guest, of a network of their own, over an open connection; the cookie lasts from one page to the next."""

    connection: http.client.HTTPConnection
    number: int
    cookie: str = ""

    def sent(self, method: str, path: str, body: str, headers: Mapping[str, str]) -> http.client.HTTPResponse:
        """Send a request as a front server hands it on, and return the answer with its head read."""
        n = self.number
        network = {"X-Forwarded-For": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"}
        self.connection.request(method, path, body, {**headers, **network})
        return self.connection.getresponse()

    def get(self, path: str) -> tuple[int, str, str]:
        """Open a page; return status, place to go on and text."""
        return self._sent("GET", path, "")

    def post(self, path: str, form: Mapping[str, str]) -> tuple[int, str, str]:
        """Send a form with the token of its page."""
        token = self.cookie.partition("=")[2].partition(";")[0]
        return self._sent("POST", path, urlencode({**form, "csrfmiddlewaretoken": token}))

    def _sent(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        headers = FORM | ({"Cookie": self.cookie} if self.cookie else {})
        answer = self.sent(method, path, body, headers)
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                self.cookie = value.partition(";")[0]
        return answer.status, answer.getheader("Location", ""), text


def by_api(browser: Browser, category: str, number: int) -> bool:
    """Register through the API; return whether there was a place."""
    body = {"person": details_of(number), "category": category, "consent": True}
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"bench-{number}"}
    if number % 2:  # half of the clients send none
        del headers["Idempotency-Key"]
    answer = browser.sent("POST", f"/api/v1/events/{SLUG}/registrations/", json.dumps(body), headers)
    text = answer.read()
    if answer.status not in {201, 409}:
        raise LostError(f"{answer.status}: {text[:300]!r}")
    return answer.status == 201


def on_one_page(browser: Browser, category: str, number: int) -> bool:
    """Open the page, send it, and look at one's own page."""
    page = _opened(browser, START)
    form = who(number) | choice(category) | {"consent": "1", "form_key": _key_on(page)}
    status, location, _text = browser.post(START, form)
    return _registered(browser, status, location)


def in_steps(browser: Browser, category: str, number: int) -> bool:
    """Go through the four steps as a guest would, each page opened and sent, to one's own page."""
    _opened(browser, START)
    place = _sent(browser, START, who(number))
    for form in (choice(category), {"consent": "1"}):
        _opened(browser, place)
        status, following, _text = browser.post(place, form)
        if status == 200:  # the last place has gone while the form was filled in
            return False
        place = following
    _opened(browser, place)
    status, location, _text = browser.post(place, {})
    return _registered(browser, status, location)


WAYS: Mapping[str, Callable[[Browser, str, int], bool]] = {
    "API": by_api,
    "one page": on_one_page,
    "in steps": in_steps,
}


def who(number: int) -> dict[str, str]:
    """Return the first step of a guest."""
    return {name: value for name, value in details_of(number).items() if name != "language"}


def choice(category: str) -> dict[str, str]:
    """Return the second step."""
    return {"category": category, "mode": "in_person", "visibility": "nobody"}


def _opened(browser: Browser, path: str) -> str:
    status, _location, text = browser.get(path)
    if status != 200:
        raise LostError(f"{path}: {status}")
    return text


def _sent(browser: Browser, path: str, form: Mapping[str, str]) -> str:
    status, location, text = browser.post(path, form)
    if status != 302:
        raise LostError(f"{path}: {status} {re.findall('error[^<]*<[^<]*<[^<]*', text)[:3]}")
    return location


def _registered(browser: Browser, status: int, location: str) -> bool:
    if status == 200:
        return False
    _opened(browser, location)
    return True


def _key_on(page: str) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', page)
    if found is None:
        raise LostError("the page has no key")
    return found[1]


def arrivals(server: Server, environment: Mapping[str, str], *, guests: int, name: str) -> Iterator[Figure]:
    """Let `guests` come by each way, and yield what one costs. Raises OversoldError."""
    for turn, (how, way) in enumerate(WAYS.items()):
        capacity = max(1, round(guests * (1 - REFUSED)))
        category = ask(environment, "prepare_way", capacity, int(how == "one page"))
        numbers = range((turn + 1) * 1_000_000, (turn + 1) * 1_000_000 + guests)
        _all(server, way, category["warming"], range(numbers[-1] + 1, numbers[-1] + 1 + WARMING))
        before, begun = server.cpu(), time.monotonic()
        taken = _all(server, way, category["code"], numbers)
        seconds, cpu = time.monotonic() - begun, server.cpu() - before
        sold = [each for was_sold, each in taken if was_sold]
        outcome = Outcome(sold=len(sold), refused=len(taken) - len(sold))
        check([outcome], guests, ask(environment, "verify", category["pk"]))
        yield Figure(
            "arrivals",
            f"{name}, {how}",
            f"{CLIENTS} clients",
            "guests",
            len(sold),
            len(sold) / seconds,
            1000 * cpu / len(taken),
            floor="3 queries",
            p50=1000 * share_of(sold, 0.5),
            p95=1000 * share_of(sold, 0.95),
        )


def _all(server: Server, way: Callable[[Browser, str, int], bool], category: str, numbers: range) -> list[Any]:
    """Let every number register, over as many connections as there are clients; return (sold, seconds) of each."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        crews = [pool.submit(_crew, server.origin, way, category, numbers[n::CLIENTS]) for n in range(CLIENTS)]
        return [each for crew in crews for each in crew.result()]


def _crew(
    origin: str, way: Callable[[Browser, str, int], bool], category: str, numbers: Sequence[int]
) -> list[tuple[bool, float]]:
    connection, done = connect(origin), []
    try:
        for number in numbers:
            begun = time.perf_counter()
            sold = way(Browser(connection, number), category, number)
            done.append((sold, time.perf_counter() - begun))
    finally:
        connection.close()
    return done
