"""Which waits a shopper wrote by hand."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shopper import clock
from shopper.review.shoppers.queries import Written
from shopper.review.shoppers.waits import waits_of
from survey_defs import load_question_set
from tests.support.builders import SHORT_SET

STAMPED = SHORT_SET.replace("How long did you wait?", "How long did you wait?, from_stamps: [Noticed, Paid]")


@pytest.mark.parametrize(("seconds", "written"), [(90, []), (120, [120]), (15, [])])
def test_a_wait_that_the_stamps_give_was_not_written_by_hand(seconds, written):
    noon = clock.now()
    stamps = [
        {"id": str(uuid4()), "name": name, "at": at.isoformat(), "tapped_at": at.isoformat(), "offset_ms": 0}
        for name, at in (("Noticed", noon), ("Paid", noon + timedelta(seconds=90)))
    ]
    report = Written(1, 1, {"wait": {"value": seconds}, "greeted": {"value": "yes"}}, stamps)
    assert waits_of([report], {1: load_question_set(STAMPED)}) == ({1: written} if written else {})
