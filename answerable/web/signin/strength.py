"""Whether a provider of OpenID Connect says that a hardware-backed key was used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any


def is_strong(claims: Mapping[str, Any], strong: Collection[str]) -> bool:
    """Whether the ID token has one of these: `acr:` its class, or `amr:` one of its methods."""
    methods = claims.get("amr")
    said = {f"amr:{one}" for one in methods} if isinstance(methods, list) else set()
    said.add(f"acr:{claims.get('acr')}")
    return not said.isdisjoint(strong)


def shown_at(claims: Mapping[str, Any], otherwise: datetime) -> datetime:
    """When the person showed the provider who they are, which may be long before they came here."""
    at = claims.get("auth_time")
    if isinstance(at, int) and 0 < at < otherwise.timestamp():
        return datetime.fromtimestamp(at, UTC)
    return otherwise
