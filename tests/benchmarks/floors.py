"""Simple floors to compare with: what Django itself costs on this machine for nothing, for 500 rows, for 3 queries.

Served like the real pages, but without any of our middleware, templates or models' methods.
"""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

FLOORS = {"empty": "/empty/", "3 queries": "/queries/", "500 rows": "/rows/"}
QUERIES = 3
ROWS = [
    {
        "code": f"code{n}",
        "title": f"Краеведческие фонды {n}",
        "name": f"Имя {n}",
        "room": f"Зал {n % 10}",
        "at": "09:30",
    }
    for n in range(500)
]
_engine = Engine()
_rows = _engine.from_string(
    "<ol>{% for row in rows %}<li><time>{{ row.at }}</time><a href='/{{ row.code }}/'>{{ row.title }}</a>"
    "{% if row.name %}<p>{{ row.name }}</p>{% endif %}<p>{{ row.room }}</p></li>{% endfor %}</ol>"
)
_answers = _engine.from_string("<ul>{% for answer in answers %}<li>{{ answer }}</li>{% endfor %}</ul>")


def empty(request: HttpRequest) -> HttpResponse:
    """Answer at once."""
    return HttpResponse("ok")


def rows(request: HttpRequest) -> HttpResponse:
    """Put 500 rows of five values through a template."""
    return HttpResponse(_rows.render(Context({"rows": ROWS})))


def queries(request: HttpRequest) -> HttpResponse:
    """Ask the database three times for one row."""
    answers = []
    with connection.cursor() as cursor:
        for _ in range(QUERIES):
            cursor.execute("SELECT slug, name FROM conference_event ORDER BY id LIMIT 1")
            answers.append(cursor.fetchone())
    return HttpResponse(_answers.render(Context({"answers": answers})))


urlpatterns = [path("empty/", empty), path("rows/", rows), path("queries/", queries)]


def application() -> WSGIHandler:
    """Return the web server's program: `gunicorn "tests.benchmarks.floors:application()"`."""
    django.setup()
    settings.MIDDLEWARE, settings.ROOT_URLCONF = [], __name__
    return WSGIHandler()
