"""What programs of a client read."""

import csv
import io
import json
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlencode

import pytest
import rfc8785
from sqlalchemy import select

from shopper import clock
from shopper.extensions import db
from shopper.models import Scope, VersionState, VisitScore, VisitState
from tests.support.api import program_of
from tests.support.builders import SHORT_SET, day, make_branch, make_region, make_version, saved
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, UNSEEN, released


@pytest.fixture
def settle(monkeypatch):
    """`settle()` lets six seconds pass: a score is told only then."""

    def pass_by() -> None:
        later = clock.now() + timedelta(seconds=6)
        monkeypatch.setattr(clock, "now", lambda: later)

    return pass_by


@pytest.fixture
def visits(house, settle):
    """Three released visits in the north, one in the south, one of another client."""
    other = make_version(house.other_client)
    north = [
        (house.mill_lane, day(-30), BEST),
        (house.mill_lane, day(-20), AVERAGE),
        (house.mill_lane, day(-10), UNSEEN),
    ]
    made = released(house.version, north, shopper=house.chloe)
    released(house.version, [(house.quayside, day(-9), BEST)], shopper=house.chloe)
    released(other, [(house.other_branch, day(-8), BEST)])
    settle()
    return made


def points_of(visits) -> list[float | None]:
    """What the stored scores say."""
    rows = {row.visit_id: row.raw for row in db.session.scalars(select(VisitScore))}
    return [None if rows[visit.id] is None else rows[visit.id] / 100 for visit in visits]


def read_all(program, path: str, key: str) -> list[dict]:
    """Every page from `path` on."""
    found = []
    while True:
        page = program.get(path).json
        found += page[key]
        if not page["more"]:
            return found
        path = page["next"]


def test_scores_are_those_of_released_visits_within_the_grants(app, house, visits) -> None:
    scores = read_all(program_of(app, house.dev, Scope.SCORES), "/api/v1/scores", "scores")
    assert [each["visit"] for each in scores] == [str(visit.id) for visit in visits]
    assert [each["raw"] for each in scores] == points_of(visits)
    assert scores[1]["branch"] == {
        "id": house.mill_lane.id,
        "code": house.mill_lane.code,
        "name": "Mill Lane",
    }
    assert scores[1]["question_set"] == {"slug": "short", "number": 1}
    assert scores[1]["visited_on"] == day(-20).isoformat()
    assert len(read_all(program_of(app, house.asha, Scope.SCORES), "/api/v1/scores", "scores")) == 4


def test_a_withdrawn_result_is_told_no_more(app, house, visits) -> None:
    visits[0].state = VisitState.WITHDRAWN
    saved(visits[0])
    scores = read_all(program_of(app, house.dev, Scope.SCORES), "/api/v1/scores", "scores")
    assert str(visits[0].id) not in {each["visit"] for each in scores}


