"""When X happens, do Y; and what this app contributes to pages that do not know it."""

from django.utils.translation import gettext_lazy as _

from conference.core import personal
from conference.core.registry import (
    HomeSection,
    Link,
    Panel,
    dashboard_panels,
    demo_seeds,
    home_sections,
    public_menu,
    workspace_menu,
)
from proceedings.papers import personal as papers_personal
from proceedings.publishing import demo, panels
from proceedings.publishing import tasks as publishing_tasks  # noqa: F401 - its handlers are found by importing it
from proceedings.volumes.rules import PROCEEDINGS_EDIT

# --- parts of others' pages ------------------------------------------------------------------------------------------
public_menu.add("proceedings", Link("public:proceedings", _("Proceedings"), is_shown=panels.is_shown), order=90)
home_sections.add(
    "proceedings",
    HomeSection("proceedings/publishing/panels/home.html", panels.home, state=panels.home_state),
    order=70,
)
workspace_menu.add("proceedings", Link("manage:volumes", _("Proceedings"), "book", PROCEEDINGS_EDIT), order=70)
dashboard_panels.add(
    "proceedings",
    Panel("proceedings/publishing/panels/dashboard.html", panels.dashboard, PROCEEDINGS_EDIT),
    order=70,
)

# --- what is known of a person, and how it is forgotten ---
personal.add(
    "articles",
    _("Articles"),
    papers_personal.collect,
    erase=papers_personal.erase,
    traces=papers_personal.traces,
    order=70,
)
personal.public_records.add("articles", papers_personal.published_articles)

# --- the demo --------------------------------------------------------------------------------------------------------
demo_seeds.add("proceedings", demo.seed, order=50)
