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

    What has no limit stands not in `free`. Nobody is overtaken: for whoever cannot be served all that they need is laid
    aside, even if a smaller party would fit there; of what is left then, those behind them are served.
    """
    left = dict(free)
    served: list[Waiting[Key]] = []
    for one in line:
        scarce = {what: number for what, number in one.needs.items() if what in left}
        if all(number <= left[what] for what, number in scarce.items()):
            served.append(one)
        for what, number in scarce.items():
            left[what] -= number
    return served
