"""The way in for a web server: `gunicorn answerable.config.wsgi`."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from answerable.config.starting import start
from answerable.config.static import collect

start()
collect()
application = get_wsgi_application()