def test_pages_follow_each_other_without_a_gap_or_a_repeat(app, house, settle) -> None:
    made = released(house.version, [(house.mill_lane, day(-1 - n // 3), BEST) for n in range(8)])
    settle()
    found = read_all(program_of(app, house.dev, Scope.SCORES), "/api/v1/scores?limit=3", "scores")
    assert sorted(each["visit"] for each in found) == sorted(str(visit.id) for visit in made)


def test_the_last_address_goes_on_with_what_is_released_later(app, house, visits, settle) -> None:
    program = program_of(app, house.dev, Scope.SCORES)
    last = program.get("/api/v1/scores").json["next"]
    assert program.get(last).json["scores"] == []
    late = released(house.version, [(house.mill_lane, day(-2), BEST)])
    settle()
    assert [each["visit"] for each in program.get(last).json["scores"]] == [str(late[0].id)]


def test_a_score_is_told_once_nothing_released_before_it_can_come_late(app, house, visits, settle) -> None:
    visits[0].released_at = now = clock.now()
    saved(visits[0])
    program = program_of(app, house.dev, Scope.SCORES)
    since = f"/api/v1/scores?{urlencode({'since': now.isoformat()})}"
    assert program.get(since).json["scores"] == []
    settle()
    assert len(program.get(since).json["scores"]) == 1


def test_the_shopper_is_nowhere_in_it(app, house, visits) -> None:
    program = program_of(app, house.dev, Scope.SCORES, Scope.EXPORTS)
    for path in ("/api/v1/scores", "/api/v1/exports/visits.csv"):
        said = program.get(path).get_data(as_text=True)
        assert str(visits[0].id) in said
        assert "Chlo" not in said
        assert "shopper" not in said


def test_the_file_holds_what_the_pages_hold(app, house, visits) -> None:
    program = program_of(app, house.dev, Scope.SCORES, Scope.EXPORTS)
    answer = program.get("/api/v1/exports/visits.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    scores = read_all(program, "/api/v1/scores", "scores")
    assert [row["visit"] for row in rows] == [each["visit"] for each in scores]
    assert [row["raw"] for row in rows] == [
        "" if points is None else str(points) for points in points_of(visits)
    ]
    assert {row["branch"] for row in rows} == {"Mill Lane"}


def test_the_file_takes_two_days(app, house, visits) -> None:
    program = program_of(app, house.dev, Scope.EXPORTS)
    between = urlencode({"visited_from": day(-25).isoformat(), "visited_to": day(-15).isoformat()})
    said = program.get(f"/api/v1/exports/visits.csv?{between}").get_data(as_text=True)
    assert str(visits[1].id) in said
    assert len(said.splitlines()) == 2


def test_branches_are_those_whose_results_one_sees(app, house) -> None:
    lower = make_branch(make_region("Lower", house.north), "=Low Street", format="kiosk")
    mine = read_all(program_of(app, house.dev, Scope.BRANCHES), "/api/v1/branches?limit=1", "branches")
    assert [each["id"] for each in mine] == [house.mill_lane.id, lower.id]
    assert mine[1]["region"]["name"] == "Lower"
    assert mine[1]["format"] == "kiosk"


def test_what_is_still_the_same_is_not_sent_again(app, house) -> None:
    program = program_of(app, house.dev, Scope.BRANCHES)
    first = program.get("/api/v1/branches")
    again = program.get("/api/v1/branches", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_a_version_comes_whole_and_fits_its_checksum(app, house) -> None:
    version = program_of(app, house.asha, Scope.SETS).get("/api/v1/question-sets/short/versions/1").json
    assert version["title"] == "Short visit"
    definition = json.loads(json.dumps(version["definition"]))
    assert sha256(rfc8785.dumps(definition)).hexdigest() == version["checksum"] == house.version.checksum


def test_a_draft_is_not_told(app, house) -> None:
    make_version(house.client, SHORT_SET.replace("slug: short", "slug: new"), state=VersionState.DRAFT)
    program = program_of(app, house.asha, Scope.SETS)
    assert program.get("/api/v1/question-sets/new/versions/1").status_code == 404
    assert program.get("/api/v1/question-sets/a%00b/versions/1").status_code == 404


def test_where_two_clients_have_the_slug_it_is_asked_which(app, house) -> None:
    second = make_region("Second client")
    make_version(second)
    house.asha.grants.append(type(house.asha.grants[0])(role="admin", region_id=second.id))
    saved(house.asha)
    program = program_of(app, house.asha, Scope.SETS)
    answer = program.get("/api/v1/question-sets/short/versions/1")
    assert answer.status_code == 409
    assert sorted(answer.json["error"]["clients"]) == [house.client.id, second.id]
    one = program.get(f"/api/v1/question-sets/short/versions/1?client={second.id}")
    assert one.json["client"] == second.id


@LONG_ON_POSTGRES
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/scores?limit=0", "limit"),
        ("/api/v1/scores?limit=many", "limit"),
        ("/api/v1/scores?limit=1&limit=2", "limit"),
        ("/api/v1/scores?since=yesterday", "since"),
        ("/api/v1/scores?after=1", "after"),
        ("/api/v1/scores?offset=1", "offset"),
        ("/api/v1/exports/visits.csv?visited_from=2026-02-30", "visited_from"),
    ],
)
def test_what_does_not_fit_is_named_in_words(app, house, path: str, field: str) -> None:
    answer = program_of(app, house.dev, Scope.SCORES, Scope.EXPORTS).get(path)
    assert answer.status_code == 422
    assert list(answer.json["error"]["fields"]) == [field]
    assert answer.json["error"]["fields"][field].endswith(".")
