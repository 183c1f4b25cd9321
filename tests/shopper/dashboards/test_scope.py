"""Only one's own regions: no name, number or address of another's, on any page or in any file."""

from datetime import date

import pytest

from shopper.models import Role, VisitState
from tests.support.builders import make_branch, make_person
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES

DAY = date(2026, 9, 3)


@pytest.fixture
def both(house):
    """North and South with visits of every kind, and so with every list on every page."""
    south = [house.quayside, *(make_branch(house.south, f"Southern {n}") for n in range(4))]
    north = [house.mill_lane, make_branch(house.north, "Old Town"), make_branch(house.north, "Unvisited")]
    kinds = (BEST, AVERAGE, FUMBLED, RUDE, UNSEEN)
    told = [(branch, DAY, kind) for branch in [*south, *north[:2]] for kind in kinds]
    house.visits = released(house.version, told, shopper=house.chloe)
    return house


FILES = [
    ("dashboards.overview_csv", {"name": "months"}),
    ("dashboards.overview_csv", {"name": "journey"}),
    ("dashboards.compare_csv", {}),
]


def test_a_manager_of_the_north_never_sees_the_south(both, as_):
    dev = as_(both.dev)
    pages = [dev.get("dashboards.overview"), dev.get("dashboards.compare")]
    pages += [
        dev.get("dashboards.compare", region=both.south.id),
        dev.get("dashboards.branch", branch_id=both.mill_lane.id),
    ]
    pages += [dev.get(name, **values) for name, values in FILES]
    for page in pages:
        answer = page.answer.get_data(as_text=True)
        assert "Quayside" not in answer
        assert "Southern" not in answer
        assert f"/branches/{both.quayside.id}" not in answer


def test_the_comparison_still_rests_on_all_branches(both, as_):
    mine = as_(both.dev).get("dashboards.compare").text
    assert "compared with all 7 branches of the chain that were visited, 28 visits" in mine


def test_a_filter_never_changes_an_estimate(both, as_):
    def row(page):
        return [cell.get_text(strip=True) for cell in page.select("tr:has(a[href*='/branches/1?']) td")]

    small, whole = as_(both.dev).get("dashboards.compare"), as_(both.asha).get("dashboards.compare")
    assert row(small)
    assert row(small) == row(whole)


def test_another_regions_branch_and_visit_are_not_there(both, as_):
    dev = as_(both.dev)
    theirs = next(visit for visit in both.visits if visit.branch_id == both.quayside.id)
    dev.get("dashboards.branch", branch_id=both.quayside.id, expect=404)
    dev.get("dashboards.branch_csv", branch_id=both.quayside.id, name="visits", expect=404)
    dev.get("dashboards.report", visit_id=theirs.id, expect=404)
    dev.get("dashboards.report_csv", visit_id=theirs.id, name="why", expect=404)
    dev.get("dashboards.branch", branch_id=both.other_branch.id, expect=404)
    dev.get(f"/branches/{10**20}", expect=404)


@pytest.mark.parametrize("state", [state for state in VisitState if state != VisitState.RELEASED])
def test_only_released_visits_have_a_report(both, as_, state):
    visit = next(visit for visit in both.visits if visit.branch_id == both.mill_lane.id)
    visit.state = state
    visit_id = visit.id
    from shopper.extensions import db  # noqa: PLC0415

    db.session.commit()
    as_(both.dev).get("dashboards.report", visit_id=visit_id, expect=404)


def test_an_admin_of_the_client_sees_both_and_a_stranger_neither(both, as_):
    text = as_(both.asha).get("dashboards.compare").text
    assert "Mill Lane" in text
    assert "Quayside" in text
    stranger = make_person("Stranger", (Role.MANAGER, both.other_client))
    text = as_(stranger).get("dashboards.compare").text
    assert "no visits yet" in text
    assert "Mill Lane" not in text


def test_the_shopper_is_nowhere(both, as_):
    for visit in [visit for visit in both.visits if visit.branch_id == both.mill_lane.id]:
        page = as_(both.dev).get("dashboards.report", visit_id=visit.id)
        assert "Chloé" not in page.text
        assert "chloe" not in page.answer.get_data(as_text=True).casefold()


@pytest.mark.parametrize("person", ["ben", "chloe", "eve"])
def test_results_are_not_for_other_roles(both, as_, person):
    for page in ("dashboards.overview", "dashboards.compare"):
        as_(getattr(both, person)).get(page, expect=403)
