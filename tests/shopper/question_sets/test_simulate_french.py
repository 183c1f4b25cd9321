"""The simulator speaks French to whoever reads French."""

from shopper.extensions import db
from shopper.models import VersionState
from shopper.question_sets.simulating import run
from tests.support.builders import SHORT_SET, day, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import FUMBLED, RUDE, UNSEEN, released
from tests.support.spoken import found, said

pytestmark = LONG_ON_POSTGRES
MORE = SHORT_SET.replace("key: receipt", "key: bill")


def test_no_english_stands_on_the_pages(house, as_, monkeypatch):
    house.asha.language = "fr"
    db.session.commit()
    where = {"set_id": house.version.question_set_id}
    pages = [as_(house.asha).get("question_sets.simulate", **where)]
    told = [(house.mill_lane, day(-at), FUMBLED) for at in range(5)] + [(house.quayside, day(), UNSEEN)]
    released(house.version, told + [(house.quayside, day(-at), RUDE) for at in range(5)])
    make_version(house.client, MORE, state=VersionState.DRAFT)
    pages += [
        as_(house.asha).get("question_sets.simulate", **where, without=one) for one in ("", "questions")
    ]
    monkeypatch.setattr(run, "SLICE", 4)
    pages.append(as_(house.asha).get("question_sets.simulate", **where))
    assert "Continuer" in pages[-1].text
    wrong = {one: text for page in pages for text in said(page.soup) if (one := found(text))}
    assert not wrong
