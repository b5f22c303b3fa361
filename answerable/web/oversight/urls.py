"""The addresses of what was published: an edition, and a page, a rule or a table of it."""

from __future__ import annotations

from django.urls import path

from answerable.web.oversight import pages

OF_EDITION = "<slug:series>/<int:number>"

urlpatterns = [
    path("", pages.latest, name="figures"),
    path(OF_EDITION, pages.overview, name="figures_edition"),
    path(f"{OF_EDITION}/<slug:section>", pages.section, name="figures_section"),
    path(f"{OF_EDITION}/rules/<str:measure>", pages.rule, name="figures_rule"),
    path(f"{OF_EDITION}/tables/<slug:table>.csv", pages.table, name="figures_table"),
]
