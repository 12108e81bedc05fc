"""Pages of the team's workspace."""

from django.test import Client

from conference.events.models import Event


def page(client: Client, event: Event, rest: str = "", **query: str) -> str:
    """Return a page of the event's workspace, which must be there and hold no inline style."""
    answer = client.get(f"/manage/{event.slug}/{rest}", query)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "style=" not in html
    return html
