"""What happened to volumes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VolumePublished:
    """Everybody can now read the volume, or its files were replaced by a newer build."""

    event_pk: int
    volume_pk: int
