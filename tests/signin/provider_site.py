"""The pages of the provider: it signs somebody in at once, and says of them what it is told to."""

from __future__ import annotations

import json
import time
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.shortcuts import redirect
from django.urls import include, path
from django.utils import timezone
from oauth2_provider.oauth2_validators import OAuth2Validator


def claims() -> dict[str, object]:
    """What the provider says now."""
    return json.loads(Path(settings.CLAIMS).read_text())


class Validator(OAuth2Validator):
    """What is said of somebody beside who they are."""

    oidc_claim_scope = None

    def get_additional_claims(self, request):
        return {name: value for name, value in claims().items() if name not in ("sub", "ago")}


def sign_in(request):
    """Whoever the claims say, at once; `ago`, in seconds, is how long they have been signed in."""
    user, _ = get_user_model().objects.get_or_create(username=claims()["sub"])
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    at = time.time() - claims().get("ago", 0)
    user.last_login = timezone.datetime.fromtimestamp(at, timezone.get_default_timezone())
    user.save()
    return redirect(request.GET["next"])


urlpatterns = [
    path("login", sign_in),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
