"""What happened to registrations."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RegistrationMade:
    """A guest registered, applied or waits (`state`), or was given a place.

    `dropped` are the keys of choices whose places were gone by then.
    """

    event_pk: int
    registration_pk: int
    state: str = "confirmed"
    dropped: tuple[int, ...] = ()


@dataclass(frozen=True)
class GuestsNamed:
    """Somebody else registered these guests, who have still to say what only they can; who named them tells them."""

    event_pk: int
    registration_pks: tuple[int, ...]


@dataclass(frozen=True)
class RegistrationChanged:
    """A guest's data, category or way of taking part changed.

    `is_agreed` where the team agreed to the guest's wish, `is_quiet` where somebody else tells the guest.
    """

    event_pk: int
    registration_pk: int
    is_agreed: bool = False
    is_quiet: bool = False


@dataclass(frozen=True)
class RegistrationCancelled:
    """A registration ended: the guest or the team cancelled it, or the team did not admit the guest (`state`)."""

    event_pk: int
    registration_pk: int
    state: str = "cancelled"
    was_confirmed: bool = True


@dataclass(frozen=True)
class PutOnWaitingList:
    """Who applied waits for a place from now on."""

    event_pk: int
    registration_pk: int


@dataclass(frozen=True)
class ApplicationReopened:
    """A decision against somebody was undone."""

    event_pk: int
    registration_pk: int


@dataclass(frozen=True)
class PlaceOffered:
    """A place was offered to who waited."""

    event_pk: int
    registration_pk: int


@dataclass(frozen=True)
class OfferMissed:
    """An offer ran out unanswered; the guest waits on, behind the others."""

    event_pk: int
    registration_pk: int


@dataclass(frozen=True)
class PlacesChanged:
    """The team changed how many places there are or who may have them."""

    event_pk: int
