"""By law: whatever managers find for themselves moves nothing that visits are counted in."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from shopper.extensions import db
from shopper.models import Fee, Moment, Submission, Tally, Visit, VisitScore
from shopper.self_checks.commands import begin_check, finish, save_answers
from shopper.self_checks.fixes import wanting
from shopper.self_checks.meeting import stood
from survey_defs import load_question_set
from survey_defs.kinds import YesNo
from tests.shopper.self_checks.support import WALK, done
from tests.support.builders import BEST, SHORT_SET, House, day, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, released

COUNTED = (Tally, Visit, VisitScore, Submission, Fee, Moment)
PAGES = (
    "dashboards.overview", "dashboards.compare", "dashboards.touchpoints", "dashboards.journey", "dashboards.change",
    "dashboards.question", "dashboards.drivers", "dashboards.planner", "dashboards.compare_csv",
    "follow_up.moments", "follow_up.actions",
)  # fmt: skip
AT_BRANCH = ("dashboards.branch", "dashboards.journey_branch", "dashboards.change_branch")


def counted() -> list[tuple[Any, ...]]:
    """Every row that figures are made of."""
    db.session.expire_all()
    tables = [table.__table__ for table in COUNTED]
    return [
        tuple(row)
        for table in tables
        for row in db.session.execute(table.select().order_by(*table.primary_key))
    ]


def asked_for(house: House, as_) -> list[str]:
    """What every page and file of figures asks of the database."""
    asked: list[str] = []
    listen = lambda _c, _cursor, statement, *_rest: asked.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    dev = as_(house.dev)
    for page in PAGES:
        dev.get(page)
    for page in AT_BRANCH:
        dev.get(page, branch_id=house.mill_lane.id)
    event.remove(db.engine, "before_cursor_execute", listen)
    return asked


@LONG_ON_POSTGRES
def test_no_row_that_figures_are_made_of_is_moved_and_no_figure_asks_for_a_self_check(
    house: House, as_
) -> None:
    released(
        house.version,
        [(house.mill_lane, day(-n), answers) for n, answers in enumerate((BEST, AVERAGE) * 3, 30)],
    )
    call = make_version(house.client, SHORT_SET.replace("slug: short", "slug: call\nchannel: phone"))
    before = counted()
    done(as_(house.dev), house)
    called = begin_check(house.mill_lane, call.question_set_id, by=house.dev)
    unanswered = {key: stood(call.definition, {}, key) for key in BEST}
    save_answers(called, {key: {"value": value} for key, value in BEST.items()}, unanswered, by=house.dev)
    finish(called, by=house.dev)
    assert called.answers, "the same questions as on mystery calls, and yet"
    assert counted() == before
    asked = asked_for(house, as_)
    assert any("tally" in one for one in asked)
    assert not [one for one in asked if "self_check" in one]


SET = load_question_set(WALK)
TICKED = sorted(key for key, one in SET.by_key.items() if isinstance(one, YesNo))


@given(st.fixed_dictionaries({key: st.sampled_from(["yes", "no"]) for key in TICKED}))
@settings(max_examples=16)
def test_the_fix_list_holds_what_is_not_as_it_should_be_and_nothing_else(given_: dict[str, str]) -> None:
    answers = {key: {"value": value} for key, value in given_.items()}
    should = {key: "no" if getattr(SET.by_key[key], "reverse", False) else "yes" for key in TICKED}
    assert wanting(SET, answers) == {key for key in TICKED if given_[key] != should[key]}
