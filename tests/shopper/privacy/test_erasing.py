"""When the days of a wave are over, what people left in its visits is gone; what was measured is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shopper import clock
from shopper.evidence import the_store
from shopper.extensions import db
from shopper.fieldwork.commands import extend_wave, reopen
from shopper.models import (
    ActionState,
    Appeal,
    AppealSide,
    AppealState,
    AuditEvent,
    Conversation,
    Customer,
    Evidence,
    Message,
    MessageState,
    SelfCheck,
    SelfCheckState,
    Visit,
    VisitEvidence,
    VisitScore,
    VisitSource,
    VisitState,
)
from shopper.privacy.commands import Done, erase_due
from shopper.review.rebuild import check
from tests.shopper.operations.support import everything
from tests.shopper.privacy.support import SECRET, full, open_action, over, photo, told
from tests.support.builders import day, make_visit, saved


def scores() -> list[tuple[object, ...]]:
    kept = [column for column in VisitScore.__table__.columns if column.name != "why"]
    return [tuple(row) for row in db.session.query(*kept).order_by(VisitScore.id)]


def holds(words: str) -> list[str]:
    """The tables in which these words stand."""
    return [
        name for name, rows in everything().items() if any(words in str(one) for row in rows for one in row)
    ]


def test_nothing_that_was_written_is_left_and_no_figure_moves(house):
    visit, before = full(house, over(house)), None
    names, before = [photo(visit)], (scores(), everything()["tally"])
    names += [row.sha256 for row in db.session.query(Evidence) if row.sha256 not in names]
    assert holds(SECRET)
    assert erase_due() == Done(1, 0)
    assert holds(SECRET) == []
    assert (scores(), everything()["tally"]) == before
    assert list(check(lambda _done: None)) == []
    assert db.session.query(Evidence).count() == 0
    assert not any(map(the_store().has, names))
    assert {key: entry["value"] for key, entry in visit.answers.items() if key != "words"} == {
        "greeted": "yes", "greeting_momentum": "forward", "receipt": "yes", "wait": 45,
        "checkout_momentum": "forward", "thanked": "yes", "recommend": 9, "leaving_momentum": "forward",
    }  # fmt: skip
    assert [stamp["name"] for stamp in visit.stamps] == ["In"]


def test_the_log_says_which_visit_and_how_much_and_nothing_of_what_it_held(house):
    visit = full(house, over(house))
    erase_due()
    line = db.session.query(AuditEvent).filter_by(action="visit.erase").one()
    assert (line.subject_id, line.client_id, line.person_id) == (str(visit.id), house.client.id, None)
    assert line.facts == {"answers": 2, "photos": 3, "days": 30}


def test_a_second_run_changes_nothing(house):
    full(house, over(house))
    erase_due()
    before = everything()
    assert erase_due() == Done(0, 0)
    assert everything() == before


@pytest.mark.parametrize(
    ("ago", "days", "gone"), [(29, 30, False), (30, 30, True), (700, None, False), (730, None, True)]
)
def test_the_days_are_those_of_the_wave_or_else_of_the_client(house, ago, days, gone):
    visit = told(house, over(house, ago=ago, days=days), ago=ago + 1)
    erase_due()
    assert (visit.erased_at is not None) is gone


def test_outside_of_waves_they_count_from_the_visit_or_from_its_import(house):
    old, lately = told(house, ago=800), told(house, ago=800)
    lately.source, lately.created_at = VisitSource.IMPORT, clock.now()
    db.session.commit()
    erase_due()
    assert old.erased_at
    assert lately.erased_at is None


@pytest.mark.parametrize("held_by", ["appeal", "action", "report", "time"])
def test_work_that_is_not_done_holds_a_visit(house, held_by):
    visit = told(house, over(house))
    if held_by == "appeal":
        times = dict.fromkeys(("opened_at", "due_at"), clock.now())
        row = saved(
            Appeal(
                visit_id=visit.id, side=AppealSide.MANAGER, reason="Why", opened_by_id=house.dev.id, **times
            )
        )
    elif held_by == "action":
        row = open_action(house, visit)
    elif held_by == "report":
        visit.state = VisitState.SENT
    else:
        visit.released_at = clock.now() - timedelta(days=13)
    db.session.commit()
    assert erase_due() == Done(0, 0)
    if held_by in ("appeal", "action"):
        row.state = AppealState.DISMISSED if held_by == "appeal" else ActionState.DONE
        db.session.commit()
        assert erase_due() == Done(1, 0)


def test_a_photo_that_another_visit_needs_stays(house):
    wave = over(house)
    gone, stays = told(house, wave), make_visit(house.mill_lane, house.version, shopper=house.chloe)
    name = photo(gone)
    assert photo(stays) == name
    erase_due()
    assert the_store().has(name)
    assert [row.visit_id for row in db.session.query(VisitEvidence)] == [stays.id]


def test_a_store_that_is_away_holds_everything_back(house, monkeypatch):
    from shopper.evidence import StoreAway  # noqa: PLC0415 - beside its use

    visit = told(house, over(house))
    name = photo(visit)

    def away(_self: object, _name: str) -> None:
        raise StoreAway

    with monkeypatch.context() as broken:
        broken.setattr(type(the_store()), "delete", away)
        with pytest.raises(StoreAway):
            erase_due()
    assert db.session.get_one(Visit, visit.id).erased_at is None
    assert SECRET in str(visit.answers)
    assert erase_due() == Done(1, 0)
    assert not the_store().has(name)


def test_messages_go_by_their_age(house):
    old, new = (message(house, days) for days in (800, 700))
    assert erase_due() == Done(0, 1)
    assert (old.subject, old.body, old.to_address) == ("", "", "")
    assert new.body == SECRET


def message(house, days: int) -> Message:
    at = clock.now() - timedelta(days=days)
    words = {
        "subject": SECRET,
        "body": SECRET,
        "to_address": SECRET,
        "kind": "report_accepted",
        "language": "en",
    }
    from uuid import uuid4  # noqa: PLC0415 - beside its use

    key = uuid4()
    return saved(
        Message(
            id=key,
            person_id=house.chloe.id,
            message_id=str(key),
            state=MessageState.SENT,
            created_at=at,
            **words,
        )
    )


def test_a_visit_that_is_opened_again_has_its_days_before_it_again(house):
    wave = over(house)
    visit = make_visit(house.mill_lane, house.version, wave=wave, state=VisitState.EXPIRED)
    assert erase_due() == Done(1, 0)
    extend_wave(wave, ends_on=day(5), by=house.asha)
    reopen(visit, by=house.asha)
    assert (visit.erased_at, visit.erased_after) == (None, None)
    assert erase_due() == Done(0, 0)


def test_self_checks_and_customers_go_by_their_age_once(house):
    old, new = (clock.now() - timedelta(days=days) for days in (800, 100))
    for at in (old, new):
        answers = {"greeted": {"value": "no", "comment": SECRET}, "words": {"value": SECRET}}
        saved(SelfCheck(
            branch_id=house.mill_lane.id, version_id=house.version.id, by_id=house.dev.id, state=SelfCheckState.DONE,
            draft={"words": {"value": SECRET}}, answers=answers, begun_at=at, ended_at=at,
        ))  # fmt: skip
        one = saved(Customer(branch_id=house.mill_lane.id, name=SECRET, email=SECRET, added_at=at))
        saved(
            Conversation(customer_id=one.id, by_id=house.dev.id, begun_at=at, said=SECRET, read_back=SECRET)
        )
    assert erase_due() == Done(0, 2)
    gone, kept = db.session.query(SelfCheck).order_by(SelfCheck.ended_at)
    assert SECRET not in str((gone.draft, gone.answers))
    assert gone.answers["greeted"]["value"] == "no"
    assert SECRET in str(kept.answers)
    assert sorted(one.name for one in db.session.query(Customer)) == ["", SECRET]
    assert sorted(one.said for one in db.session.query(Conversation)) == ["", SECRET]
    assert erase_due() == Done(0, 0)
