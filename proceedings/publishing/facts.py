"""What happened to volumes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VolumePublished:
    """Everybody can now read the volume, or a new edition of it."""

    event_pk: int
    volume_pk: int
