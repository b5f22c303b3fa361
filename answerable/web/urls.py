"""The addresses of the pages. No address holds anything but an unguessable reference."""

from __future__ import annotations

from django.urls import path

from answerable.web.agency import about, case, find, my_work

urlpatterns = [
    path("find", find.page, name="find"),
    path("cover", find.cover_page, name="cover"),
    path("my-work", my_work.page, name="my_work"),
    path("my-work.csv", my_work.as_csv, name="my_work_csv"),
    path("cases/<str:reference>", case.case, name="case"),
    path("cases/<str:reference>/people", case.people, name="people"),
    path("cases/<str:reference>/history", case.history, name="history"),
    path("cases/<str:reference>/days/<str:duty>", case.deadline, name="deadline"),
    path("cases/<str:reference>/record/<str:name>", case.case, name="record_form"),
    path("cases/<str:reference>/<slug:page>", case.room, name="room"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("what-is-recorded", about.what_is_recorded, name="what_is_recorded"),
]
