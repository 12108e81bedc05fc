"""What happened in the programme that others may want to know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProgrammeReleased:
    """A version of the programme was published; sessions by code: new, at another time or place, otherwise changed."""

    event_id: int
    release_id: int
    number: int
    added: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
