"""A form of the victim's pages, made from a declaration of words and from the event type itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from answerable.events.catalogue import EVENT_TYPES
from answerable.events.entry import Event
from answerable.events.model import Field
from answerable.events.validate import is_needed, is_recorded
from answerable.rules.told import Shown, Told
from answerable.web.dates import day
from answerable.web.forms.fields import (
    LONGEST_LINE,
    Choice,
    Day,
    Line,
    Several,
    Whole,
    Words,
    YesNo,
    wrong_text,
)
from answerable.web.forms.rendering import anchors
from answerable.web.language import gettext as _
from answerable.web.portal import decisions
from answerable.web.portal.asking import Ask, Say
from answerable.web.portal.hers import Hers
from answerable.web.portal.requests import is_back, is_hers, may_be_answered

WHICH = "which"
UNSAID = "I do not want to say"
ANSWER = "Please answer this one"


class One(Choice):
    """One of several; one that need not be answered says so in the victim's own words."""

    def __init__(self, choices: Any, **given: Any) -> None:
        super().__init__(choices, **given)
        if not given["required"]:
            self.given = (*choices, ("", _(UNSAID)))
            self.choices = self.given


class SayForm(forms.Form):
    """What is asked of one thing that the victim may say."""

    use_required_attribute = False

    def __init__(self, say: Say, hers: Hers, data: Any = None) -> None:
        super().__init__(data)
        self.say, self.hers, self.told = say, hers, hers.told
        self.type = EVENT_TYPES[say.event]
        self.about = may_be_about(say, self.told)
        if say.takes_back or (say.which and len(self.about) > 1):
            listed = [(str(one.number), _called(one, say)) for one in self.about]
            self.fields[WHICH] = One(listed, required=True, asked=_(say.which), hint="")
        self.known = known(say, self.told)
        self.asks = [ask for ask in say.asks if ask.name not in self.known]
        for ask in self.asks:
            field = self.type.all_fields[ask.part_of or ask.name]
            self.fields[ask.name] = _field(ask, field, self._words(ask))
        for one in self.fields.values():
            one.error_messages |= {"required": _(ANSWER), "invalid_choice": _(ANSWER)}
        self.before = _before(say, hers)
        # What was typed is shown to nobody again: when it is safe to ring is for her and us alone.
        afresh = {ask.name for ask in self.asks if ask.afresh}
        self.initial = {
            name: _typed(value) for name, value in self.before.items()
            if name in self.fields and not isinstance(self.fields[name], Words)
            and name not in afresh
        }  # fmt: skip

    def _words(self, ask: Ask) -> dict[str, str]:
        """The answers that may be chosen, after what was said before."""
        said: dict[str, bool] = {
            code: self.told.last(self.say.event, **{ask.name: before}) is not None
            for code, before in ask.after.items()
        }
        if ask.offered:
            event, name = ask.offered
            told = {str(one.data.get(name)) for one in self.told.all(event)}
            said |= {code: code in told for code in ask.words}
        said |= {code: self.told.last(*events) is not None for code, events in ask.where.items()}
        if self.hers.under_age:
            said |= dict.fromkeys(ask.of_adults, False)
        if ask.after and self.about and all(is_back(self.told, one.subject) for one in self.about):
            # What is back cannot be given any more: a yes can only be taken back.
            return {code: ask.words[code] for code in ask.after}
        return {code: words for code, words in ask.words.items() if said.get(code, True)}

    def clean(self) -> dict[str, Any]:
        """What one answer asks of another: how many days, where it is to be often."""
        cleaned = super().clean() or {}
        said = {name: value for name, value in cleaned.items() if is_recorded(value)}
        for ask in self.asks:
            left_out = ask.name not in self.errors and ask.name not in said and not ask.optional
            if left_out and is_needed(self.type.all_fields[ask.part_of or ask.name], said):
                self.add_error(ask.name, _(ANSWER))
        return cleaned

    def event(self) -> Event:
        """What was said, as an event."""
        kept = {name: self.before[name] for name in self.say.keeps if name in self.before}
        data: dict[str, Any] = kept | dict(self.say.fixed) | self.known
        for ask in self.asks:
            name = ask.part_of or ask.name
            value: Any = self.cleaned_data.get(ask.name)
            if is_recorded(value):
                data[name] = [*data.get(name, ()), *value] if ask.part_of else value
            elif ask.otherwise is not None:
                data.setdefault(name, ask.otherwise)
        if self.say.event == "withdrawal.stated":
            data["stage"] = stage_of(self.told)
        if self.say.takes_back:
            # What is shown is numbered by what is shown; the record has numbers of its own.
            data["seq"] = self.hers.entries[int(self.cleaned_data[WHICH]) - 1].seq
            return Event(self.say.event, self.hers.at, "victim", "", data)
        return Event(self.say.event, self.hers.at, "victim", self._subject(), data)

    def _subject(self) -> str:
        if self.say.new_subject:
            return uuid4().hex
        chosen = self.cleaned_data.get(WHICH)
        about = [one for one in self.about if chosen in (None, "", str(one.number))]
        return about[0].subject if about else ""


