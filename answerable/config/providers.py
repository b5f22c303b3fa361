"""The agencies' own providers of OpenID Connect, from the TOML file that $ANSWERABLE_SIGN_IN names.

    [[provider]]
    id = "aire"
    name = "Aire Police"
    server = "https://id.aire.example"
    client_id = "answerable"
    client_secret = "…"
    agencies = ["aire"]                   # whose staff it may say are theirs
    strong = ["acr:phrh", "amr:hwk"]      # its words for a hardware-backed key; the default

A provider speaks for the staff of its own agencies, and of no other.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from answerable.config.home import Unusable

NEEDED = ("id", "name", "server", "client_id", "client_secret", "agencies")
# "phrh": phishing-resistant and hardware-protected (OpenID Connect EAP ACR Values 1.0);
# "hwk": proof of a key that hardware secures (RFC 8176).
STRONG = ("acr:phrh", "amr:hwk")


def openid_connect() -> dict[str, Any]:
    """What allauth is told of the providers."""
    return {"OAUTH_PKCE_ENABLED": True, "APPS": [application(one) for one in _listed()]}


def _listed() -> list[dict[str, Any]]:
    named = os.environ.get("ANSWERABLE_SIGN_IN")
    if not named:
        return []
    try:
        found = tomllib.loads(Path(named).read_text())
    except OSError as error:
        raise Unusable(f"{named}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"{named}: {error}") from None
    providers = found.get("provider", [])
    if not isinstance(providers, list):
        raise Unusable(f"{named}: write [[provider]] tables")
    for one in providers:
        _check(named, one)
    return providers


def _check(named: str, provider: dict[str, Any]) -> None:
    missing = [key for key in NEEDED if not provider.get(key)]
    if missing:
        raise Unusable(f"{named}: a provider says no {missing[0]!r}")
    server = urlsplit(str(provider["server"]))
    # What a provider says is believed because it comes by a connection that nobody else can open.
    if server.scheme != "https" and server.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise Unusable(f"{named}: {provider['id']}: its server is not spoken to by https")


def application(provider: dict[str, Any]) -> dict[str, Any]:
    """A provider, in allauth's words."""
    strong = list(provider.get("strong", STRONG))
    acrs = [one.removeprefix("acr:") for one in strong if one.startswith("acr:")]
    return {
        "provider_id": provider["id"],
        "name": provider["name"],
        "client_id": provider["client_id"],
        "secret": provider["client_secret"],
        "settings": {
            "server_url": provider["server"],
            "agencies": list(provider["agencies"]),
            "strong": strong,
            "auth_params": {"acr_values": " ".join(acrs)} if acrs else {},
        },
    }
