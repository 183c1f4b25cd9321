"""What is kept in memory between pages is what the database holds, whatever happens and whoever did it."""

import re
from datetime import date
from itertools import cycle

import pytest
from flask import current_app
from hypothesis import HealthCheck, given, settings

from shopper.dashboards import queries
from shopper.dashboards.kept import NAME, Memory
from shopper.dashboards.queries import chain
from shopper.dashboards.queries.chain import Chain, sums_by_month, visits_by_branch
from shopper.dashboards.queries.scope import Scope
from shopper.extensions import db
from shopper.models import Role, Visit
from shopper.review.rebuild import rebuild
from shopper.review.tallies import month_of
from tests.shopper.review.support import answered, sent
from tests.shopper.review.test_tallies import CHANGES, STEPS, four_visits, step
from tests.support.builders import day, make_branch, make_person
from tests.support.results import AVERAGE, BEST, FUMBLED, released

MEASURES = ["overall", "finish", "gap", "critical", "outcome:fumble", "t:leaving", "nothing"]
PAGES = ("overview", "journey", "change", "compare", "touchpoints")
DAY = date(2026, 9, 3)


def scope_of(house, **more) -> Scope:
    last = month_of(day())
    return Scope(house.client.path, house.version.id, last - 2, last)._replace(**more)


def everything(person, scope) -> dict:
    """All that pages read from what is kept."""
    read = Chain(person, scope)
    here = frozenset(each.id for each in queries.branches_in(person, scope.path))
    return {
        "tables": {measure: kept.rows.tolist() for measure, kept in read.tables(MEASURES).items()},
        "learned": read.sums(MEASURES, here, learned=True),
        "sums": read.sums(MEASURES),
        "spread": read.spread(MEASURES, scope.first),
        "visits": visits_by_branch(read.table("overall")),
        "months": {measure: sums_by_month(kept, here) for measure, kept in read.months(MEASURES).items()},
        "starts": read.starts("overall").rows.tolist(),
        "closed": read.closed,
    }


def by(memory: Memory, person, scope) -> dict:
    """What the process tells whose memory this is."""
    current_app.extensions[NAME] = memory
    db.session.rollback()
    return everything(person, scope)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_happens_two_processes_tell_what_the_database_holds(house, steps):
    visits, scope = four_visits(house), scope_of(house)
    one, other = Memory(), Memory()
    for (which, what, changed), asked in zip(steps, cycle([one, one, other]), strict=False):
        step(
            db.session.get(Visit, visits[which]), what, answered(house.version, **CHANGES[changed]), house.ben
        )
        assert by(asked, house.asha, scope) == by(Memory(), house.asha, scope)
    rebuild(lambda _count: None)
    told = by(Memory(), house.asha, scope)
    assert by(one, house.asha, scope) == by(other, house.asha, scope) == told


def test_what_is_kept_is_what_is_read_straight_from_the_tallies(house):
    places = [house.mill_lane, house.quayside, *(make_branch(house.north) for _ in range(4))]
    months = [date(2026, month, 5) for month in range(1, 10)]
    kinds = cycle([BEST, AVERAGE, FUMBLED])
    released(house.version, [(place, when, next(kinds)) for place in places for when in months * 2])
    scope = Scope(house.client.path, house.version.id, month_of(DAY) - 2, month_of(DAY))
    told = everything(house.asha, scope)
    assert told["sums"] == queries.chain_sums(house.asha, scope, MEASURES)
    assert told["learned"] == queries.sums_in(house.asha, scope, MEASURES)
    assert told["visits"] == queries.counts_by_branch(house.asha, scope, "overall")
    for since in (scope.first, scope.trailing):
        read = queries.spread(house.asha, scope, MEASURES, since)
        kept = Chain(house.asha, scope).spread(MEASURES, since)
        for measure, (variance, df) in read.items():
            assert kept[measure] == (pytest.approx(variance, rel=1e-12), df)
        assert all(kept[measure] == (0.0, 0) for measure in MEASURES if measure not in read)


def test_many_branches_at_once_are_read_again_whole(house, monkeypatch):
    monkeypatch.setattr(chain, "MANY", 3)
    scope = scope_of(house)
    memory = Memory()
    by(memory, house.asha, scope)
    branches = [make_branch(house.north, f"Branch {n}") for n in range(5)]
    released(house.version, [(branch, day(), BEST) for branch in branches])
    told = by(memory, house.asha, scope)
    assert told == by(Memory(), house.asha, scope)
    assert len(told["visits"]) == 5


def test_nobody_is_told_from_memory_what_the_database_would_not_tell(house):
    step(sent(house), "accept", {}, house.ben)
    scope, memory = scope_of(house), Memory()
    assert by(memory, house.asha, scope)["sums"]
    stranger = make_person("Sam", (Role.MANAGER, house.other_client))
    for person in (stranger, house.eve):
        told = by(memory, person, scope)
        assert not any(told["tables"].values())
        assert not told["sums"]
        assert not told["starts"]
    assert by(memory, house.asha, scope) == by(Memory(), house.asha, scope)


def test_who_closes_leaves_the_comparison_at_once(house, as_):
    places = [house.mill_lane, *(make_branch(house.north, name) for name in ("Pier", "Market"))]
    released(
        house.version, [(place, DAY, kind) for place in places for kind in (BEST, AVERAGE, FUMBLED, BEST)]
    )
    dev = as_(house.dev)
    assert "Pier" in dev.get("dashboards.compare").select("table")[0].get_text()
    places[1].closed_on = DAY
    db.session.commit()
    assert "Pier" not in dev.get("dashboards.compare").select("table")[0].get_text()


def shown(client, view: str) -> str:
    """A page but for what is drawn anew each time."""
    text = client.get(f"dashboards.{view}").answer.get_data(as_text=True)
    return re.sub(r'(nonce-?|csrf\w*|value)="?[\w.\-]{16,}"?', "", text)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_page_is_the_same_from_memory_and_from_the_database(house, as_):
    places = [house.mill_lane, *(make_branch(house.north) for _ in range(3))]
    months = [date(2025 + at // 12, at % 12 + 1, 5) for at in range(9, 21)]
    kinds = cycle([BEST, AVERAGE, FUMBLED, BEST, AVERAGE])
    released(house.version, [(place, when, next(kinds)) for place in places for when in months * 2])
    dev, memory = as_(house.dev), Memory()
    current_app.extensions[NAME] = memory
    before = {view: shown(dev, view) for view in PAGES}
    released(house.version, [(places[1], DAY, FUMBLED)] * 3)
    kept = {view: shown(dev, view) for view in PAGES}
    current_app.extensions[NAME] = Memory()
    assert kept == {view: shown(dev, view) for view in PAGES}
    assert all(kept[view] != before[view] for view in PAGES)
