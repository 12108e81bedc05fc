"""Tables of the letters: what the team sets up, what guests ask for, what was issued, and passports under seal."""

from conference.letters.models.passports import Passport, PassportOpening
from conference.letters.models.register import Letter, RegisterCounter
from conference.letters.models.requests import LetterRequest
from conference.letters.models.setup import LetterSettings, LetterTemplate

__all__ = [
    "Letter",
    "LetterRequest",
    "LetterSettings",
    "LetterTemplate",
    "Passport",
    "PassportOpening",
    "RegisterCounter",
]
