"""The catalogue as plain values: every event, duty, gate and signal with its source."""

from __future__ import annotations

from typing import Any

from answerable.events.catalogue import DERIVED, EVENT_TYPES
from answerable.events.model import EventType, Field
from answerable.rules.catalogue import DUTIES, ON_RECORD
from answerable.rules.gate_catalogue import REQUIREMENTS
from answerable.rules.gates import key
from answerable.rules.model import Duty, Requirement, Rule, Signal
from answerable.rules.setting import Setting
from answerable.rules.signal_catalogue import SIGNALS
from answerable.rules.sources import DOCUMENTS, EVIDENCE


def listing() -> dict[str, Any]:
    """Everything, under `events`, `duties`, `gates`, `signals`, `measures` and `sources`.

    A duty has the columns of the table of duties under their names, and more beside them. The
    measures belong to a floor above: whoever prints the catalogue adds them.
    """
    return {
        "events": [_event(type_) for type_ in (*EVENT_TYPES.values(), *DERIVED.values())],
        "duties": [_duty(duty) for duty in ON_RECORD],
        "gates": [_requirement(requirement) for requirement in REQUIREMENTS],
        "signals": [_signal(signal) for signal in SIGNALS],
        "measures": [],
        "sources": _sources(),
    }


def _event(type_: EventType) -> dict[str, Any]:
    return {
        "name": type_.name,
        "room": type_.room,
        "by": list(type_.by),
        "subject": type_.subject,
        "subject_may_be_empty": type_.subject_may_be_empty,
        "victim": type_.victim,
        "only": list(type_.only),
        "hidden": list(type_.hidden),
        "passed_on": type_.passed_on,
        "for_safety": type_.for_safety,
        "to_reach": list(type_.to_reach),
        "meaning": type_.meaning,
        "to_agencies": type_.to_agencies,
        "to_victim": type_.to_victim,
        "to_victim_where": dict(type_.to_victim_where),
        "fields": [_field(field) for field in type_.all_fields.values()],
        "requirements": list(type_.requirements),
        "derived": type_.name in DERIVED,
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type,
        "codes": list(field.codes),
        "required": field.required,
        "required_when": field.required_when,
        "least": field.least,
        "most": field.most,
        "meaning": field.meaning,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "room": rule.room,
        "what": rule.what,
        "basis": rule.basis,
        "figure": rule.figure,
        "since": str(rule.since),
        "read_on": str(rule.read_on),
        "verified": rule.verified,
        "sources": [
            {"document": source.document, "place": source.place, "evidence": source.evidence}
            for source in rule.sources
        ],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "owner": duty.owner,
        "subject": duty.per,
        "starts": duty.starts,
        "met_by": duty.met_by,
        "lifted_by": duty.lifted_by,
        "clock": duty.clock,
        "flags": duty.flags,
        "paused_by": duty.paused_by,
        "resumed_by": duty.resumed_by,
        "moved_by": duty.moved_by,
        "when": duty.when,
        "requirements": " ".join(duty.requirements),
        "why": duty.why,
        "published": duty in DUTIES,
        **_rule(duty),
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": key(requirement),
        "requirement": requirement.id,
        "guards": requirement.guards,
        "force": requirement.force,
        "asks": requirement.said(requirement.asks),
        "message": requirement.said(requirement.message),
        "dated": requirement.dated,
        "setting": _setting(requirement.setting) if requirement.setting else None,
        "requirements": " ".join(requirement.requirements),
        **_rule(requirement),
    }


def _setting(setting: Setting) -> dict[str, Any]:
    """What a force may set: its name, our default, and the codes that it may be, if it is one."""
    plain = setting.default
    default = list(plain) if isinstance(plain, tuple) else plain
    return {"name": setting.name, "default": default, "allowed": list(setting.allowed)}


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "id": signal.id,
        "kind": signal.kind,
        "put_right": signal.put_right,
        "requirements": " ".join(signal.requirements),
        **_rule(signal),
    }


def _sources() -> list[dict[str, Any]]:
    return [
        {
            "key": name,
            "title": document.title,
            "publisher": document.publisher,
            "since": str(document.since) if document.since else None,
            "read_whole": document.read_whole,
            "dated": document.dated,
            "evidence": dict(EVIDENCE),
        }
        for name, document in DOCUMENTS.items()
    ]
