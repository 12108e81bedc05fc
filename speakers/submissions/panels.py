"""What submissions add to pages that do not know them."""

from typing import Any

from django.http import HttpRequest

from speakers.submissions.queries import own_everywhere


def my_submissions(request: HttpRequest, subject: None) -> dict[str, Any] | None:
    """Return what the reader submitted, the latest event first; nothing to show for who never did."""
    user: Any = request.user
    rows = own_everywhere(user)
    return {"submissions": rows} if rows else None
