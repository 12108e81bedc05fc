"""Writing: registering and what becomes of it, decisions of the team, the waiting list, places kept for a while."""

from conference.registration.services.admission import DecisionError, admit, decline, put_on_waiting_list, reopen
from conference.registration.services.codes import CodeRefusedError
from conference.registration.services.ending import RegistrationClosedError, cancel_registration
from conference.registration.services.holding import drop_draft, hold_place, release_holds
from conference.registration.services.many import Newcomer, register_many
from conference.registration.services.people import claim_people, confirm_address, renew_links
from conference.registration.services.registering import (
    Details,
    change_registration,
    register_guest,
)
from conference.registration.services.succession import replace_guest
from conference.registration.services.waiting import accept_offer, miss_offers, offer_places

__all__ = [
    "CodeRefusedError",
    "DecisionError",
    "Details",
    "Newcomer",
    "RegistrationClosedError",
    "accept_offer",
    "admit",
    "cancel_registration",
    "change_registration",
    "claim_people",
    "confirm_address",
    "decline",
    "drop_draft",
    "hold_place",
    "miss_offers",
    "offer_places",
    "put_on_waiting_list",
    "register_guest",
    "register_many",
    "release_holds",
    "renew_links",
    "reopen",
    "replace_guest",
]
