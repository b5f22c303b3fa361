"""The journeys that are walked most: each a page of its own, several events recorded together."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.web.forms.sections import FormPage

PAGES: tuple[FormPage, ...] = ()

JOURNEYS: Mapping[str, FormPage] = {page.name: page for page in PAGES}
