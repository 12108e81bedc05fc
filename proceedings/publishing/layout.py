"""Sizes of the page, for what is stamped onto it, and the arithmetic of a colophon."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from proceedings.volumes.choices import PageFormat

MM = 72 / 25.4
# A conventional printed sheet is 60 × 90 cm; sheets of 60 × 84 cm are folded into 8 pages of A4 or 16 of A5.
CONVENTIONAL_SHEET = Decimal(60 * 90)
PAPER = Decimal(60 * 84)


@dataclass(frozen=True)
class Layout:
    """A page in points, as the stylesheet of the same format sets it."""

    stylesheet: str
    width: float
    height: float
    left: float
    right: float
    head: float
    foot: float
    size: float
    pages_per_sheet: int
    paper: str

    @property
    def text_right(self) -> float:
        """Where the lines end."""
        return self.width - self.right

    @property
    def middle(self) -> float:
        """The middle of the lines."""
        return (self.left + self.text_right) / 2

    def printed_sheets(self, pages: int) -> Decimal:
        """Return the conventional printed sheets of so many pages: pages ÷ pages a sheet × 60×84 ÷ 60×90."""
        sheets = Decimal(pages) / self.pages_per_sheet * PAPER / CONVENTIONAL_SHEET
        return sheets.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


LAYOUTS = {
    PageFormat.A4: Layout(
        stylesheet="css/pdf-volume-a4.css",
        width=210 * MM,
        height=297 * MM,
        left=30 * MM,
        right=15 * MM,
        head=284 * MM,
        foot=10.5 * MM,
        size=8.5,
        pages_per_sheet=8,
        paper="60×84/8",
    ),
    PageFormat.A5: Layout(
        stylesheet="css/pdf-volume-a5.css",
        width=148 * MM,
        height=210 * MM,
        left=20 * MM,
        right=15 * MM,
        head=199 * MM,
        foot=9 * MM,
        size=7.5,
        pages_per_sheet=16,
        paper="60×84/16",
    ),
}
