"""The weight simulator: what an admin sees of a draft before it is published, and what it leaves alone."""

from __future__ import annotations

import csv
import io

import pytest

from shopper.extensions import db
from shopper.models import AuditEvent, Role, Tally, VersionState, Visit, VisitScore
from shopper.question_sets.simulating import run
from tests.support.builders import SHORT_SET, day, make_branch, make_person, make_version
from tests.support.results import AVERAGE, FUMBLED, RUDE, UNSEEN, released

LATE = SHORT_SET.replace(
    "title: Short visit", "title: Short visit\nscoring:\n  finish: {curve: share, share: 0.6}"
)
EARLY = SHORT_SET.replace(
    "title: Short visit", "title: Short visit\nscoring:\n  finish: {curve: share, share: 0.25}"
)
NO_CAP = SHORT_SET.replace(", critical: {at: 60, below: 1}", "")
MORE = LATE.replace(
    "      - {key: words,",
    "      - {key: smiled, type: yes_no, text: Did they smile?, points: 1, p: people}\n      - {key: words,",
)


@pytest.fixture
def visited(house):
    """Mill Lane starts well and loses it at the end; Quayside starts badly and saves it."""
    told = [(house.mill_lane, day(-20 - at), FUMBLED) for at in range(6)]
    told += [(house.quayside, day(-20 - at), RUDE) for at in range(6)]
    told += [(house.quayside, day(-40), AVERAGE), (house.mill_lane, day(-41), UNSEEN)]
    return released(house.version, told)


def draft(house, source=LATE):
    return make_version(house.client, source, state=VersionState.DRAFT)


def opened(house, as_, **more):
    return as_(house.asha).get("question_sets.simulate", set_id=house.version.question_set_id, **more)


def rows(page, section):
    return [
        [cell.get_text() for cell in row.select("th, td")]
        for row in page.select(f"[aria-labelledby={section}] tbody tr")
    ]


def test_words_come_first_and_the_figures_follow(house, as_, visited):
    draft(
        house,
        NO_CAP.replace(
            "title: Short visit", "title: Short visit\nscoring: {finish: {curve: share, share: 0.6}}"
        ),
    )
    page = opened(house, as_)
    heading = page.select("h1")[0].get_text()
    assert "6 of 13 visits would change band: 6 up, 0 down." in heading
    assert "The mean score would go from " in heading
    assert "By the draft's marks and points the mean is " in page.text
    assert rows(page, "h-moves") == [["weak", "sound", "up", "6"]]
    assert sum(int(row[1]) for row in rows(page, "h-scores")) == 13
    assert sum(int(row[2]) for row in rows(page, "h-scores")) == 13
    assert "1 visit has no score before or after." in page.text
    assert {row[0] for row in rows(page, "h-branches")} == {"Mill Lane", "Quayside"}


def test_a_branch_that_would_fall_below_the_others_is_named(house, as_):
    early = make_version(house.client, EARLY)
    told = [(house.mill_lane, day(-at), FUMBLED) for at in range(9)]
    released(early, told + [(house.quayside, day(-at), RUDE) for at in range(9)])
    draft(house)
    page = opened(house, as_)
    assert "Mill Lane would fall below the mean of the others." in page.select("h1")[0].get_text()
    assert [row[-1] for row in rows(page, "h-branches")] == ["falls below", "rises above"]


def test_the_draft_of_the_same_definition_changes_nothing(house, as_, visited):
    draft(house, SHORT_SET)
    page = opened(house, as_)
    assert "None of 13 visits would change band. The mean score would stay at " in page.text
    assert all(row[1] == row[2] for row in rows(page, "h-scores"))
    assert not page.select("#h-moves")


def test_nothing_that_is_stored_is_touched(house, as_, visited):
    draft(house)

    def stored():
        db.session.expire_all()
        scores = [
            (row.id, row.raw, row.band, row.explanation)
            for row in db.session.query(VisitScore).order_by(VisitScore.id)
        ]
        tallies = [
            (t.measure, t.n, t.total)
            for t in db.session.query(Tally).order_by(Tally.measure, Tally.branch_id, Tally.month)
        ]
        visits = [
            (row.id, row.answers, row.score_number) for row in db.session.query(Visit).order_by(Visit.id)
        ]
        return scores, tallies, visits, db.session.query(AuditEvent).count()

    before = stored()
    opened(house, as_)
    assert stored() == before


