"""What must come before somebody's phone, or records about them, are asked for, taken or read."""

from __future__ import annotations

from datetime import date

from answerable.clocks.days import local_day
from answerable.events.entry import Entry
from answerable.rules.age import may_be_under_age
from answerable.rules.case import Case
from answerable.rules.gates import has_reason
from answerable.rules.model import Requirement, Source, in_room
from answerable.rules.pattern import recorded
from answerable.rules.setting import lowest_rank, reaches
from answerable.rules.stance import agreement, open_lines, refusals, victims_device

READ = date(2026, 11, 24)

STATEMENTS = frozenset({"what", "why", "handling", "may_refuse", "not_ended_by_refusal"})
FIVE_STATEMENTS_SINCE = date(2022, 11, 8)
SUPPORT_WORKER = "support.offered[service=isva|idva|sarc]; support.started[service=isva|idva]"


def line_of_enquiry(case: Case, event: Entry) -> bool:
    return event.data.get("line") in open_lines(case)


def alternatives(case: Case, event: Entry) -> bool:
    return recorded(event.data, "alternatives")


def device_parameters(case: Case, event: Entry) -> bool:
    data = event.data
    if not all(recorded(data, name) for name in ("from", "to", "data")):
        return False
    # All that is on a phone is more than any line of enquiry needs, unless somebody says why. That
    # the request is necessary every request says, so it takes a reason of its own.
    return "full_download" not in data["data"] or has_reason(event, "parameters")


def after_account(case: Case, event: Entry) -> bool:
    return case.any("account.recorded; victim.spoken_to")


def in_use_at_time(case: Case, event: Entry) -> bool:
    return event.data.get("in_use_at_time") is True


def new_line_after_refusal(case: Case, event: Entry) -> bool:
    refusal = next(reversed(refusals(case)), None)
    if refusal is None:
        return True
    if case.since(refusal).any("line.opened; device.answered[offered_by_victim=true]"):
        return True
    asked = case.before(refusal).last("device.requested[of=victim]", refusal.subject)
    narrower = asked is not None and _narrower(event, asked)
    return narrower and has_reason(event, "new_line_after_refusal")


def _narrower(event: Entry, asked: Entry) -> bool:
    """Whether a request keeps within an earlier one and asks for less."""
    if not all(recorded(e.data, name) for e in (event, asked) for name in ("from", "to", "data")):
        return False
    new, old = event.data, asked.data
    within = new["from"] >= old["from"] and new["to"] <= old["to"]
    kinds = "full_download" in old["data"] or set(new["data"]) <= set(old["data"])
    same = (new["from"], new["to"], set(new["data"])) == (old["from"], old["to"], set(old["data"]))
    return within and kinds and not same


def adviser_told(case: Case, event: Entry) -> bool:
    return case.any(SUPPORT_WORKER)


def suspect_device_first(case: Case, event: Entry) -> bool:
    asked = case.any("device.requested[of=suspect]; device.taken[of=suspect]")
    return asked or "suspect_device" in (event.data.get("alternatives") or ())


def prosecutors_action(case: Case, event: Entry) -> bool:
    if not recorded(event.data, "action"):
        return False
    found = case.last("action.set", event.data["action"])
    if found is None or found.data.get("kind") != "digital":
        return False
    ended = "action.completed; action.amended[withdrawn=true]"
    return not case.since(found).any(ended, found.subject)


def complete_form(case: Case, event: Entry) -> bool:
    if event.data.get("complete") is not True:
        return False
    if local_day(event.occurred_at) < FIVE_STATEMENTS_SINCE:
        return True
    return set(event.data.get("states") or ()) >= STATEMENTS


def agreed_to_taking(case: Case, event: Entry) -> bool:
    if event.data.get("how") in ("scene_exhibit", "power"):
        return True
    form = case.last("device.form_sent[complete=true]", event.subject)
    agreed = agreement(case, event.subject)
    if form is None or agreed is None or agreed.order < form.order:
        return False
    return _could_agree(case, agreed)


def agreed_to_reading(case: Case, event: Entry) -> bool:
    if not victims_device(case, event.subject):
        return True
    if case.any("device.taken[how=power]", event.subject):
        return True
    return _could_agree(case, agreement(case, event.subject))


