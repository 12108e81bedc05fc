"""What was decided."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SubmissionAccepted:
    """A submission became a session."""

    event_pk: int
    submission_pk: int
    session_pk: int


@dataclass(frozen=True)
class SubmissionDeclined:
    """A submission will not be in the programme."""

    event_pk: int
    submission_pk: int
