"""What happened to submissions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SubmissionWithdrawn:
    """An author took an abstract back, perhaps one that was accepted."""

    event_pk: int
    submission_pk: int
