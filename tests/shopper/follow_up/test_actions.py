"""An action carries its finding, has an owner and a day, and never a person for a cause."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from werkzeug.datastructures import FileStorage

from shopper import clock
from shopper.evidence import the_store
from shopper.extensions import db
from shopper.follow_up.actions.commands import change_action, move_action
from shopper.follow_up.actions.forms import NewActionForm
from shopper.messages.kinds import Kind
from shopper.messages.reminders import remind
from shopper.models import Action, ActionNote, ActionState, Cause, Evidence, Message, Role
from shopper.troubles import Refused, Trouble
from tests.shopper.follow_up.support import done, opened
from tests.support.builders import day, make_branch, make_person
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pictures import picture
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES


@contextmanager
def refused(trouble: Trouble) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == trouble.name.lower()


def told(person, kind) -> int:
    return db.session.query(Message).filter_by(person_id=person.id, kind=kind).count()


def test_a_critical_failure_leads_to_an_action_that_carries_it(house, as_):
    visit = released(house.version, [(house.mill_lane, day(-20), FUMBLED)])[0]
    report = as_(house.dev).get("dashboards.report", visit_id=visit.id)
    assert "One question was missed" in report.text
    page = report.client.get(str(report.select("#h-missed ~ ul .more")[0]["href"]))
    assert "Were you thanked as you left?” – No" in page.form()["finding"]
    page = page.submit(
        plan="Say goodbye", cause="process", p="processes", owner=str(house.dev.id), due_on=day(9).isoformat()
    )
    assert "Say goodbye" in page.select("h1")[0].text
    assert "Were you thanked as you left?” – No" in page.text
    action = db.session.query(Action).one()
    assert (action.visit_id, action.question_key, action.measure) == (visit.id, "thanked", "t:leaving")
    assert (action.owner_id, action.state) == (house.dev.id, ActionState.OPEN)
    assert "It opens again by itself" in page.text


def test_nothing_is_saved_without_owner_day_cause_and_tag(house, as_):
    page = as_(house.dev).get("follow_up.new", branch_id=house.mill_lane.id, finding="The floor was wet")
    page = page.submit(expect=400, plan="Mop at ten")
    for missing in (
        "Choose who sees to it.",
        "Write the day by which",
        "Choose what let it happen",
        "one of the four",
    ):
        assert missing in page.text
    kept = page.form()
    assert (kept["plan"], kept["finding"]) == ("Mop at ten", "The floor was wet")
    assert db.session.query(Action).count() == 0


def test_no_action_is_due_before_it_is_opened(house, as_):
    page = as_(house.dev).get("follow_up.new", branch_id=house.mill_lane.id, finding="Wet")
    words = {"plan": "Mop", "cause": "place", "p": "prevention", "owner": str(house.dev.id)}
    assert "Choose today or a later day." in page.submit(expect=400, due_on=day(-1).isoformat(), **words).text


def test_only_who_may_see_the_branch_can_own_it(house, as_):
    page = as_(house.dev).get("follow_up.new", branch_id=house.mill_lane.id)
    offered = [option.text for option in page.select("select[name=owner] option")]
    assert offered == ["Choose somebody", "Asha", "Dev"]
    with refused(Trouble.NOT_AN_OWNER):
        opened(house, owner=house.chloe)
    assert db.session.query(Action).count() == 0


def test_no_field_says_that_a_person_was_the_cause(app, house):
    assert {cause.value for cause in Cause} == {
        "training",
        "policy",
        "process",
        "staffing",
        "place",
        "unknown",
    }
    people = {column.name for column in Action.__table__.columns for key in column.foreign_keys
              if key.column.table.name == "person"}  # fmt: skip
    assert people == {"owner_id", "opened_by_id"}
    with app.test_request_context():
        fields = set(NewActionForm(meta={"csrf": False})._fields)
    assert fields == {"finding", "plan", "cause", "p", "owner", "due_on"}


def test_an_action_is_taken_up_finished_and_dropped_only_with_a_reason(house, as_):
    action = opened(house)
    page = as_(house.dev).get("follow_up.action", action_id=action.id)
    move = f"form[action='/actions/{action.id}/move']"
    page = page.submit(move, expect=422, to="dropped")
    assert "Say why it is dropped" in page.text
    page = page.submit(move, to="doing", words="The joiner comes on Monday").submit(move, to="done")
    assert "The joiner comes on Monday" in page.text
    assert db.session.get_one(Action, action.id).done_at is not None
    with refused(Trouble.ACTION_MOVED):
        move_action(action, to=ActionState.DOING, words="", by=house.dev)
    move_action(action, to=ActionState.REOPENED, words="", by=house.dev)
    assert (action.state, action.done_at) == (ActionState.REOPENED, None)


def photo() -> FileStorage:
    return FileStorage(io.BytesIO(picture(size=(30, 20))), filename="now.jpg", content_type="image/jpeg")


def test_comments_and_photos_stand_in_its_history(house, as_):
    action = opened(house)
    dev, here = as_(house.dev), f"/actions/{action.id}/comment"
    page = dev.post(here, {"said-words": "It sticks no longer", "said-photo": photo()})
    assert "It sticks no longer" in page.text
    note = db.session.query(ActionNote).one()
    assert db.session.get(Evidence, note.sha256)
    assert dev.get(str(page.select(".thumb img")[0]["src"])).answer.mimetype == "image/jpeg"
    assert "Write a comment or add a photo first." in dev.post(here, {"said-words": " "}, expect=422).text
    broken = FileStorage(io.BytesIO(b"no picture"), filename="now.jpg")
    page = dev.post(here, {"said-words": "Kept words", "said-photo": broken}, expect=422)
    assert page.form(f"form[action='{here}']")["said-words"] == "Kept words"
    assert db.session.query(ActionNote).count() == 1


def test_a_photo_of_a_comment_that_is_refused_is_not_kept(house, as_):
    action = opened(house)
    as_(house.dev).post(
        f"/actions/{action.id}/comment", {"said-words": "x" * 2001, "said-photo": photo()}, expect=400
    )
    assert db.session.query(Evidence).count() == 0
    assert not list(the_store().names())


def test_a_new_owner_is_told_and_stands_in_the_history(house, as_):
    action = opened(house)
    assert told(house.dev, Kind.ACTION_GIVEN) == 0, "nobody is told of what they took upon themselves"
    words = {"plan": action.plan, "cause": action.cause, "p": action.p}
    change_action(action, **words, owner=house.asha, due_on=day(20), by=house.dev)
    assert told(house.asha, Kind.ACTION_GIVEN) == 1
    page = as_(house.dev).get("follow_up.action", action_id=action.id)
    assert "given to Asha" in page.text


def test_a_day_that_has_passed_may_stay_when_something_else_is_changed(house, as_):
    with clock.standing_at(datetime(2026, 1, 5, 12, tzinfo=UTC)):
        action = opened(house, due_on=date(2026, 1, 9))
    page = as_(house.dev).get("follow_up.change", action_id=action.id)
    assert "The action is changed." in page.submit(plan="Two people at the door").text


def test_owners_are_reminded_once_before_and_once_at_the_day(house):
    with clock.standing_at(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        opened(house, due_on=date(2026, 3, 10))
    for at, soon, due in ((8, 0, 0), (9, 1, 0), (10, 1, 1)):
        with clock.standing_at(datetime(2026, 3, at, 10, tzinfo=UTC)):
            remind()
            remind()
        assert (told(house.dev, Kind.ACTION_DUE_SOON), told(house.dev, Kind.ACTION_DUE)) == (soon, due), at


def test_lists_of_mine_of_late_and_of_all(house, as_):
    eva = make_person("Eva", (Role.MANAGER, house.south))
    with clock.standing_at(datetime(2026, 1, 5, 12, tzinfo=UTC)):
        opened(house, plan="=Late one", due_on=date(2026, 1, 9))
    opened(house, plan="Asha's one", owner=house.asha)
    done(house, opened(house, plan="Finished one"))
    opened(house, house.quayside, plan="Southern one", owner=eva, by=eva)
    dev = as_(house.dev)

    def plans(**asked):
        return {row.find("a").text for row in dev.get("follow_up.actions", **asked).select("tbody tr")}

    assert plans() == plans(show="late") == {"=Late one"}
    assert plans(show="all") == {"=Late one", "Asha's one", "Finished one"}
    assert plans(show="all", state="done") == {"Finished one"}
    assert plans(show="all", region=house.south.id) == plans(show="all"), "a region of others is left out"
    assert "One action is late." in dev.get("follow_up.actions").text
    assert "=Late one" in dev.get("dashboards.overview").text
    file = dev.get("follow_up.actions_csv", show="late").answer.get_data(as_text=True).splitlines()
    assert len(file) == 2
    assert file[1].startswith("'=Late one,Mill Lane,")
    assert file[1].endswith(",Showing Late")
    assert dev.get("follow_up.actions_xlsx", show="all").answer.data[:2] == b"PK"


BEFORE, AFTER = ([date(2026, month, 5) for month in months] for months in ((3, 4, 5), (8, 9, 10)))
USUAL = (AVERAGE, FUMBLED, RUDE, BEST)


def measured(house, others: int):
    """Mill Lane improved after an action, all other branches as ever."""
    rest = [house.quayside, *(make_branch(house.south) for _ in range(others - 1))]
    visits = [(house.mill_lane, at, kind) for at in BEFORE for kind in (FUMBLED, RUDE) * 4]
    visits += [(house.mill_lane, at, BEST) for at in AFTER for _ in range(8)]
    visits += [(branch, at, kind) for branch in rest for at in (*BEFORE, *AFTER) for kind in USUAL]
    released(house.version, visits)
    with clock.standing_at(datetime(2026, 6, 3, 12, tzinfo=UTC)):
        action = opened(house, due_on=date(2026, 7, 1))
    with clock.standing_at(datetime(2026, 7, 14, 12, tzinfo=UTC)):
        return done(house, action)


def test_its_effect_is_told_against_what_was_expected_without_it(house, as_):
    action = measured(house, others=8)
    page = as_(house.dev).get("follow_up.action", action_id=action.id)
    assert "Mill Lane did better after 14 July 2026 than it would have anyway" in page.text
    assert "March to May 2026 against August to October 2026" in page.text
    names = [row.text for row in page.select("#h-effect ~ div tbody th")]
    assert names == ["Before", "Expected without it", "Reached", "Effect: reached less expected"]


def test_before_and_after_alone_is_never_an_effect(house, as_):
    action = measured(house, others=4)
    page = as_(house.dev).get("follow_up.action", action_id=action.id)
    assert "Nobody can tell whether it helped. 4 other branches" in page.text
    assert not page.select("#h-effect ~ div table, #h-effect ~ figure")


def test_branches_with_actions_of_their_own_do_not_say_what_was_to_be_expected(house, as_):
    action = measured(house, others=5)
    with clock.standing_at(datetime(2026, 8, 3, 12, tzinfo=UTC)):
        opened(house, house.quayside, owner=house.asha, by=house.asha)
    assert "4 other branches" in as_(house.dev).get("follow_up.action", action_id=action.id).text


def test_nothing_is_said_of_an_action_that_is_not_done(house, as_):
    assert (
        "once the action is done" in as_(house.dev).get("follow_up.action", action_id=opened(house).id).text
    )
