"""What happened to delegations."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DelegationMade:
    """A head announced a delegation, or the team added one."""

    event_pk: int
    delegation_pk: int


@dataclass(frozen=True)
class DelegationDecided:
    """The team admitted a delegation, or did not."""

    event_pk: int
    delegation_pk: int


@dataclass(frozen=True)
class DelegationWithdrawn:
    """A delegation does not come; its members' registrations are still to be cancelled."""

    event_pk: int
    delegation_pk: int


@dataclass(frozen=True)
class HeadChanged:
    """Somebody else speaks for the delegation, or their address changed."""

    event_pk: int
    delegation_pk: int


@dataclass(frozen=True)
class MembersRegistered:
    """People were registered for a delegation and have to say the rest themselves."""

    event_pk: int
    delegation_pk: int
    member_pks: tuple[int, ...]


@dataclass(frozen=True)
class MemberCompleted:
    """A member said what only they can say."""

    event_pk: int
    registration_pk: int
    state: str
