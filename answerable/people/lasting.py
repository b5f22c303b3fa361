"""What lasts at a time, of rows that say since when and until when: the same for all of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q


def lasts(at: datetime) -> Q:
    """What has begun by then, and is not over."""
    return Q(since__lte=at) & not_over(at)


def not_over(at: datetime) -> Q:
    """What is not over by then, whether or not it has begun: whoever waited while another put a row
    there asks with a time from before."""
    return Q(until=None) | Q(until__gt=at)