def _could_agree(case: Case, agreed: Entry | None) -> bool:
    """Whether there is a yes, and who gave it could: a child's own is none, but for an adult's."""
    if agreed is None:
        return False
    own = agreed.data.get("given_by") == "victim"
    return not (own and may_be_under_age(case, local_day(agreed.occurred_at)))


def download_verified(case: Case, event: Entry) -> bool:
    if not victims_device(case, event.subject):
        return True
    held = case.since(case.last("device.taken", event.subject))
    copied = held.last("device.downloaded", event.subject)
    return copied is None or copied.data.get("verified") is True


def records_parameters(case: Case, event: Entry) -> bool:
    return recorded(event.data, "from") and recorded(event.data, "to")


def notice(case: Case, event: Entry) -> bool:
    return event.data.get("notice") == "before"


def substantial_probative_value(case: Case, event: Entry) -> bool:
    return recorded(event.data, "probative")


def approved(case: Case, event: Entry, lowest: str) -> bool:
    return reaches(event.data.get("approved_by"), lowest)


def replacement_ready(case: Case, event: Entry) -> bool:
    return case.any("device.replacement", event.subject)


def reviewed_before_sharing(case: Case, event: Entry) -> bool:
    if not victims_device(case, event.subject):
        return True
    return case.any("device.reviewed[relevant=true]", event.subject)


