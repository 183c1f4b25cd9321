"""Programs ask for some visits only, and hear of what was withdrawn."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from shopper import clock
from shopper.models import Scope
from shopper.review import commands as review
from tests.shopper.api.test_integrations import read_all
from tests.shopper.review.support import sent
from tests.support.api import program_of
from tests.support.builders import SHORT_SET, day, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, released

pytestmark = LONG_ON_POSTGRES

SCORES, WITHDRAWN = "/api/v1/scores", "/api/v1/scores/withdrawn"


@pytest.fixture
def settle(monkeypatch):
    """`settle()` lets six seconds pass: what happened is told only then."""

    def pass_by() -> None:
        later = clock.now() + timedelta(seconds=6)
        monkeypatch.setattr(clock, "now", lambda: later)

    return pass_by


@pytest.fixture
def asha(app, house, settle):
    """A program of Asha's, and visits of two branches, two sets, two versions, three days."""
    second = make_version(house.client)
    other = make_version(house.client, SHORT_SET.replace("slug: short", "slug: other"))
    released(house.version, [(house.mill_lane, day(-30), BEST), (house.quayside, day(-20), AVERAGE)])
    released(second, [(house.mill_lane, day(-20), BEST)])
    released(other, [(house.mill_lane, day(-10), BEST)])
    settle()
    return program_of(app, house.asha, Scope.SCORES, Scope.EXPORTS)


def asked(path: str, **wanted: object) -> str:
    return f"{path}?{urlencode(wanted)}"


def found(score: dict) -> tuple:
    where = score["question_set"]
    return score["branch"]["name"], where["slug"], where["number"], score["visited_on"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"visited_from": day(-20)}, {("Quayside", "short", 1), ("Mill Lane", "short", 2), ("Mill Lane", "other", 1)}),
        ({"visited_from": day(-25), "visited_to": day(-15)}, {("Quayside", "short", 1), ("Mill Lane", "short", 2)}),
        ({"question_set": "short", "version": 1}, {("Mill Lane", "short", 1), ("Quayside", "short", 1)}),
        ({"version": 2}, {("Mill Lane", "short", 2)}),
        ({"question_set": "nobody's"}, set()),
    ],
)  # fmt: skip
def test_scores_and_the_file_hold_what_was_asked_for(asha, wanted, expected):
    scores = read_all(asha, asked(SCORES, limit=1, **wanted), "scores")
    assert {found(each)[:3] for each in scores} == expected
    said = asha.get(asked("/api/v1/exports/visits.csv", **wanted)).get_data(as_text=True)
    rows = csv.DictReader(io.StringIO(said))
    assert {(row["branch"], row["question_set"], int(row["version"])) for row in rows} == expected


def test_one_branch_and_never_somebody_elses(app, house, asha):
    mine = read_all(asha, asked(SCORES, branch=house.mill_lane.id), "scores")
    assert {each["branch"]["name"] for each in mine} == {"Mill Lane"}
    dev = program_of(app, house.dev, Scope.SCORES)
    assert dev.get(asked(SCORES, branch=house.quayside.id)).json["scores"] == []


def test_a_page_that_did_not_change_is_not_sent_again(asha):
    first = asha.get(SCORES)
    assert asha.get(SCORES, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert first.json["next"] != SCORES


def test_who_reads_on_hears_of_the_correction_the_withdrawal_and_the_second_release(app, house, settle):
    program = program_of(app, house.dev, Scope.SCORES)
    visit = sent(house, thanked="no")
    review.accept(visit, by=house.ben)
    settle()
    page = program.get(SCORES).json
    gone = program.get(WITHDRAWN).json
    assert [each["number"] for each in page["scores"]] == [1]
    assert gone["withdrawn"] == []

    review.rescore(visit, "a second look", house.ben)
    settle()
    page = program.get(page["next"]).json
    assert [(each["visit"], each["number"]) for each in page["scores"]] == [(str(visit.id), 2)]

    review.withdraw_visit(visit, by=house.ben)
    settle()
    assert program.get(page["next"]).json["scores"] == []
    gone = program.get(gone["next"]).json
    (told,) = gone["withdrawn"]
    assert told["visit"] == str(visit.id)
    assert told["withdrawn_at"] > page["scores"][0]["in_force_since"]
    assert program.get(gone["next"]).json["withdrawn"] == []

    review.release_visit(visit, by=house.ben)
    settle()
    assert program.get(WITHDRAWN).json["withdrawn"] == []
    (back,) = program.get(page["next"]).json["scores"]
    assert back["in_force_since"] > told["withdrawn_at"]


def test_pages_of_withdrawals_follow_each_other_while_more_come(app, house, settle):
    program = program_of(app, house.dev, Scope.SCORES)
    visits = [sent(house) for _each in range(5)]
    for visit in visits:
        review.accept(visit, by=house.ben)
    for visit in visits[:3]:
        review.withdraw_visit(visit, by=house.ben)
    settle()
    page = program.get(asked(WITHDRAWN, limit=2)).json
    seen = [each["visit"] for each in page["withdrawn"]]
    for visit in visits[3:]:
        review.withdraw_visit(visit, by=house.ben)
    settle()
    seen += [each["visit"] for each in read_all(program, page["next"], "withdrawn")]
    every = [str(visit.id) for visit in visits]
    assert seen[:3] == every[:3]
    assert sorted(seen) == sorted(every), "none is passed over and none comes twice"


def test_branches_are_told_once_each_while_more_are_added(app, house):
    program = program_of(app, house.asha, Scope.BRANCHES)
    first = program.get("/api/v1/branches?limit=1").json
    make_branch(house.north, "A new one, first by name")
    rest = read_all(program, first["next"], "branches")
    names = [each["name"] for each in (*first["branches"], *rest)]
    assert names == ["Mill Lane", "Quayside", "A new one, first by name"]
