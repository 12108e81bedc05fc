"""The entry for web servers: `gunicorn conference.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conference.config.settings")
application = get_wsgi_application()
