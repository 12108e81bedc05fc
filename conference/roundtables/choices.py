"""States and kinds of a round table's papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ParticipantRole(models.TextChoices):
    """What somebody is at the round table."""

    MODERATOR = "moderator", _("Moderator")
    SECRETARY = "secretary", _("Secretary")
    EDITORIAL = "editorial", _("Editorial group")
    INVITED = "invited", _("Invited speaker")
    SPEAKER = "speaker", _("Speaker")
    PARTICIPANT = "participant", pgettext_lazy("round table", "Participant")


class StatementKind(models.TextChoices):
    """Whether a statement was spoken, or handed in by somebody who did not get the floor."""

    ORAL = "oral", _("Spoken")
    WRITTEN = "written", _("Written")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    TABLED = "tabled", _("Put forward")
    ADOPTED = "adopted", _("Adopted")
    DECLINED = "declined", pgettext_lazy("proposal", "Not adopted")


PROPOSAL_TRANSITIONS: dict[str, frozenset[str]] = {
    ProposalState.TABLED: frozenset({ProposalState.ADOPTED, ProposalState.DECLINED}),
    ProposalState.ADOPTED: frozenset({ProposalState.TABLED}),
    ProposalState.DECLINED: frozenset({ProposalState.TABLED}),
}


class Adoption(models.TextChoices):
    """How a resolution was adopted. Never “resolved” without a vote or a recorded consensus."""

    NOT_YET = "not_yet", _("Not adopted yet")
    CONSENSUS = "consensus", _("By consensus")
    VOTE = "vote", _("By vote")
