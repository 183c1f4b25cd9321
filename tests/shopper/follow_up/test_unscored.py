"""Unscripted care cannot be put on a scorecard: neither the sets nor the table of moments have room for points."""

import pytest

import survey_defs
from shopper.models import Moment
from tests.shopper.follow_up.support import KIND_SET


@pytest.mark.parametrize(
    "more", ["points: 2", "target: 3", "critical: fail", "bands: [{mark: 1}]", "p: people, points: 1"]
)
def test_the_schema_refuses_points_targets_and_criticals_on_a_moment(more):
    with_more = KIND_SET.replace("type: moment,", f"type: moment, {more},")
    with pytest.raises(survey_defs.QuestionSetError):
        survey_defs.load_question_set(with_more)


def test_the_table_has_no_room_for_a_number_or_a_name():
    numbers = {
        column.name
        for column in Moment.__table__.columns
        if str(column.type).startswith(("INT", "NUM", "FLOAT"))
    }
    assert numbers == {"told_employee_by_id", "told_manager_by_id", "agreed_by_id"}, "ids of who passed it on"
    words = {column.name for column in Moment.__table__.columns if str(column.type).startswith("VARCHAR")}
    assert words == {"question_key"}