def may_be_about(say: Say, told: Told) -> list[Shown]:
    """What something may be about: each subject once, by the latest that was said of it."""
    if say.takes_back:
        return [one for one in told.latest_first if one.hers]
    found = {
        one.subject: one for one in told.all(*say.about)
        if not say.about_hers
        or (is_hers(told, one.subject) and may_be_answered(told, one.subject))
    }  # fmt: skip
    return list(found.values())[::-1]


def known(say: Say, told: Told) -> dict[str, str]:
    """What is not asked, as there is one answer alone to it."""
    by = decisions.whose(told) if say.event == "review.requested" else ()
    return {"of": next(iter(by))} if len(by) == 1 else {}


def title_of(say: Say, told: Told) -> str:
    """What it is called: something that was answered before can be changed."""
    about = {one.subject for one in may_be_about(say, told)}
    answered = {one.subject for one in told.all(say.event)}
    return say.again if say.again and answered and about <= answered else say.title


def may_be_said(say: Say, told: Told) -> bool:
    """Whether there is anything that it could be about."""
    return not (say.about or say.takes_back) or bool(may_be_about(say, told))


def stage_of(told: Told) -> str:
    """How far the case has come, as the victim was told."""
    if told.last("trial.started"):
        return "at_court"
    if told.last("charge.made"):
        return "after_charge"
    return "after_account" if told.last("account.recorded") else "before_account"


def spoken(form: forms.Form) -> None:
    """Let a form that was declared whole say its questions in the language of the page."""
    for one in form.fields.values():
        one.label = _(str(one.label))
        one.help_text = _(str(one.help_text)) if one.help_text else ""
        if isinstance(one, Choice | Several):
            one.given = tuple((code, _(said)) for code, said in one.given)
            one.choices = one.given
        if isinstance(one, Line):
            one.error_messages |= wrong_text(LONGEST_LINE)
        one.error_messages |= {"required": _(ANSWER), "invalid_choice": _(ANSWER)}


def problems(form: forms.Form) -> list[dict[str, str]]:
    """What is wrong, each with its question and the place to put it right."""
    return [
        {"text": _with_question(form, text, place), "href": f"#{place}"}
        for text, place in anchors(form)
    ]


def _with_question(form: forms.Form, text: str, place: str) -> str:
    field = form.fields.get(place.removesuffix("-day"))
    return f"{text}: {field.label}" if field is not None and text == _(ANSWER) else text


def _field(ask: Ask, field: Field, words: Mapping[str, str]) -> forms.Field:
    required = field.required and not field.required_when and not ask.optional
    given: dict[str, Any] = {"required": required, "asked": _(ask.asks), "hint": _(ask.why)}
    if words:
        listed = [(code, _(said)) for code, said in words.items()]
        return Several(listed, **given) if field.type == "any_of" else One(listed, **given)
    match field.type:
        case "bool":
            return YesNo(**given) if required else _yes_no(given)
        case "int":
            return _whole(field, ask)
        case "date":
            return Day(**given)
    return Words(**given)


def _yes_no(given: dict[str, Any]) -> YesNo:
    made = YesNo(**given)
    made.given = (*made.given[:2], ("", _(UNSAID)))
    made.choices = made.given
    return made


def _whole(field: Field, ask: Ask) -> Whole:
    made = Whole(field, asked=_(ask.asks), hint=_(ask.why))
    made.required = field.required and not field.required_when
    return made


def _before(say: Say, hers: Hers) -> dict[str, Any]:
    """What was said last, where it is said anew: nobody is asked twice for the same."""
    said = [entry for entry in hers.entries if say.anew and entry.event == say.event]
    return dict(said[-1].data) if said else {}


def _typed(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _called(one: Shown, say: Say) -> str:
    if say.takes_back:
        return f"{_(one.line)} ({day(one.at)})"
    return _("From {day}").format(day=day(one.at))
