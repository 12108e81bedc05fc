"""Badges: their design, their files, and remembering which were printed."""

from conference.badges.services.designs import change_design, design_of
from conference.badges.services.printing import (
    badge_pdf,
    print_badges,
    remember_printed,
    remove_old_files,
    sheets_pdf,
)

__all__ = [
    "badge_pdf",
    "change_design",
    "design_of",
    "print_badges",
    "remember_printed",
    "remove_old_files",
    "sheets_pdf",
]
