"""The activity log's words for registration."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        registration_made=_("registered a guest"),
        registration_changed=_("changed a registration"),
        registration_cancelled=_("cancelled a registration"),
        registration_settings_changed=_("changed the registration settings"),
        category_created=_("added a category"),
        category_changed=_("changed a category"),
        category_removed=_("removed a category"),
    )
    activity.name_values(answers_changed=_("answers to"))
