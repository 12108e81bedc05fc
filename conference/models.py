"""Imports every feature's models, so that Django finds them in this app."""

from conference.accounts.models import User
from conference.badges.models import BadgeDesign, PrintedBadge
from conference.checkin.models import Arrival
from conference.core.activity.models import ActivityEntry
from conference.core.idempotency.models import RequestKey
from conference.core.jobs.models import Job, ScheduledWork
from conference.core.mail.models import MailAttachment, OutgoingMail
from conference.delegations.models import Allotment, Delegation, DelegationSettings, Member, Roster
from conference.events.models import Event, Membership, Partner
from conference.fees.models import (
    FeeSettings,
    Invoice,
    InvoiceCounter,
    InvoiceLine,
    LedgerEntry,
    OwnPrice,
    PaymentOrder,
    Price,
)
from conference.letters.models import (
    Letter,
    LetterRequest,
    LetterSettings,
    LetterTemplate,
    Passport,
    PassportOpening,
    RegisterCounter,
)
from conference.people.models import AskedField, NotTheSame, Organisation, Person
from conference.privacy.models import DataExport, ErasureReport, ErasureRequest, PrivacySettings
from conference.programme.models import (
    ImportedPerson,
    ImportedSchedule,
    Release,
    ReleasedPerson,
    ReleasedSession,
    Room,
    Session,
    SessionPerson,
    Slot,
    Track,
)
from conference.registration.consents.models import Agreement, Consent, ConsentVersion
from conference.registration.models import (
    AccessCode,
    Category,
    Draft,
    Party,
    Quota,
    QuotaPlace,
    Registration,
    RegistrationSettings,
)
from conference.registration.moderation.models import ChangeRequest
from conference.registration.questions.models import Answer, Choice, Question, Row, Section, Upload
from conference.registration.table.models import Batch, Mark, TableView
from conference.roundtables.models import AgendaItem, Participant, Proposal, Resolution, RoundTable, Statement, Theme

__all__ = [
    "AccessCode",
    "ActivityEntry",
    "AgendaItem",
    "Agreement",
    "Allotment",
    "Answer",
    "Arrival",
    "AskedField",
    "BadgeDesign",
    "Batch",
    "Category",
    "ChangeRequest",
    "Choice",
    "Consent",
    "ConsentVersion",
    "DataExport",
    "Delegation",
    "DelegationSettings",
    "Draft",
    "ErasureReport",
    "ErasureRequest",
    "Event",
    "FeeSettings",
    "ImportedPerson",
    "ImportedSchedule",
    "Invoice",
    "InvoiceCounter",
    "InvoiceLine",
    "Job",
    "LedgerEntry",
    "Letter",
    "LetterRequest",
    "LetterSettings",
    "LetterTemplate",
    "MailAttachment",
    "Mark",
    "Member",
    "Membership",
    "NotTheSame",
    "Organisation",
    "OutgoingMail",
    "OwnPrice",
    "Participant",
    "Partner",
    "Party",
    "Passport",
    "PassportOpening",
    "PaymentOrder",
    "Person",
    "Price",
    "PrintedBadge",
    "PrivacySettings",
    "Proposal",
    "Question",
    "Quota",
    "QuotaPlace",
    "RegisterCounter",
    "Registration",
    "RegistrationSettings",
    "Release",
    "ReleasedPerson",
    "ReleasedSession",
    "RequestKey",
    "Resolution",
    "Room",
    "Roster",
    "RoundTable",
    "Row",
    "ScheduledWork",
    "Section",
    "Session",
    "SessionPerson",
    "Slot",
    "Statement",
    "TableView",
    "Theme",
    "Track",
    "Upload",
    "User",
]