REQUIREMENTS = in_room(
    "material",
    Requirement(
        id="line_of_enquiry",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="must",
        asks="The request serves an open line of enquiry.",
        message=(
            "No open line of enquiry is named that this request serves. Open the line of "
            "enquiry first and name it here. Without one, do not ask."
        ),
        met=line_of_enquiry,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="1. Introduction"),
            Source(
                document="london_review", place="5. Recommendations / For the Metropolitan Police"
            ),
            Source(document="pcsc_act_2022", place="s.37(5)", evidence="F"),
        ),
        requirements=("LR-001", "LR-075"),
    ),
    Requirement(
        id="alternatives",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="must",
        asks="The other ways that were tried or ruled out are named.",
        message=(
            "It does not say which other ways to the same evidence were tried or ruled out. "
            "Name each one: social media, the suspect's device, a witness, open sources, "
            "cloud, or that none is possible."
        ),
        met=alternatives,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(
                document="london_review",
                place="5. Recommendations / For the Metropolitan Police and London CPS",
            ),
            Source(document="pcsc_act_2022", place="s.37(6)-(7)", evidence="F"),
        ),
        requirements=("LR-042", "LR-045", "LR-078", "LR-084"),
    ),
    Requirement(
        id="after_account",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="explain",
        asks="The victim's account or a first conversation came before.",
        message=(
            "Neither the victim's account nor a first conversation with them is on the record. "
            "Hear the victim first, or give the reason for asking before."
        ),
        met=after_account,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-038",),
    ),
    Requirement(
        id="in_use_at_time",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="explain",
        asks="The device was in use when the evidence would have been made.",
        message=(
            "The device was not in use when the evidence would have been made, or nobody "
            "recorded whether it was. Find out whether the victim had this device then. If not, "
            "say what could be on it."
        ),
        met=in_use_at_time,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="1. Introduction"),
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
        ),
        requirements=("LR-002", "LR-034"),
    ),
    Requirement(
        id="new_line_after_refusal",
        what="Asked where: of=victim, after a refusal.",
        guards="device.requested[of=victim]",
        force="must",
        asks="The victim has not said no, or something new has come up since.",
        message=(
            "The victim said no before, and nothing new has come up since. Open the new line "
            "of enquiry that calls for it, or record that the victim offered the device. A "
            "narrower request for the same line needs reasons."
        ),
        met=new_line_after_refusal,
        met_by_reason=True,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-048",),
    ),
    Requirement(
        id="adviser_told",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="explain",
        asks="A support worker was offered before the request.",
        message=(
            "No support worker has been offered to the victim before this request. Offer one "
            "and give time to talk it through, or say why the request cannot wait."
        ),
        met=adviser_told,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-046",),
    ),
    Requirement(
        id="suspect_device_first",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="explain",
        asks="The suspect's devices were asked for or ruled out.",
        message=(
            "The suspect's devices have been neither requested nor ruled out. Request the "
            "suspect's devices first, or say why they cannot hold this evidence."
        ),
        met=suspect_device_first,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(
                document="london_review", place="5. Recommendations / For the Metropolitan Police"
            ),
        ),
        requirements=("LR-074",),
    ),
    Requirement(
        id="parameters",
        what="Asked where: of=victim.",
        guards="device.requested[of=victim]",
        force="must",
        asks="The period and the kinds of data are given, and a full download has its reasons.",
        message=(
            "A period and the kinds of data are missing, or a full download is asked for "
            "without reasons. Give the first and last day and the kinds of data that the line "
            "of enquiry needs. For a full download say why nothing less will do."
        ),
        met=device_parameters,
        met_by_reason=True,
        basis="stated",
        figure="stated",
        since=date(2021, 7, 16),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="phase_one", place="Timeliness / Delays in investigation"),
        ),
        requirements=("LR-039", "P1-233"),
    ),
    Requirement(
        id="action",
        what="Asked where: asked_by=prosecutor.",
        guards="device.requested[asked_by=prosecutor]",
        force="must",
        asks="The open digital action that it answers is named.",
        message=(
            "It is said to be for the prosecutor, but no open digital action of the prosecutor's "
            "is named. Name the action that it answers: that the prosecutor will ask is no reason."
        ),
        met=prosecutors_action,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-052",),
    ),
    Requirement(
        id="replacement_ready",
        what="Asked where: without_it=livelihood, safety or support.",
        guards="device.requested[of=victim,without_it=livelihood|safety|support]",
        force="explain",
        asks="A replacement is at hand for a device that the victim depends on.",
        message=(
            "The victim depends on this device, and no replacement is at hand. Record a "
            "replacement for it first, or say how the victim manages meanwhile."
        ),
        met=replacement_ready,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="phase_one", place="Timeliness / Delays in investigation"),
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
        ),
        requirements=("LR-061", "P1-226"),
    ),
    Requirement(
        id="complete_form",
        what="Asked where: always; the five statements from 2022-11-08.",
        guards="device.form_sent",
        force="must",
        asks="Every part of the notice is filled in, with all that the law wants said.",
        message=(
            "The written notice is not complete: no part may be blank, and it must say what is "
            "sought, why, how it will be handled, that the person may say no, and that the "
            "investigation will not end because of it. Fill in every part, tick each of the "
            "five statements that the notice makes, and send it then."
        ),
        met=complete_form,
        basis="stated; law from 2022-11-08: Police, Crime, Sentencing and Courts Act 2022",
        figure="law",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="pcsc_act_2022", place="s.39(3)", evidence="F"),
        ),
        requirements=("LR-041", "LR-042"),
    ),
    Requirement(
        id="agreed",
        what="Asked where: of=victim.",
        guards="device.taken[of=victim]",
        force="explain",
        asks="Agreement was given after the complete notice, or there is another ground.",
        message=(
            "No free agreement given after the complete notice is on the record, and neither a "
            "scene exhibit nor a power is named. Send the complete notice and record the "
            "answer, or record on what other ground the device was taken. The yes of somebody "
            "under 18 is none alone: record the answer of the adult who decides with them."
        ),
        met=agreed_to_taking,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="pcsc_act_2022", place="ss.37(1), 39(2)", evidence="F"),
        ),
        requirements=("LR-041", "LR-016"),
    ),
    Requirement(
        id="agreed",
        what="Asked where: the victim's device.",
        guards="device.downloaded",
        force="explain",
        asks="Agreement stands, or there is a power.",
        message=(
            "Nothing on the record allows reading this device now: no standing agreement, no "
            "representative's, no power. Stop. Obtain agreement on a complete notice, or "
            "record the representative or the power. The yes of somebody under 18 is none alone."
        ),
        met=agreed_to_reading,
        basis="law: Police, Crime, Sentencing and Courts Act 2022",
        figure="law",
        since=date(2022, 11, 8),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="pcsc_act_2022", place="ss.37(1), 38, 40", evidence="F"),
        ),
        requirements=("LR-041",),
    ),
    Requirement(
        id="download_verified",
        what="Asked where: the victim's device.",
        guards="device.returned",
        force="explain",
        asks="What was copied was checked, or nothing was copied.",
        message=(
            "What was copied from the device has not been checked. Check that the copy is "
            "complete and readable before it goes back, so that nobody is asked twice; or "
            "record that nothing was copied."
        ),
        met=download_verified,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-065",),
    ),
    Requirement(
        id="reviewed",
        what="Asked where: the victim's device.",
        guards="device.shared",
        force="explain",
        asks="What is passed on was read and found relevant.",
        message=(
            "Nobody has recorded that what is passed on was read and found relevant. Review it "
            "and record that it is relevant, or say why it is passed on unread."
        ),
        met=reviewed_before_sharing,
        basis="default",
        figure="default",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(Source(document="london_review", place="3. Victim/Survivor Technology Requests"),),
        requirements=("LR-044",),
    ),
    Requirement(
        id="line_of_enquiry",
        what="Asked where: of=victim.",
        guards="third_party.requested[of=victim]",
        force="must",
        asks="The request serves an open line of enquiry.",
        message=(
            "No open line of enquiry is named that this request serves. Open the line of "
            "enquiry first and name it here. Without one, do not ask."
        ),
        met=line_of_enquiry,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="london_review", place="5. Recommendations / For national government"),
            Source(document="victims_prisoners_act_2024", place="s.44A(3)", evidence="F"),
        ),
        requirements=("LR-053", "LR-082"),
    ),
    Requirement(
        id="alternatives",
        what="Asked where: of=victim.",
        guards="third_party.requested[of=victim]",
        force="must",
        asks="The less intrusive ways that were tried or ruled out are named.",
        message=(
            "It does not say which less intrusive ways were tried or ruled out. Name each one, "
            "or that none is possible."
        ),
        met=alternatives,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="london_review", place="5. Recommendations / For national government"),
            Source(document="victims_prisoners_act_2024", place="s.44A(7)-(8)", evidence="F"),
        ),
        requirements=("LR-053", "LR-082"),
    ),
    Requirement(
        id="notice",
        what="Asked where: of=victim.",
        guards="third_party.requested[of=victim]",
        force="explain",
        asks="The victim has written notice before the request or with it.",
        message=(
            "The victim has had no written notice of this request, before or with it. Give "
            "notice: what is asked for, why, and what will be done with it; or say why it comes "
            "later or is left out."
        ),
        met=notice,
        basis="stated; law from 2026-01-12: Victims and Prisoners Act 2024",
        figure="law",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="victims_prisoners_act_2024", place="s.44B", evidence="F"),
        ),
        requirements=("LR-053",),
    ),
    Requirement(
        id="parameters",
        what="Asked where: of=victim.",
        guards="third_party.requested[of=victim]",
        force="must",
        asks="The period is given.",
        message=(
            "The period is missing. Give the first and last day that the line of enquiry needs."
        ),
        met=records_parameters,
        basis="stated",
        figure="stated",
        since=date(2021, 12, 31),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="london_review", place="5. Recommendations / For national government"),
        ),
        requirements=("LR-053", "LR-082"),
    ),
    Requirement(
        id="substantial_probative_value",
        what="Asked where: kind=counselling, from 2026-01-12.",
        guards="third_party.requested[kind=counselling]",
        force="must",
        asks="It says what in the records would prove something of substance.",
        message=(
            "Counselling records are presumed not to be needed, and nothing says why these "
            "are. Say what in them would prove something of substance, and what overturns the "
            "presumption."
        ),
        met=substantial_probative_value,
        dated=True,
        basis="law: Victims and Prisoners Act 2024",
        figure="law",
        since=date(2026, 1, 12),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="london_review", place="5. Recommendations / For national government"),
            Source(
                document="victims_prisoners_act_2024", place="ss.44A(4)-(5), 44D(2)", evidence="F"
            ),
        ),
        requirements=("LR-053", "LR-082"),
    ),
    Requirement(
        id="approved",
        what="Asked where: kind=counselling, from 2026-01-12.",
        guards="third_party.requested[kind=counselling]",
        force="must",
        asks="Somebody of the required rank has approved it.",
        message=(
            "Nobody of the required rank has approved the request for counselling records. Ask "
            "somebody of that rank or above ({rank}) to read and approve it."
        ),
        met=approved,
        setting=lowest_rank("inspector", "inspector", "superintendent"),
        dated=True,
        basis="law; the rank is a default",
        figure="law",
        since=date(2026, 1, 12),
        read_on=READ,
        sources=(
            Source(document="london_review", place="3. Victim/Survivor Technology Requests"),
            Source(document="london_review", place="5. Recommendations / For national government"),
            Source(
                document="victims_prisoners_act_2024",
                place="code under s.44D (senior approval; the rank is a default)",
                evidence="2; the rank was not found",
            ),
        ),
        requirements=("LR-053", "LR-082"),
    ),
)
