"""Charts of numbers one after the other: rectangles 40 units high at most, 8 wide and 10 apart."""

from collections.abc import Sequence
from typing import TypedDict

HIGHEST = 40


class Bar(TypedDict):
    """A number with the attributes of its rectangle, as texts: a template would write 39,5 where commas are usual."""

    number: int
    x: str
    y: str
    height: str


def bars_of(numbers: Sequence[int]) -> list[Bar]:
    """Return the rectangles; whatever is more than nothing is seen, and nothing is a line."""
    largest = max(numbers, default=0) or 1
    heights = [max(2, round((HIGHEST - 2) * number / largest)) if number else 0.5 for number in numbers]
    return [
        Bar(number=number, x=str(place * 10), y=f"{HIGHEST - height:g}", height=f"{height:g}")
        for place, (number, height) in enumerate(zip(numbers, heights, strict=True))
    ]
