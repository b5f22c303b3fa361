"""A form of a page's own, beside those that the event types make: its fields as GOV.UK has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from answerable.web.forms.rendering import anchors, controls


def show(
    request: HttpRequest,
    form: forms.Form,
    shown: Mapping[str, Any],
    *,
    button: str,
    final: bool = False,
    template: str = "forms/plain.html",
) -> HttpResponse:
    """The page of one form, as it came back; 400 where something in it is wrong. `final`: what the
    button does cannot be undone."""
    errors = error_list(form)
    found = {
        **shown,
        "controls": controls(form, checked=form.is_bound),
        "error_list": errors,
        "button": button,
        "button_classes": "govuk-button--warning" if final else "",
    }
    return render(request, template, found, status=400 if errors else 200)


def error_list(form: forms.Form) -> Sequence[Mapping[str, str]]:
    """What is wrong, each with a link to its field; nothing before it was sent."""
    if not form.is_bound:
        return []
    return [{"text": text, "href": f"#{place}"} for text, place in anchors(form)]
