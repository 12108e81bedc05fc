"""A small client that keeps a server busy: a few connections kept open, each asking for one page after another."""

import http.client
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from urllib.parse import urlsplit

TIMEOUT = 30  # seconds for one answer


class UnexpectedAnswerError(Exception):
    """A page did not answer as it must, so that measuring it means nothing."""


@dataclass(frozen=True)
class Ask:
    """One request and the status that it must be answered with."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Load:
    """What came of it: answered requests, seconds by the clock, and CPU seconds of the server."""

    requests: int
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        """Requests a second by the clock."""
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of the server's CPU for one request."""
        return 1000 * self.cpu / self.requests if self.requests else 0.0


def put_under_load(
    origin: str,
    asks: Sequence[Ask],
    server_cpu: Callable[[], float],
    *,
    seconds: float,
    at_most: int,
    at_least: int = 0,
    connections: int = 4,
) -> Load:
    """Ask in turn over `connections` until `seconds` are over or about `at_most` requests answered.

    A slow machine goes on beyond the seconds until about `at_least` are answered, so that the figure means something.
    """
    share, least = max(1, at_most // connections), at_least // connections
    before, begun = server_cpu(), time.monotonic()
    with ThreadPoolExecutor(connections) as pool:
        rounds = [
            pool.submit(
                _keep_asking, origin, asks[n % len(asks) :] + asks[: n % len(asks)], begun + seconds, share, least
            )
            for n in range(connections)
        ]
        answered = sum(round_.result() for round_ in rounds)
    return Load(answered, time.monotonic() - begun, server_cpu() - before)


def _keep_asking(origin: str, asks: Sequence[Ask], until: float, at_most: int, at_least: int) -> int:
    connection, answered = connect(origin), 0
    try:
        for ask in islice(cycle(asks), at_most):
            answer(connection, ask)
            answered += 1
            if answered >= at_least and time.monotonic() >= until:
                break
    finally:
        connection.close()
    return answered


def connect(origin: str) -> http.client.HTTPConnection:
    """Return a connection to `http://host:port`."""
    where = urlsplit(origin)
    return http.client.HTTPConnection(where.hostname or "", where.port, timeout=TIMEOUT)


def answer(connection: http.client.HTTPConnection, ask: Ask) -> http.client.HTTPResponse:
    """Ask, read the whole answer and return it. Raises UnexpectedAnswerError for another status."""
    connection.request("GET", ask.address, headers=ask.headers)
    found = connection.getresponse()
    found.read()
    if found.status != ask.status:
        raise UnexpectedAnswerError(f"{ask.address}: {found.status} instead of {ask.status}")
    return found


def tags_of(origin: str, addresses: Sequence[str]) -> dict[str, str]:
    """Return the ETag of each address that has one."""
    connection = connect(origin)
    try:
        found = {address: answer(connection, Ask(address)).getheader("ETag") for address in addresses}
    finally:
        connection.close()
    return {address: tag for address, tag in found.items() if tag}
