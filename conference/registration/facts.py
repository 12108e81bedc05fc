"""What happened to registrations."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RegistrationMade:
    """A guest has a place."""

    event_pk: int
    registration_pk: int


@dataclass(frozen=True)
class RegistrationChanged:
    """A guest's data, category or way of taking part changed."""

    event_pk: int
    registration_pk: int


@dataclass(frozen=True)
class RegistrationCancelled:
    """A guest gave the place back, or the team took it."""

    event_pk: int
    registration_pk: int
