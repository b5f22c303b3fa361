"""Whether a glass was broken rightly is said once, however many say it at the same time."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connections, transaction

from answerable.actions.letting_in import break_glass, review
from answerable.actions.refusing import NotAllowed
from answerable.people import reviews
from answerable.people.acting import acting_as
from tests.at_once import until_somebody_waits
from tests.people.cast import CALLUM, NOW, RUFUS, SUNITA, omars_case, reference_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("second", "told"), [(RUFUS, NotAllowed), (SUNITA, None)])
def test_who_says_it_while_another_does_is_told_so_and_who_pressed_twice_is_told_nothing(
    second, told
):
    case_id = omars_case()
    break_glass(reference_of(case_id), by=CALLUM, at=NOW, why="The court asked.")
    with acting_as(SUNITA), transaction.atomic():
        (glass,) = reviews.unreviewed()
    raised = []

    def say():
        try:
            review(glass.id, by=second, at=NOW, finding="not_justified", why="He had no need.")
            raised.append(None)
        except (NotAllowed, IntegrityError) as error:
            raised.append(type(error))
        finally:
            connections.close_all()

    other = threading.Thread(target=say)
    with transaction.atomic():
        review(glass.id, by=SUNITA, at=NOW, finding="justified", why="The court needed it.")
        other.start()
        until_somebody_waits()
    other.join(30)

    assert raised == [told]
    with acting_as(SUNITA), transaction.atomic():
        assert reviews.of(glass.id).finding == "justified"
