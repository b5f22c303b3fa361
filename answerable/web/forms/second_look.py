"""What an author of reasons is asked to look at again, once, before they are recorded.

It is no judgement and is not kept: pressed again, the button records the words as they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from answerable.rules.prompts import Prompt, for_authoriser, prompts
from answerable.web.forms.event_form import EventForm
from answerable.web.forms.filled import Filled

LOOKED_AGAIN = "looked_again"  # what the page sends back where its author has seen this

# Where reasons stand that end a case or let it end: an event, and its fields.
REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "decision.made": ("rationale",),
        "review.decided": ("for_victim",),
        "proceedings.stop_proposed": ("why",),
        "proceedings.stopped": ("for_victim",),
    }
)
AUTHORISED = "authorised_why"  # of a decision: beside what was recommended


def second_look(filled: Filled) -> list[dict[str, str]]:
    """What is in valid forms to look at again, each with a link to where it stands; what stands in
    two places says of itself in which."""
    found = [
        (prompt.why, form[name])
        for form in filled.sections if form.is_filled
        for name, prompt in _found(form)
    ]  # fmt: skip
    times = Counter(why for why, _ in found)
    return [
        {
            "text": f"{why} ({field.label})" if times[why] > 1 else why,
            "href": f"#{field.id_for_label}",
        }
        for why, field in found
    ]


def _found(form: EventForm) -> Iterator[tuple[str, Prompt]]:
    for name in REASONS.get(form.section.event, ()):
        for prompt in prompts(_said(form, name)):
            yield name, prompt
    if form.section.event == "decision.made" and AUTHORISED in form.fields:
        for prompt in for_authoriser(_said(form, "rationale"), _said(form, AUTHORISED)):
            yield AUTHORISED, prompt


def _said(form: EventForm, name: str) -> str:
    return str(form.cleaned_data.get(name) or "")
