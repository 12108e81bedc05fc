"""Imports every feature's models, so that Django finds them in this app."""

from conference.accounts.models import User
from conference.badges.models import BadgeDesign, PrintedBadge
from conference.checkin.models import Arrival
from conference.core.activity.models import ActivityEntry
from conference.core.jobs.models import Job
from conference.core.mail.models import MailAttachment, OutgoingMail
from conference.events.models import Event, Membership, Partner
from conference.people.models import AskedField, NotTheSame, Organisation, Person
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
from conference.registration.models import Category, Draft, Registration, RegistrationSettings
from conference.registration.questions.models import Answer, Choice, Question, Row, Section, Upload
from conference.roundtables.models import AgendaItem, Participant, Proposal, Resolution, RoundTable, Statement, Theme

__all__ = [
    "ActivityEntry",
    "AgendaItem",
    "Answer",
    "Arrival",
    "AskedField",
    "BadgeDesign",
    "Category",
    "Choice",
    "Draft",
    "Event",
    "ImportedPerson",
    "ImportedSchedule",
    "Job",
    "MailAttachment",
    "Membership",
    "NotTheSame",
    "Organisation",
    "OutgoingMail",
    "Participant",
    "Partner",
    "Person",
    "PrintedBadge",
    "Proposal",
    "Question",
    "Registration",
    "RegistrationSettings",
    "Release",
    "ReleasedPerson",
    "ReleasedSession",
    "Resolution",
    "Room",
    "RoundTable",
    "Row",
    "Section",
    "Session",
    "SessionPerson",
    "Slot",
    "Statement",
    "Theme",
    "Track",
    "Upload",
    "User",
]
