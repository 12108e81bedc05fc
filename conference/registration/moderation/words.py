"""The activity log's words for wishes to change a registration."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        change_asked=_("asked for a change of the registration"),
        change_withdrawn=_("took back the wish to change the registration"),
        change_ended=_("the wish to change the registration ended with it"),
        change_declined=_("declined a change of the registration"),
    )
    activity.name_values(topics=_("what is to be changed"))
