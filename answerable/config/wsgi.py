"""The way in for a web server: `gunicorn answerable.config.wsgi`."""

from __future__ import annotations

import logging

from django.core.wsgi import get_wsgi_application

from answerable.config.starting import OUT_OF_DATE, start, worklist_is_out_of_date
from answerable.config.static import collect

start()
collect()
if worklist_is_out_of_date():
    logging.getLogger("answerable").warning(OUT_OF_DATE)
application = get_wsgi_application()
