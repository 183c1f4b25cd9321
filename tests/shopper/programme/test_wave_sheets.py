"""Waves as a sheet: plans made and changed row by row, and what was started left alone."""

import pytest

from shopper.extensions import db
from shopper.models import DayPart, Wave, WaveState
from shopper.programme.cells import write_yes_no
from tests.shopper.programme.sheets import FORM, check, csv_of, planned, rows_of, sent_out, told
from tests.support.builders import day, make_branch, make_version, make_wave
from tests.support.databases import LONG_ON_POSTGRES

SHORT = {"question_set": "short", "version": "1"}


def row(branch, wave="Autumn", **more):
    days = {"starts_on": day(1).isoformat(), "ends_on": day(30).isoformat()}
    return {"wave": wave, "branch": branch.code, "visits": "2", **SHORT, **days, **more}


def named(name: str) -> Wave:
    return db.session.query(Wave).filter_by(name=name).one()


@LONG_ON_POSTGRES
def test_a_wave_is_planned_with_all_its_terms(house, as_):
    terms = {
        "fee": "12,50", "expense_limit": "6", "currency": "gbp", "rotation_days": "30", "morning": "1",
        "soft_due_hours": "6", "on_board": "YES", "retention_days": "90",
    }  # fmt: skip
    content = csv_of(
        row(house.mill_lane, **terms), {"wave": "autumn", "branch": house.quayside.code, "visits": ""}
    )
    page = check(as_(house.asha), "waves", content)
    assert "the parts of the day" not in page.text
    page.submit(FORM)
    wave = named("Autumn")
    assert (wave.state, wave.fee, wave.expense_limit, wave.currency) == (WaveState.PLANNED, 1250, 600, "GBP")
    assert (wave.rotation_days, wave.soft_due_hours, wave.on_board, wave.retention_days) == (30, 6, True, 90)
    assert wave.day_parts == {DayPart.MORNING: 1}
    assert {one.branch_id: one.visits for one in wave.branches} == {
        house.mill_lane.id: 2,
        house.quayside.id: 1,
    }


def test_what_went_out_comes_in_again_and_changes_nothing(app, house):
    more = {
        "fee": 1250,
        "currency": "EUR",
        "rotation_days": 7,
        "names_staff": True,
        "staff_told": "=All of it",
        "day_parts": {"evening": 1},
    }
    for state in WaveState:
        make_wave(
            house.version, house.mill_lane, house.quayside, visits=2, name=f"+{state}", state=state, **more
        )
    make_wave(make_version(house.other_client), house.other_branch)
    content = sent_out(app, house, "waves")
    plan = planned(app, house, "waves", content)
    assert (plan.same, plan.problems, plan.steps) == (8, (), ())
    shuffled = csv_of(*reversed(rows_of(content)))
    assert planned(app, house, "waves", shuffled).same == 8


@LONG_ON_POSTGRES
def test_a_plan_is_changed_where_the_sheet_says_so_and_nowhere_else(house, as_):
    wave = make_wave(
        house.version, house.mill_lane, house.quayside, visits=3, name="Autumn", state=WaveState.PLANNED
    )
    new = make_branch(house.north, "New")
    about = {
        "wave": "Autumn",
        **SHORT,
        "starts_on": wave.starts_on.isoformat(),
        "ends_on": wave.ends_on.isoformat(),
    }
    content = csv_of(
        {**about, "branch": house.mill_lane.code, "visits": "0"}, {**about, "branch": new.code, "visits": "1"}
    )
    page = check(as_(house.asha), "waves", content)
    assert "branches and visits" in page.text
    page.submit(FORM)
    assert {one.branch_id: one.visits for one in named("Autumn").branches} == {
        house.quayside.id: 3,
        new.id: 1,
    }


@LONG_ON_POSTGRES
def test_what_is_wrong_with_a_branch_leaves_it_out_and_what_is_wrong_with_a_wave_leaves_all_of_it(app, house):
    shut = make_branch(house.north, "Shut", closed_on=day(-1))
    make_wave(house.version, house.mill_lane, name="Runs")
    plan = planned(app, house, "waves", csv_of(
        row(house.mill_lane),
        row(house.other_branch),
        row(shut),
        row(house.mill_lane, visits="3"),
        row(house.quayside, visits="many"),
        row(house.mill_lane, "Late", ends_on=day(-2).isoformat()),
        row(house.quayside, "Late", ends_on=""),
        row(house.mill_lane, "Unpaid", fee="3"),
        row(house.mill_lane, "Unknown", version="9"),
        row(house.mill_lane, "Split", rotation_days="3"),
        row(house.quayside, "Split", rotation_days="4"),
        row(house.mill_lane, "Runs"),
        row(house.mill_lane, "Bare", starts_on=""),
        row(house.mill_lane, "Parted", morning="3"),
        row(house.mill_lane, "Backwards", ends_on=day(0).isoformat()),
        row(house.mill_lane, "Hasty", soft_due_hours="6", hard_due_hours="5"),
        row(house.mill_lane, "Fine", fee="1.234", currency="EUR"),
        row(house.mill_lane, "Moved", state="running"),
    ))  # fmt: skip
    assert told(plan) == [
        (3, "branch"), (4, "branch"), (5, "branch"), (6, "visits"), (7, "ends_on"), (9, "currency"), (10, "version"),
        (12, "rotation_days"), (13, "wave"), (14, "starts_on"), (15, "visits"), (16, "ends_on"), (17, "hard_due_hours"),
        (18, "fee"), (19, "state"),
    ]  # fmt: skip
    assert [line.name for line in plan.new] == ["Autumn"]
    assert [step.visits for step in plan.steps] == [((house.mill_lane.id, 2),)]
    assert plan.left == 2, "the other row of Late, and of Split"


@LONG_ON_POSTGRES
def test_overlapping_waves_are_told_and_stop_nothing(house, as_):
    make_wave(house.version, house.mill_lane, name="Runs already")
    content = csv_of(row(house.mill_lane), row(house.quayside), row(house.quayside, "Second"))
    page = check(as_(house.asha), "waves", content)
    assert "Autumn: “Runs already” visits 1 of these branches in the same days." in page.text
    assert "Second: “Autumn” visits 1 of these branches in the same days." in page.text
    page.submit(FORM)
    assert db.session.query(Wave).count() == 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_file_that_is_no_sheet_of_waves_is_told_on_the_page(house, as_):
    for content, words in (
        (b"", "empty"),
        (b"PK\x03\x04", "workbook"),
        (b"wave,code\r\n1,2\r\n", "no column “branch”"),
    ):
        assert words in check(as_(house.asha), "waves", content, expect=400).text


def test_yes_and_no_are_written_as_they_are_read():
    assert [write_yes_no(one) for one in (None, True, False)] == ["", "yes", "no"]
