"""What an event offers to its guests, and who takes part: in which category and with which places."""

from conference.registration.models.registrations import Draft, Party, QuotaPlace, Registration
from conference.registration.models.setup import AccessCode, Category, Quota, RegistrationSettings

__all__ = ["AccessCode", "Category", "Draft", "Party", "Quota", "QuotaPlace", "Registration", "RegistrationSettings"]
