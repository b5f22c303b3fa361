"""The case behind the sign-in of the demonstration's victim: all there is to do on her pages.

Of two people, one is not charged: she was told, has the letter, and can ask for another look. About
the other the police still ask, for messages on her phone. Up to the telling it is a log, as the
other cases are; what was done since is done here as it would be done at work, letters and all.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from answerable.actions import commit, lettering
from answerable.clocks.days import LONDON, local_day
from answerable.config.demonstration.cases import Made, made
from answerable.config.demonstration.places import PLACES
from answerable.events.entry import Entry, Event
from answerable.letters.catalogue import seq_of
from answerable.people.demonstration import id_of

NAME = "hers"
# By which her case is found among Omar's, whenever the demonstration is started.
CRIME_REF = "13/260001/26"
OMAR = id_of("Omar")
ONE, OTHER, PHONE = "s1", "s2", "phone-1"
SUSPECTS = {ONE: "Rory Madeup", OTHER: "Drew Madeup"}


class Line(NamedTuple):
    """Something that happened, so many days ago, at an hour of the day."""

    ago: int
    hour: float
    event: str
    agency: str = "police"
    subject: str = ""
    data: dict[str, Any] = {}  # noqa: RUF012  never changed


def in_touch(*ago: int) -> Iterable[Line]:
    """Times at which somebody rang her and there was no news."""
    said = {"method": "phone", "by": "agency", "alone": "yes", "news": False, "about": ["no_news"]}
    return [Line(one, 17.5, "contact.made", data=said) for one in ago]


def supervised(*ago: int) -> Iterable[Line]:
    """Times at which a supervisor looked at the investigation."""
    said = {"direction": "given", "qualified": True}
    return [Line(one, 9, "supervision.reviewed", data=said) for one in ago]


NOT_ASKED = dict.fromkeys(
    ("age", "disability", "gender_reassignment", "marriage_civil_partnership",
     "pregnancy_maternity", "race", "religion_belief", "sex", "sexual_orientation"), "not_asked",
)  # fmt: skip
ISVA = {"service": "isva"}
LOG = (
    Line(68, 10, "crime.reported", data={
        "force": "13", "team": "specialist", "offence": "rape", "reported_by": "victim",
        "why": ["right_thing"], "wants": "justice", "relationship": "acquaintance",
        "domestic_abuse": False, "suspect": "named", "victim_age": 31,
    }),
    Line(68, 10.4, "response.attended", data={"officer_skill": "specialist"}),
    Line(68, 10.5, "victim.spoken_to", data={"first": True}),
    Line(68, 11, "support.offered", data=ISVA),
    Line(68, 11.1, "support.answered", data=ISVA | {"answer": "accepted"}),
    Line(68, 11.2, "support.referred", subject="r1", data=ISVA),
    Line(68, 11.5, "needs.assessed", data={"needs": ["none"], "phone_dependence": "none"}),
    Line(68, 12, "risk.assessed", data={"level": "standard", "risk_to_others": False}),
    Line(68, 12.2, "safeguarding.decided", data={"result": "not_needed", "to": ["other"]}),
    Line(68, 12.5, "contact.agreed", data={
        "when": "regular", "every_days": 14, "method": "phone", "safe": True,
        "safe_times": "after 17:00", "may_leave_message": False, "letters": False,
    }),
    Line(68, 13, "position.stated", data={"position": "supports", "at": "outset"}),
    Line(68, 15, "crime.recorded", data={"crime_ref": CRIME_REF}),
    Line(67, 8.5, "report.acknowledged", data={"how": "in_person"}),
    Line(67, 8.6, "information.given", data={"kind": "first_leaflet", "understood": "yes"}),
    Line(67, 8.7, "characteristics.recorded", data=NOT_ASKED | {"source": "self"}),
    Line(67, 9, "investigation.allocated", data={
        "officer": str(OMAR), "qualified": True, "team": "specialist",
    }),
    Line(67, 10, "support.started", "support", "r1", ISVA),
    Line(67, 10.5, "support.sharing_agreed", "support", data={
        "of": ["that_supported", "conversations", "presence"],
    }),
    Line(67, 11, "plan.set"),
    Line(67, 11.5, "line.opened", subject="l1", data={
        "about": "suspect", "direction": "both", "noticed_by": "investigator",
    }),
    Line(66, 10, "account.recorded", subject="a1", data={
        "kind": "video", "intermediary": "not_needed", "read_back": True, "companion": "present",
    }),
    Line(65, 8, "suspect.identified", subject=ONE),
    Line(65, 8.1, "suspect.identified", subject=OTHER),
    *(
        line for hour, one in ((9, ONE), (10, OTHER)) for line in (
            Line(64, hour, "suspect.arrested", subject=one),
            Line(64, hour + 2, "progress.told", subject=one, data={"about": "arrested"}),
            Line(64, hour + 4, "suspect.interviewed", subject=one, data={
                "under_caution": True, "account_given": True,
            }),
            Line(64, hour + 5, "progress.told", subject=one, data={"about": "interviewed"}),
        )
    ),
    Line(64, 16, "bail.granted", subject=ONE, data={
        "conditions": ["no_contact", "area"], "victim_views": "sought",
        "for_victim": "The area is your street and the road where you work.",
    }),
    Line(64, 16.5, "suspect.released", subject=OTHER, data={
        "to": "rui", "no_bail_why": "not_necessary",
    }),
    Line(64, 17.5, "progress.told", subject=ONE, data={"about": "bail"}),
    Line(64, 17.6, "progress.told", subject=OTHER, data={"about": "released"}),
    *in_touch(55, 42, 29, 17),
    *supervised(61, 54, 47, 40, 33, 26, 19),
    Line(58, 10, "suspect.account_tested", subject=ONE),
    Line(55, 18, "information.given", data={"kind": "full_leaflet", "understood": "yes"}),
    Line(45, 10, "evidence.secured", data={"kind": "cctv"}),
    Line(42, 18, "discussion.agreed", data={
        "what": "Rung after work, as agreed. Next call in two weeks, sooner if there is news.",
        "for_victim": "We said that we ring you every two weeks after work, and sooner if there "
        "is news.",
    }),
    *(Line(ago, 11, "support.liaison", data={"with": "support"}) for ago in (45, 22)),
    Line(44, 10, "statement.offered", data={"form": "statement"}),
    Line(41, 9, "early_advice.considered", data={
        "sought": False, "why_not": "Nothing that a prosecutor could help to find.",
    }),
    Line(20, 9.5, "bad_character.considered", data={"material": "none_found"}),
    Line(20, 10, "order.considered", subject=OTHER, data={
        "kind": "sro", "decision": "not_appropriate", "why": "Nothing points to a risk.",
    }),
    Line(20, 10.5, "line.closed", subject="l1", data={
        "result": "completed", "why": "All who were there were spoken to.",
    }),
    Line(16, 10, "support.alerted", data={"of": "decision"}),
    Line(16, 11, "decision.made", subject=OTHER, data={
        "by": "police", "result": "no_further_action", "outcome": "15", "stage": "evidential",
        "evidential": "fail", "public_interest": "not_reached", "authorised_by": "inspector",
        "decided_by": str(OMAR), "authorised_id": str(id_of("Desmond")),
        "read": ["file", "account", "interview"], "rationale": "Who drove is not in dispute. "
        "That the driver knew what was going to happen cannot be shown.",
    }),
    Line(16, 17, "decision.told", subject=OTHER, data={
        "how": "in_person", "review_right": "applies", "needs_considered": True,
        "adviser_told": "yes", "support_present": True, "explained_by": str(OMAR),
        "skilled": True, "present": ["investigator", "adviser"],
        "for_victim": "This is about the man who drove the car. We could not show that he knew "
        "what was going to happen. We go on with the other man.",
    }),
)  # fmt: skip

LETTER = {
    "reasons": "I am sorry to write this. To charge somebody, we must be able to show what he knew."
    " He drove the car. Nobody saw or heard him speak of what was going to happen, and we found no "
    "message that shows it.\n\nYou told us clearly what happened, and we did not doubt it.",
    "looked_at": "- what you told us\n- what he said\n- his phone\n- the cameras on the road",
    "next": "This is about the man who drove. We go on with the other man. The rules that he must "
    "keep stay as they are.",
}
WHY = (
    "The other man says that the two of you wrote to each other in that week. Your messages may "
    "show what was said. We looked at his phone first. The messages are gone from it."
)


def case(at: datetime) -> Made:
    """The case as it was when she had just been told of the decision."""
    entries = [
        Entry(NAME, seq, one.event, when, when, "", one.agency, one.subject, _data(one, at))
        for seq, one in enumerate(sorted(LOG, key=_order), start=1)
        for when in [_when(at, one.ago, one.hour)]
    ]
    return made(NAME, entries, PLACES[0], 0, random.Random(0), unheld=0)  # noqa: S311


def go_on(case_id: UUID, at: datetime) -> None:
    """What was done since, by those who work on it: the letter, and the request for her phone."""
    _write(case_id, "not_charged_police", "decision.made", LETTER, at, ago=15, event=(
        "letter.sent", OTHER,
        {"how": "hand", "review_right": "applies", "contacts": ["investigator"]},
    ))  # fmt: skip
    told_him = Line(15, 17, "suspect.told", subject=OTHER, data={"of": "no_further_action"})
    since = (told_him, *supervised(12, 5), *in_touch(9), *_asked(at))
    for line in sorted(since, key=_order):
        event = Event(line.event, _when(at, line.ago, line.hour), "police", line.subject, line.data)
        _record(case_id, event)
    _write(case_id, "device_notice", "device.requested", {"why": WHY}, at, ago=3, event=(
        "device.form_sent", PHONE,
        {"complete": True,
         "states": ["what", "why", "handling", "may_refuse", "not_ended_by_refusal"]},
    ))  # fmt: skip


def _asked(at: datetime) -> list[Line]:
    first, last = (local_day(_when(at, ago, 12)).isoformat() for ago in (78, 71))
    digital = {"about": "digital", "direction": "both", "noticed_by": "investigator"}
    return [
        Line(6, 10, "line.opened", subject="l2", data=digital),
        Line(4, 11, "device.requested", subject=PHONE, data={
            "of": "victim", "line": "l2", "asked_by": "investigator", "data": ["messages"],
            "alternatives": ["suspect_device", "witness"], "from": first, "to": last,
            "necessity": "Whether there were messages is in dispute, and his are deleted.",
            "in_use_at_time": True, "days_estimated": 1, "lawful_basis": "agreement",
            "prompted_by": "suspect", "without_it": "none", "for_victim": WHY,
        }),
    ]  # fmt: skip


def _write(
    case_id: UUID, kind: str, about: str, written: dict[str, str], at: datetime, *, ago: int,
    event: tuple[str, str, dict[str, Any]],
) -> None:  # fmt: skip
    """Prepare a letter and hand it over, some days ago."""
    when, gone = _when(at, ago, 10), _when(at, ago, 16)
    (offer,) = (
        one for one in lettering.to_write(case_id, by=OMAR, at=when)
        if one.kind.name == kind and one.about and one.about.event == about
    )  # fmt: skip
    letter = lettering.prepare(
        case_id, kind, seq_of(offer), written, support="adviser", by_post=False, by=OMAR,
        key=f"{NAME}:{kind}", expected_seq=None, at=when,
    )  # fmt: skip
    name, subject, data = event
    lettering.gone(letter)(
        case_id, [Event(name, gone, "police", subject, data)], by=OMAR, key=f"{NAME}:{name}",
        expected_seq=None, at=gone,
    )  # fmt: skip


def _record(case_id: UUID, event: Event) -> None:
    key = f"{NAME}:{event.event}:{event.occurred_at.isoformat()}"
    commit.record(case_id, [event], by=OMAR, key=key, expected_seq=None, at=event.occurred_at)


def _order(line: Line) -> tuple[int, float]:
    return -line.ago, line.hour


def _data(line: Line, at: datetime) -> dict[str, Any]:
    if line.event != "bail.granted":
        return dict(line.data)
    return line.data | {"arrested_on": local_day(_when(at, line.ago, line.hour)).isoformat()}


def _when(at: datetime, ago: int, hour: float) -> datetime:
    on = local_day(at) - timedelta(days=ago)
    return datetime.combine(on, time(int(hour), round(hour % 1 * 60)), LONDON)
