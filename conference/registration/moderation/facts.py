"""What became of wishes to change a registration."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChangeDeclined:
    """The team did not agree; the registration stays as it was."""

    event_pk: int
    registration_pk: int
    request_pk: int
