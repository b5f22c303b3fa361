"""Puts the demonstration into a database that holds nobody real: all of it, or nothing."""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.db import transaction

from answerable.actions.loading import load_cases
from answerable.actions.publishing import publish, published_before
from answerable.config.demonstration import figures, hers
from answerable.config.demonstration.cases import Made, inspection, made_up
from answerable.config.demonstration.places import people, team
from answerable.config.home import Unusable
from answerable.people import demonstration, parts, vault
from answerable.people.accounts.finding import anybody_outside
from answerable.people.accounts.models import Account
from answerable.people.acting import SIGNING_IN, acting_for, working
from answerable.people.demonstration import id_of

# Given names of nobody; the surname says that she, he or they are made up.
VICTIMS = (
    "Vera", "Ada", "Beth", "Cara", "Dilys", "Esme", "Fay", "Gwen", "Hana", "Ines", "Jess", "Kit",
    "Lena", "Mina", "Nell", "Oona", "Pia", "Ria", "Sam", "Tess",
)  # fmt: skip
PRONOUNS = ("she/her",) * 17 + ("they/them", "he/him", "she/her")
OWN_WORDS = ("survivor", None, "victim", "none", "survivor", None, "complainant")
SUSPECTS = (
    "Alec", "Boyd", "Colm", "Dane", "Euan", "Finn", "Glyn", "Hugh", "Iain", "Joel", "Karl", "Lyle",
    "Mick", "Ned", "Otto", "Perry", "Rhys", "Seth", "Troy", "Vince",
)  # fmt: skip
MADE_UP = "Madeup"


def load(password: str, at: datetime) -> bool:
    """Put it all in; False where it is there already. Whoever came to the list of staff since then
    is let in as well."""
    with working():
        if anybody_outside(demonstration.DOMAIN):
            raise Unusable(
                "this database holds staff who are not made up: a demonstration has a password for "
                "everybody. Use another folder (ANSWERABLE_HOME) or another DATABASE_URL"
            )
    with acting_for(SIGNING_IN), transaction.atomic():
        there = set(Account.objects.values_list("staff_id", flat=True))
    with working():
        demonstration.load()
        if not there:
            _put_in_cases([hers.case(at), *inspection(), *made_up(at)], at)
        _open_accounts(password, there)
    return not there


def publish_figures(at: datetime) -> bool:
    """Publish the figures that lie in the package; False where they were published before."""
    if published_before(figures.SERIES).edition is not None:
        return False
    for one in figures.lying_there():
        publish(one, at=at)
    return True


def _open_accounts(password: str, there: Collection[UUID]) -> None:
    ids = [one.id for one in demonstration.staff() if one.id not in there]
    if not ids:
        return
    hashed = make_password(password)  # one for all: hashing it for each would take a minute
    with acting_for(SIGNING_IN):
        Account.objects.bulk_create(Account(staff_id=one, password=hashed) for one in ids)
        Authenticator.objects.bulk_create(
            Authenticator(
                user_id=one, type=Authenticator.Type.TOTP, data={"secret": generate_totp_secret()}
            )
            for one in ids
        )


def _put_in_cases(made: list[Made], at: datetime) -> None:
    who = {one.id: one for one in demonstration.staff()}
    by_name = {one.name.split()[0]: one.id for one in who.values()}
    loaded = load_cases({one.name: one.entries for one in made}, at=at, people=by_name)
    for number, one in enumerate(made):
        case_id = loaded[one.name].case_id
        _bring(case_id, one)
        _put_in_vault(case_id, one, number)
    hers.go_on(loaded[hers.NAME].case_id, at)


def _bring(case_id: UUID, one: Made) -> None:
    by = id_of(people(one.place.police, "supervisor")[0])
    for kind, since in one.since.items():
        its = team(getattr(one.place, kind))
        parts.bring(case_id, its.agency, by=by, at=since, team=its.id)
    for held in one.held:
        parts.give(case_id, id_of(held.first), held.part, by=by, at=held.since)


def _put_in_vault(case_id: UUID, one: Made, number: int) -> None:
    dice = random.Random(number)  # noqa: S311  nothing is kept secret by it
    first = VICTIMS[number % len(VICTIMS)]
    by, at = id_of(people(one.place.police, "supervisor")[0]), one.since["police"]
    vault.put(
        case_id, "victim", by=by, at=at, name=f"{first} {MADE_UP}", chosen_name=first,
        pronoun=PRONOUNS[number % len(PRONOUNS)], own_word=OWN_WORDS[number % len(OWN_WORDS)],
    )  # fmt: skip
    everyone = {"police", "cps", "support", "witness_care"}
    # Of the numbers that Ofcom keeps for drama: they ring nowhere.
    vault.put_contact(
        case_id, "telephone", f"07700 900{dice.randrange(1000):03d}", safe=True, agency="police",
        by=by, at=at, shown_to=everyone,
    )  # fmt: skip
    if number % 4 == 0:
        vault.put_contact(
            case_id, "email", f"{first.lower()}{number}@victims.example", safe=False,
            agency="police", by=by, at=at, shown_to=everyone,
        )  # fmt: skip
    suspects = sorted({e.subject for e in one.entries if e.event == "suspect.identified"})
    for place, subject in enumerate(suspects):
        named = hers.SUSPECTS.get(subject) if one.name == hers.NAME else None
        name = named or f"{SUSPECTS[(number + 7 * place) % len(SUSPECTS)]} {MADE_UP}"
        vault.put(case_id, "suspect", by=by, at=at, subject=subject, name=name)
