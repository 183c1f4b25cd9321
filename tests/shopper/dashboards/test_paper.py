"""The PDF of a branch: what its pages say, for everybody to read, and never markup."""

from datetime import date

import pytest

from shopper.dashboards.filters import read
from shopper.dashboards.paper.report import PAGE, told, typeset
from tests.support.builders import make_branch
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES
HOSTILE = '#panic("x") *b* [y] $z$ <label> @ref \\ // "'


def visited(house) -> None:
    places = [house.mill_lane, *(make_branch(house.north) for _ in range(4))]
    days = [date(2026, month, 3) for month in (7, 8, 9)]
    kinds = (BEST, AVERAGE, FUMBLED, RUDE)
    released(house.version, [(branch, day, kind) for branch in places for day in days for kind in kinds])


@pytest.mark.usefixtures("speaking")
def test_it_says_what_the_pages_say(house, as_):
    visited(house)
    data = told(house.dev, house.mill_lane, read(house.dev, {}, house.mill_lane))
    page = as_(house.dev).get("dashboards.branch", branch_id=house.mill_lane.id)
    assert f"{data['strong']} {data['rest']}" in page.text
    assert data["filter"] == page.select("details.filters summary span")[0].get_text()
    titles = [part["title"] for part in data["parts"]]
    assert titles[:2] == [each.get_text() for each in page.select("main h2")][:2]
    assert len(titles) == 3
    for part in data["parts"]:
        assert part["alt"]
        assert part["picture"].startswith("<svg ")
        assert {len(row) for row in part["rows"]} == {len(part["columns"])}


def test_it_is_a_pdf_that_everybody_can_read(house, as_):
    visited(house)
    answer = as_(house.dev).get("dashboards.branch_pdf", branch_id=house.mill_lane.id).answer
    content = answer.get_data()
    assert answer.content_type == "application/pdf"
    assert content.startswith(b"%PDF-")
    assert b"pdfuaid" in content, "PDF/UA says so of itself"
    assert b"/StructTreeRoot" in content
    assert b"/Lang" in content


@pytest.mark.usefixtures("app")
def test_no_word_is_ever_markup():
    part = {
        "title": HOSTILE,
        "picture": "",
        "alt": HOSTILE,
        "caption": HOSTILE,
        "columns": [HOSTILE, "n"],
        "rows": [[HOSTILE, "1"]],
        "numeric": [1],
    }
    words = dict.fromkeys(("title", "filter", "foot", "strong", "rest"), HOSTILE)
    made = typeset({**words, "language": "en", "notes": [HOSTILE], "parts": [part]})
    assert made.startswith(b"%PDF-")
    assert "eval" not in PAGE.read_text()


def test_a_branch_without_visits_and_one_with_an_odd_name_have_one_too(house, as_):
    house.mill_lane.name = HOSTILE
    dev = as_(house.dev)
    dev.get("dashboards.branch_pdf", branch_id=house.mill_lane.id)
    visited(house)
    dev.get("dashboards.branch_pdf", branch_id=house.mill_lane.id)


def test_it_is_for_those_who_see_the_branch_and_asks_the_database_little(house, as_, statements):
    visited(house)
    dev = as_(house.dev)
    dev.get("dashboards.branch_pdf", branch_id=house.quayside.id, expect=404)
    with statements() as asked:
        dev.get("dashboards.branch_pdf", branch_id=house.mill_lane.id)
    assert len(asked) <= 24
