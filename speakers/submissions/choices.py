"""States of a submission and what an author may wish for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conference.programme.choices import Kind


class State(models.TextChoices):
    """A draft is its author's alone; submitted waits for a decision; withdrawn was taken back by its author."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# The states over a number of submissions: a filter, a chart. Russian says «Поданы» there, not «Подана».
STATES_OF_SEVERAL = {
    State.DRAFT: pgettext_lazy("several submissions", "Drafts"),
    State.SUBMITTED: pgettext_lazy("several submissions", "Submitted"),
    State.ACCEPTED: pgettext_lazy("several submissions", "Accepted"),
    State.DECLINED: pgettext_lazy("several submissions", "Declined"),
    State.WITHDRAWN: pgettext_lazy("several submissions", "Withdrawn"),
}

# What may follow what; services keep to it, a constraint knows the states, and a test walks the table. A decision may
# be revised, and what was withdrawn may be submitted again while the call is open.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.DECLINED, State.WITHDRAWN}),
    State.DECLINED: frozenset({State.ACCEPTED}),
    State.WITHDRAWN: frozenset({State.SUBMITTED}),
}

# The kinds of session that one can hand in an abstract for; a ceremony or a break is the committee's.
OFFERED_KINDS = (Kind.TALK, Kind.PLENARY, Kind.WORKSHOP, Kind.POSTER, Kind.ROUND_TABLE, Kind.EXHIBITION)


def sources_of(state: str) -> list[str]:
    """Return the states from which `state` may be reached."""
    return [source for source, targets in TRANSITIONS.items() if state in targets]
