"""The activity log's words for people."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        asked_fields_changed=_("changed what is asked of guests about themselves"),
        organisation_created=_("added an organisation"),
        organisation_changed=_("changed an organisation"),
        organisation_removed=_("removed an organisation"),
        organisations_merged=_("merged organisations"),
        organisations_imported=_("imported a list of organisations"),
        people_merged=_("merged two persons"),
        kept_apart=_("noted that two entries are not the same"),
    )
    activity.name_values(merged=_("merged from"), not_the_same=_("not the same"))
