"""What an event offers to its guests, and who takes part: in which category and with which places."""

from conference.registration.models.offers import AccessCode, Category, Quota, RegistrationSettings
from conference.registration.models.registrations import Draft, Party, QuotaPlace, Registration

__all__ = ["AccessCode", "Category", "Draft", "Party", "Quota", "QuotaPlace", "Registration", "RegistrationSettings"]
