"""Who is next on a waiting list: plain numbers in and out, so that a plan can be tried before it is carried out."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Waiting(Generic[Key]):
    """One guest, or a party that comes together or not at all, and how many places of what they need."""

    key: Key
    needs: Mapping[Hashable, int] = field(default_factory=dict)


def next_in_line(line: Sequence[Waiting[Key]], free: Mapping[Hashable, int]) -> list[Waiting[Key]]:
    """Return who of the `line`, in its order, can have all that they need of what is `free`.

    What has no limit stands not in `free`. Nobody is overtaken: whoever cannot be served keeps what they need from all
    who come behind them, even if a smaller party would fit; who needs nothing of it passes.
    """
    left = dict(free)
    kept: set[Hashable] = set()
    served: list[Waiting[Key]] = []
    for one in line:
        scarce = {what: number for what, number in one.needs.items() if what in left}
        if kept & scarce.keys() or any(number > left[what] for what, number in scarce.items()):
            kept |= scarce.keys()
            continue
        for what, number in scarce.items():
            left[what] -= number
        served.append(one)
    return served
