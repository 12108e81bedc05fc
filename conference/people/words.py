"""The activity log's words for people."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(asked_fields_changed=_("changed what is asked of guests about themselves"))
