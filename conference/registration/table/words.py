"""The activity log's words for the table."""

from django.utils.translation import gettext_lazy as _

from conference.core.activity import services as activity


def describe_actions() -> None:
    """Give every action of this feature its words."""
    activity.describe(
        table_view_shared=_("shared a view of the table"),
        table_view_changed=_("changed a view of the table"),
        table_view_removed=_("removed a view of the table"),
        marked=_("put a mark"),
        unmarked=_("took a mark away"),
        batch_done=_("changed many registrations at once"),
    )
    activity.name_values(mark=_("mark"), batch_action=_("action"), done_of=_("carried out"))
