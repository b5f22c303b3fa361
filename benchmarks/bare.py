"""A Django that does nothing but answer: what the server and the framework cost by themselves."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = "<!doctype html><title>x</title>" + "<p>x</p>" * 2_000


def page(_request: HttpRequest) -> HttpResponse:
    """As many bytes as a list of work, give or take."""
    return HttpResponse(PAGE)


settings.configure(
    SECRET_KEY="bench", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)  # fmt: skip
urlpatterns = [path("", page)]
application = get_wsgi_application()
