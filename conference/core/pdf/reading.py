"""What is in a finished PDF, to judge and to prove it."""

import io
from collections.abc import Iterator

import pikepdf

from conference.core.pdf.fonts import FAMILIES


def page_count(pdf: bytes) -> int:
    """Return the number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def fonts_in(pdf: bytes) -> set[str]:
    """Return the base names of the fonts in a file, without their subset tags: `GolosText-Regular`."""
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/BaseFont" in thing:
                names.add(str(thing["/BaseFont"]).lstrip("/").split("+")[-1])
    return names


def foreign_fonts(pdf: bytes) -> set[str]:
    """Return fonts that are not ours: a letter that our fonts lack was silently taken from the system."""
    return {name for name in fonts_in(pdf) if not name.replace("-", "").startswith(tuple(FAMILIES))}


def bookmarks_in(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return the bookmarks as level, title and page (from 0), in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        with document.open_outline() as outline:
            return list(_walk(outline.root, 0, numbers))


def _walk(
    items: list[pikepdf.OutlineItem], level: int, numbers: dict[tuple[int, int], int]
) -> Iterator[tuple[int, str, int]]:
    for item in items:
        target = item.destination
        page = numbers.get(target[0].objgen, -1) if isinstance(target, pikepdf.Array) else -1
        yield level, item.title, page
        yield from _walk(item.children, level + 1, numbers)