def test_a_new_question_is_told_and_can_be_left_out(house, as_, visited):
    draft(house, MORE)
    page = opened(house, as_)
    assert "None of these visits can be compared." in page.text
    assert "14 visits cannot be scored by the draft" in page.text
    assert rows(page, "h-refused") == [["Did they smile?", "new: these visits were never asked it", "14"]]
    link = next(a for a in page.select("a.more") if "Leave these questions out" in a.get_text())
    rest = as_(house.asha).get(link["href"])
    assert "of 13 visits would change band" in rest.text
    assert not rest.select("#h-refused")


def test_without_past_visits_or_without_a_draft_the_page_says_what_to_do(house, as_):
    assert "There is no draft." in opened(house, as_).text
    draft(house)
    page = opened(house, as_)
    assert "No past visits yet." in page.text
    assert "Write on in the builder" in page.text


def test_a_draft_links_to_its_past_visits(house, as_, visited):
    version = draft(house)
    page = as_(house.asha).get("question_sets.version", set_id=version.question_set_id, number=version.number)
    link = next(a for a in page.select("a.button") if a.get_text() == "Try it on past visits")
    assert "would change band" in as_(house.asha).get(link["href"]).text


def test_only_the_latest_twelve_months_count_unless_asked(house, as_, visited):
    released(house.version, [(house.mill_lane, day(-700), AVERAGE)])
    draft(house)
    assert "of 13 visits" in opened(house, as_).text
    everything = opened(house, as_, **{"from": "1990-01", "to": "nonsense"})
    assert "of 14 visits" in everything.text


def test_long_work_goes_on_by_a_form_of_its_own(house, as_, visited, monkeypatch):
    monkeypatch.setattr(run, "SLICE", 5)
    monkeypatch.setattr(run, "BATCH", 2)
    draft(house, NO_CAP)
    page, seen = opened(house, as_), []
    while bars := page.select("progress"):
        seen.append((int(bars[0]["value"]), int(bars[0]["max"])))
        page = page.submit("main form[method=post]")
    assert seen == [(5, 14), (10, 14)]
    monkeypatch.undo()
    assert page.select("h1")[0].get_text() == opened(house, as_).select("h1")[0].get_text()


def test_a_draft_that_changes_meanwhile_begins_again(house, as_, visited, monkeypatch):
    monkeypatch.setattr(run, "SLICE", 5)
    version = draft(house)
    page = opened(house, as_)
    version.vouched = ["greeting.greeted"]
    db.session.commit()
    again = page.submit("main form[method=post]")
    assert "The draft changed meanwhile, so it was begun again." in again.text
    assert int(again.select("progress")[0]["value"]) == 5
    forged = again.submit("main form[method=post]", held="nothing of ours")
    assert "begun again" in forged.text


def test_every_table_is_there_as_csv(house, as_, visited):
    version = draft(house, MORE)
    for name in ("scores", "bands", "moves", "branches", "refused"):
        where = f"/question-sets/{version.question_set_id}/simulate/{name}.csv?without=questions"
        answer = as_(house.asha).http.get(where)
        assert answer.status_code == 200
        lines = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
        assert len(lines[0]) >= 3
        if name == "scores":
            assert [sum(int(line[side]) for line in lines[1:]) for side in (1, 2)] == [13, 13]
    assert as_(house.asha).http.get(where.replace("refused", "people")).status_code == 404


def test_another_clients_visits_play_no_part(house, as_, visited):
    other = make_version(house.other_client)
    released(other, [(house.other_branch, day(-3), AVERAGE)] * 3)
    draft(house)
    assert "of 13 visits" in opened(house, as_).text
    stranger = make_person("Stranger", (Role.ADMIN, house.other_client))
    as_(stranger).get("question_sets.simulate", set_id=house.version.question_set_id, expect=404)


def test_an_admin_of_a_part_sees_no_set_of_the_whole(house, as_, visited):
    partial = make_person("Partial", (Role.ADMIN, house.north))
    draft(house)
    as_(partial).get("question_sets.simulate", set_id=house.version.question_set_id, expect=404)


def test_many_branches_are_cut_on_the_page_and_whole_in_the_csv(house, as_):
    branches = [make_branch(house.north) for _ in range(52)]
    released(
        house.version, [(branch, day(-at), FUMBLED if at else RUDE) for branch in branches for at in (0, 1)]
    )
    version = draft(house)
    page = opened(house, as_)
    assert len(rows(page, "h-branches")) == 50
    answer = as_(house.asha).http.get(f"/question-sets/{version.question_set_id}/simulate/branches.csv")
    assert len(answer.get_data(as_text=True).splitlines()) == 53
