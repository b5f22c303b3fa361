"""A bare Django page that does what any list of work for somebody who is signed in has to do.

Everything is as `startproject` writes it: its middleware, sessions in the database, its users; on
top of that `login_required`, one query of 25 rows of our own table of work, and a plain template
that lists them. It reads as a role that sees every row, so nothing is decided row by row; it asks
no gate, keeps no evaluation current, ranks nothing. Only the connection is kept open, as ours is:
`startproject` would open one for each page.

    BENCH_PEER_URL=... python -m benchmarks.peer USERS      its tables, and the cookies of so many
"""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

SCHEMA = "peer"
ROWS = 25
TEMPLATE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>My work</title></head>
<body>
<header><a href="/">Work</a> {{ user.get_username }}</header>
{% for message in messages %}<p>{{ message }}</p>{% endfor %}
<main>
<h1>My work</h1>
<table>
<thead><tr><th>Case</th><th>Next move</th><th>When</th><th>Whose move</th></tr></thead>
<tbody>
{% for item in items %}
<tr>
<th><a href="{% url 'case' item.case_id %}">{{ item.case_id }}</a></th>
<td>{{ item.duty }} {{ item.subject }}</td>
<td>{{ item.due_at|date:"j F Y, H:i" }}</td>
<td>{{ item.state }}</td>
</tr>
{% empty %}
<tr><td colspan="4">Nothing is owed.</td></tr>
{% endfor %}
</tbody>
</table>
</main>
</body>
</html>
"""


def database() -> dict[str, object]:
    """The same server and database as the product's, and its own tables in a schema of their own."""
    named = conninfo_to_dict(os.environ["BENCH_PEER_URL"])
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": named["dbname"], "USER": named["user"],
        "PASSWORD": named["password"], "HOST": named["host"], "CONN_MAX_AGE": 600,
        "OPTIONS": {"options": f"-c search_path={SCHEMA}"},
    }  # fmt: skip


settings.configure(
    SECRET_KEY="bench",
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"work.html": TEMPLATE})],
                    )
                ],
            },
        }
    ],
    DATABASES={"default": database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    STATIC_URL="static/",
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402  after settings
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Item(models.Model):
    """Our table of work: what of it such a page would show."""

    case_id = models.UUIDField()
    duty = models.CharField(max_length=64)
    subject = models.TextField()
    state = models.CharField(max_length=8)
    due_at = models.DateTimeField(null=True)
    late_from = models.DateTimeField(null=True)

    class Meta:
        app_label = "peer"
        managed = False
        db_table = 'public"."worklist_item'


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """The first rows there are, in the order of an index."""
    items = Item.objects.filter(state="owed").order_by("case_id", "late_from")[:ROWS]
    return render(request, "work.html", {"items": items})


urlpatterns = [path("", work, name="work"), path("cases/<uuid:case>", work, name="case")]
application = get_wsgi_application()


def main() -> None:
    """Make Django's own tables and some users, and print the session of each."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    call_command("migrate", verbosity=0)
    for number in range(int(sys.argv[1])):
        user = User.objects.create_user(f"user{number}")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        print(session.session_key)


if __name__ == "__main__":
    main()
