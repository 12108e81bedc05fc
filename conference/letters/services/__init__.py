"""Writing: templates, requests, the register, passports."""

from conference.letters.services.passports import (
    NoPassportError,
    erase_due_passports,
    erase_passport,
    move_day_of_erasure,
    open_letter,
    open_passport,
    seal_anew,
)
from conference.letters.services.register import (
    AlreadyRevokedError,
    NoTemplateError,
    issue_letter,
    reissue_letter,
    revoke_letter,
)
from conference.letters.services.requests import (
    AlreadyAskedError,
    AlreadyDecidedError,
    NotOfferedError,
    ask_for_letter,
    decline_request,
    withdraw_request,
)
from conference.letters.services.templates import (
    change_settings,
    remove_template,
    save_template,
    take_starters,
    use_template,
)

__all__ = [
    "AlreadyAskedError",
    "AlreadyDecidedError",
    "AlreadyRevokedError",
    "NoPassportError",
    "NoTemplateError",
    "NotOfferedError",
    "ask_for_letter",
    "change_settings",
    "decline_request",
    "erase_due_passports",
    "erase_passport",
    "issue_letter",
    "move_day_of_erasure",
    "open_letter",
    "open_passport",
    "reissue_letter",
    "remove_template",
    "revoke_letter",
    "save_template",
    "seal_anew",
    "take_starters",
    "use_template",
    "withdraw_request",
]
