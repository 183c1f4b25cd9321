"""Reports that wait, as the visits feature leaves them."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

import survey_defs
from shopper import clock
from shopper.extensions import db
from shopper.models import Assignment, Submission, Visit, VisitState
from shopper.troubles import Refused, Trouble
from tests.support.builders import BEST, day, make_visit, saved


def answered(version, **changed):
    """The best visit with some answers changed, in the form in which reports are stored."""
    checked = survey_defs.check_answers(version.definition, BEST | changed)
    assert not checked.problems
    return checked.answers


def sent(  # noqa: PLR0913  each may be what a test is about
    house, branch=None, ago=0, *, shopper=None, wave=None, at=None, **changed
) -> Visit:
    """A report of Chloé's that waits for Ben."""
    answers, at = answered(house.version, **changed), at or clock.now()
    visit = make_visit(
        branch or house.mill_lane,
        house.version,
        shopper=shopper or house.chloe,
        state=VisitState.SENT,
        answers=answers,
        draft=answers,
        wave=wave,
        visited_on=day(-ago),
        sent_at=at,
        reference=f"K7-{uuid4().hex[:6]}",
    )
    submit(visit, at)
    return visit


def submit(visit, at=None, base=None, hidden=None) -> Submission:
    """The submission behind a report."""
    assignment = db.session.query(Assignment).filter_by(visit_id=visit.id).first()
    return saved(
        Submission(
            id=uuid4(),
            visit_id=visit.id,
            assignment_id=assignment.id,
            base_id=base.id if base else None,
            content_hash=survey_defs.content_hash(visit.answers),
            answers=visit.answers,
            hidden=hidden or {},
            received_at=at or clock.now(),
        )
    )


@contextmanager
def refused(trouble: Trouble) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == trouble.name.lower()
