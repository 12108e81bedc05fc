"""Writing: announcing and deciding on delegations, their lists of people, their members."""

from conference.delegations.services.announcing import (
    announce_delegation,
    change_delegation,
    change_head,
    change_settings,
    confirm_head,
)
from conference.delegations.services.deciding import (
    WrongStateError,
    admit_delegation,
    cancel_members,
    decline_delegation,
    withdraw_delegation,
)
from conference.delegations.services.members import (
    AlreadyCompletedError,
    DelegationClosedError,
    DelegationFullError,
    complete_member,
    invite_again,
    readdress_member,
    register_members,
    remove_member,
    replace_member,
)
from conference.delegations.services.rosters import change_rows, drop_rows, put_rows

__all__ = [
    "AlreadyCompletedError",
    "DelegationClosedError",
    "DelegationFullError",
    "WrongStateError",
    "admit_delegation",
    "announce_delegation",
    "cancel_members",
    "change_delegation",
    "change_head",
    "change_rows",
    "change_settings",
    "complete_member",
    "confirm_head",
    "decline_delegation",
    "drop_rows",
    "invite_again",
    "put_rows",
    "readdress_member",
    "register_members",
    "remove_member",
    "replace_member",
    "withdraw_delegation",
]
