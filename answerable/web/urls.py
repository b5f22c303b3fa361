"""The addresses of the pages. No address holds anything but an unguessable reference."""

from __future__ import annotations

from django.urls import include, path

from answerable.web import opening, receipts
from answerable.web.agency import (
    about,
    case,
    clients,
    confirm_way,
    counts,
    erasing,
    find,
    for_her,
    handover,
    keeping_out,
    letters,
    letting_in,
    my_work,
    new_case,
    new_way,
    no_news,
    on_the_case,
    outcome,
    reaching,
    recording,
    safe_words,
    start,
    supporters,
    team,
    who,
    write_letter,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("", include("answerable.web.signin.urls")),
    path("n/", include("answerable.web.portal.urls")),
    path("figures/", include("answerable.web.oversight.urls")),
    path("find", find.page, name="find"),
    path("cover", find.cover_page, name="cover"),
    path("new-case", new_case.page, name="new_case"),
    path("team", team.page, name="team"),
    path("team.csv", team.as_csv, name="team_csv"),
    path("team/<uuid:staff_id>/handover", handover.page, name="handover"),
    path("clients", clients.page, name="clients"),
    path("counts", counts.page, name="counts"),
    path("receipts", receipts.receipt, name="receipts"),
    path("my-work", my_work.page, name="my_work"),
    path("my-work.csv", my_work.as_csv, name="my_work_csv"),
    path("accessibility", about.accessibility, name="accessibility"),
    path("what-is-recorded", about.what_is_recorded, name="what_is_recorded"),
    path("cases/<slug:reference>", case.case, name="case"),
    path("cases/<slug:reference>/reason", opening.reason, name="reason"),
    path("cases/<slug:reference>/record", recording.choose, name="record"),
    path("cases/<slug:reference>/record/<str:name>", recording.form, name="record_form"),
    path("cases/<slug:reference>/people", case.people, name="people"),
    path("cases/<slug:reference>/reach", reaching.reach, name="reach"),
    path("cases/<slug:reference>/reach/new", new_way.new_way, name="new_way"),
    path("cases/<slug:reference>/reach/<slug:method>/outcome", outcome.outcome, name="outcome"),
    path("cases/<slug:reference>/reach/confirm", confirm_way.confirm_way, name="confirm_way"),
    path("cases/<slug:reference>/reach/words", safe_words.safe_words, name="safe_words"),
    path("cases/<slug:reference>/who/<str:of>", who.who, name="who"),
    path("cases/<slug:reference>/bring", on_the_case.another_agency, name="bring"),
    path("cases/<slug:reference>/give", on_the_case.give, name="give"),
    path("cases/<slug:reference>/keep-out", keeping_out.keep_out, name="keep_out"),
    path("cases/<slug:reference>/for-her", for_her.choose, name="for_her"),
    path("cases/<slug:reference>/for-her/<str:name>", for_her.form, name="for_her_form"),
    path("cases/<slug:reference>/erase", erasing.erase, name="erase"),
    path("cases/<slug:reference>/codes", letting_in.page, name="codes"),
    path("cases/<slug:reference>/no-news", no_news.no_news, name="no_news"),
    path("cases/<slug:reference>/supporters", supporters.page, name="supporters"),
    path("cases/<slug:reference>/history", case.history, name="history"),
    path("cases/<slug:reference>/days/<str:duty>", case.deadline, name="deadline"),
    path("cases/<slug:reference>/letters", letters.page, name="letters"),
    path("cases/<slug:reference>/letters/<uuid:letter>", letters.paper, name="letter"),
    path("cases/<slug:reference>/letters/<uuid:letter>/sent", letters.sent, name="letter_sent"),
    path(
        "cases/<slug:reference>/letters/<uuid:letter>/print", letters.printed, name="letter_print"
    ),
    path(
        "cases/<slug:reference>/letters/<uuid:letter>/erase", erasing.letter, name="letter_erase"
    ),
    path(
        "cases/<slug:reference>/letters/<uuid:letter>/delivered", letters.delivered,
        name="letter_delivered",
    ),
    path(
        "cases/<slug:reference>/letters/write/<slug:kind>/<int:about>", write_letter.page,
        name="write_letter",
    ),
    path(
        "cases/<slug:reference>/letters/write/<slug:kind>/<int:about>/paper", write_letter.paper,
        name="see_letter",
    ),
    path("cases/<slug:reference>/<slug:page>", case.room, name="room"),
]  # fmt: skip
