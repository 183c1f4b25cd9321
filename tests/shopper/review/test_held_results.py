"""A wave may hold its results back; then they count all at once."""

from shopper.extensions import db
from shopper.models import Tally, VisitState
from shopper.review.commands import accept
from shopper.review.rebuild import check
from tests.shopper.review.support import sent
from tests.support.builders import make_wave


def counted() -> int:
    found = db.session.query(Tally).filter_by(measure="overall").all()
    return sum(tally.n for tally in found)


def test_results_of_a_wave_wait_and_then_count_together(house, as_) -> None:
    wave = make_wave(house.version, house.mill_lane, visits=3, holds_results=True)
    first, second, third = (sent(house, wave=wave) for _ in range(3))
    for visit in (first, second):
        accept(visit, by=house.ben)
    assert [first.state, second.state, counted()] == [VisitState.ACCEPTED, VisitState.ACCEPTED, 0]
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    assert "results wait until you release them all" in page.text
    page = page.submit(f"form[action='/waves/{wave.id}/release']")
    assert "2 results count now." in page.text
    assert [first.state, second.state, counted()] == [VisitState.RELEASED, VisitState.RELEASED, 2]
    accept(third, by=house.ben)
    assert (third.state, counted()) == (VisitState.RELEASED, 3)
    assert list(check(lambda _done: None)) == []
