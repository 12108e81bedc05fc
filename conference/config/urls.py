"""Every address of the site, put together from the features by audience (DESIGN "Addresses that stay")."""

from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from conference.config.features import FEATURES
from conference.core.demo.views import mailbox, mailbox_attachment, mailbox_message
from conference.core.design import design
from conference.core.health import health

handler400 = "conference.core.errors.bad_request"
handler403 = "conference.core.errors.forbidden"
handler404 = "conference.core.errors.not_found"
handler500 = "conference.core.errors.server_error"


def of(audience: str) -> list[Any]:
    """Return the addresses of every feature for one audience: a list of that name in the feature's `urls.py`."""
    return [address for feature in FEATURES for address in getattr(feature, audience, [])]


urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("api/", include("conference.config.api")),
    path("my/", include(([*of("my_pages"), path("<slug:event>/", include(of("my_event")))], "my"))),
    path("manage/", include(([*of("manage_site"), path("<slug:event>/", include(of("manage")))], "manage"))),
    path("verify/", include(of("verification"))),
    path("desk/<slug:event>/", include((of("desk"), "desk"))),
]
if settings.DEMO or settings.DEBUG:
    urlpatterns += [
        path("design/", design, name="design"),
        path("demo/mail/", mailbox, name="mailbox"),
        path("demo/mail/<int:pk>/", mailbox_message, name="mailbox_message"),
        path("demo/mail/<int:pk>/<int:number>/", mailbox_attachment, name="mailbox_attachment"),
    ]
urlpatterns += i18n_patterns(
    path("", include(([*of("site"), path("<slug:event>/", include(of("public_event")))], "public"))),
)
