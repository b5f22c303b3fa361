"""The addresses of the victim's pages: short, and saying nothing of what they are about."""

from __future__ import annotations

from django.urls import path

from answerable.web.portal import (
    app,
    coming_in,
    letters,
    new_way,
    own_word,
    pages,
    safe_words,
    saying,
    shared,
    sharing,
)

urlpatterns = [
    path("", coming_in.come_in, name="hers_in"),
    path("first", coming_in.first_time, name="hers_first"),
    path("app", app.come_in, name="hers_in_by_app"),
    path("yours/app", app.set_up, name="hers_app"),
    path("x", coming_in.leave, name="hers_leave"),
    path("notes", coming_in.somebody_is_here, name="hers_plain"),
    path("stay", coming_in.stay, name="hers_stay"),
    path("gone", coming_in.gone, name="hers_gone"),
    path("start", pages.start, name="hers_start"),
    path("forms", pages.any_form, name="hers_forms"),
    path("updates", pages.updates, name="hers_updates"),
    path("safe", pages.safe, name="hers_safe"),
    path("reach", pages.reach, name="hers_reach"),
    path("reach/new", new_way.new_way, name="hers_new_way"),
    path("reach/word", safe_words.safe_words, name="hers_word"),
    path("people", pages.people, name="hers_people"),
    path("people/new", sharing.new, name="hers_share"),
    path("people/<uuid:supporter>", sharing.change, name="hers_sharing"),
    path("shared", shared.page, name="hers_shared"),
    path("phone", pages.phone, name="hers_phone"),
    path("talks", pages.talks, name="hers_talks"),
    path("dates", pages.dates, name="hers_dates"),
    path("answers", pages.answers, name="hers_answers"),
    path("yours", pages.yours, name="hers_yours"),
    path("yours/word", own_word.choose, name="hers_own_word"),
    path("letters/<uuid:letter>", letters.page, name="hers_letter"),
    path("tell/<slug:name>", saying.say, name="hers_say"),
]
