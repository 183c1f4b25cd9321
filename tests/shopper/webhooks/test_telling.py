"""A program is told of every result, in the transaction that changes it, and nothing that is not its business."""

from __future__ import annotations

import json

import pytest

from shopper.extensions import db
from shopper.models import VisitState, WebhookDelivery
from shopper.review import commands as review
from shopper.webhooks.commands import add_webhook, remove_webhook
from shopper.webhooks.passing import tell_all
from tests.shopper.review.support import answered, sent
from tests.shopper.webhooks.conftest import deliveries
from tests.support.builders import make_wave
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def told(program) -> list[dict]:
    tell_all()
    return [json.loads(body) for _headers, body in program.calls]


def test_release_rescore_withdrawal_and_release_again_are_told_in_order(house, program, webhook):
    visit = sent(house, thanked="no")
    score = review.accept(visit, by=house.ben)
    raw = score.raw / 100
    review.rescore(visit, "thanked at the door", house.ben, answered(house.version))
    review.withdraw_visit(visit, by=house.ben)
    review.release_visit(visit, by=house.ben)
    calls = told(program)
    assert [call["type"] for call in calls] == [
        "visit.released",
        "visit.rescored",
        "visit.withdrawn",
        "visit.released",
    ]
    data = calls[0]["data"]
    assert data["visit"] == str(visit.id)
    assert data["branch"] == {
        "id": house.mill_lane.id,
        "code": house.mill_lane.code,
        "name": "Mill Lane",
    }
    assert data["question_set"] == {"slug": "short", "number": 1}
    assert data["report"].endswith(f"/{visit.id}")
    assert (data["score"]["number"], data["score"]["raw"]) == (1, raw)
    assert calls[1]["data"]["score"]["number"] == 2
    assert calls[1]["data"]["score"]["raw"] == 100
    assert calls[2]["data"]["score"] is calls[2]["data"]["report"] is None
    assert sorted(call["timestamp"] for call in calls) == [call["timestamp"] for call in calls]


def test_no_shopper_and_no_word_that_anybody_wrote_goes_out(house, program, webhook):
    visit = sent(house, words="“My name is Oonagh”")
    review.accept(visit, words="Well observed, Chloé", by=house.ben)
    review.rescore(visit, "Ben had misread it", house.ben)
    assert len(told(program)) == 2
    said = b"".join(body for _headers, body in program.calls).decode()
    for personal in ("Oonagh", "Chlo", "Ben", "observed", "misread", "shopper"):
        assert personal not in said


def test_what_does_not_commit_is_not_told(house, program, webhook, monkeypatch):
    def breaks(*_args):
        raise RuntimeError("the tallies break")

    visit = sent(house)
    monkeypatch.setattr(review, "take_from_tallies", breaks)
    review.accept(visit, by=house.ben)
    with pytest.raises(RuntimeError):
        review.withdraw_visit(visit, by=house.ben)
    assert [row.event for row in deliveries()] == ["visit.released"]


def test_held_results_are_told_when_their_wave_lets_them_go(house, program, webhook):
    wave = make_wave(house.version, house.mill_lane, holds_results=True)
    visit = sent(house, wave=wave)
    review.accept(visit, by=house.ben)
    review.rescore(visit, "a second look", house.ben)
    assert (visit.state, deliveries()) == (VisitState.ACCEPTED, [])
    review.release_wave(wave, by=house.asha)
    (call,) = told(program)
    assert call["data"]["score"]["number"] == 2


def test_every_program_of_the_client_is_told_and_no_other(house, program, webhook, app):
    elsewhere = add_webhook(house.other_client, url=f"{program.url}&who=stranger", by=house.asha)
    second = add_webhook(house.client, url=f"{program.url}&who=second", by=house.asha)
    gone = add_webhook(house.client, url=f"{program.url}&who=gone", by=house.asha)
    remove_webhook(gone, by=house.asha)
    review.accept(sent(house), by=house.ben)
    assert {row.webhook_id for row in deliveries()} == {webhook.id, second.id}
    assert elsewhere.id not in {webhook.id, second.id}
    assert len(told(program)) == 2


def test_a_removed_webhook_leaves_nothing_behind(house, program, webhook):
    review.accept(sent(house), by=house.ben)
    remove_webhook(webhook, by=house.asha)
    assert tell_all() == 0
    assert db.session.query(WebhookDelivery).count() == 0
