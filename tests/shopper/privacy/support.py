"""A visit that holds a secret word wherever a person may have left one."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from shopper import clock
from shopper.evidence import the_store
from shopper.extensions import db
from shopper.models import (
    Action,
    ActionNote,
    ActionState,
    Appeal,
    AppealSide,
    AppealState,
    Assignment,
    AuditEvent,
    Cause,
    Evidence,
    Fee,
    FeeKind,
    FeeState,
    OlderAnswer,
    Outdone,
    ReviewQuestion,
    Submission,
    Visit,
    VisitEvidence,
    VisitScore,
    Wave,
    Webhook,
    WebhookDelivery,
)
from survey_defs.kinds import P
from tests.support.builders import BEST, House, day, make_wave, saved
from tests.support.results import released

SECRET = "Xylophone"
NOTE = {"id": "2", "name": "note", "text": SECRET}
STAMP = {"id": "1", "name": "In", "offset_ms": 5, "zone": SECRET, "run": SECRET}
TAPPED = {"at": "2026-01-02T10:00:00.000Z", "changed_at": "2026-01-02T10:00:00.000Z"}
STAMPS = [{**STAMP, **TAPPED}, {**NOTE, **TAPPED}]
ANSWERS = {**BEST, "words": SECRET}


def over(house: House, *, ago: int = 100, days: int = 30, **more: Any) -> Wave:
    """A wave that ended so many days ago, whose words are kept so many days."""
    wave = make_wave(house.version, house.mill_lane, retention_days=days, **more)
    wave.starts_on, wave.ends_on = day(-ago - 7), day(-ago)
    return saved(wave)


def told(house: House, wave: Wave | None = None, *, ago: int = 101) -> Visit:
    """A released visit of Chloé with the secret in its answers and nothing beside them yet."""
    visit = released(house.version, [(house.mill_lane, day(-ago), ANSWERS)], shopper=house.chloe)[0]
    visit.wave_id = wave.id if wave else None
    visit.answers = {**visit.answers, "greeted": {**visit.answers["greeted"], "comment": SECRET}}
    return saved(visit)


def photo(visit: Visit, number: int = 0) -> str:
    """A photo of the visit, as it lies in the store."""
    content = f"not a picture, but bytes {number}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    the_store().put(sha256, content)
    if db.session.get(Evidence, sha256) is None:
        saved(Evidence(sha256=sha256, size=1, width=1, height=1, stored_at=clock.now()))
    names = {"sent_sha256": sha256, "sha256": sha256, "added_at": clock.now()}
    saved(VisitEvidence(visit_id=visit.id, question_key="greeted", index=number, **names))
    return sha256


def full(house: House, wave: Wave) -> Visit:
    """The secret in every column that is erased with a visit."""
    visit, long_ago = told(house, wave), clock.now() - timedelta(days=100)
    document = {"words": {"value": SECRET, "at": TAPPED["at"], "comment": SECRET}}
    visit.draft, visit.draft_devices, visit.filling = document, {"words": SECRET}, {SECRET: {"reloads": 1}}
    visit.stamps, visit.reason, visit.why_not_completed = STAMPS, SECRET, SECRET
    turn = saved(
        Assignment(
            visit_id=visit.id, person_id=house.chloe.id, from_at=long_ago, draft=document, notes=document
        )
    )
    sent = {"answers": document, "hidden": document, "stamps": STAMPS, "evidence": [{"sha256": SECRET}]}
    rows: list[Any] = [
        Submission(
            id=visit.id, visit_id=visit.id, assignment_id=turn.id, content_hash="0" * 64, received_at=long_ago,
            filling={SECRET: {}}, device=SECRET, **sent,
        ),
        OlderAnswer(
            visit_id=visit.id, person_id=house.chloe.id, question_key="words", entry=document["words"],
            device=SECRET, received_at=long_ago, why=Outdone.REPLACED,
        ),
        ReviewQuestion(
            visit_id=visit.id, words=SECRET, asked_by_id=house.ben.id, asked_at=long_ago, reply=SECRET,
            replied_at=long_ago,
        ),
        Appeal(
            visit_id=visit.id, side=AppealSide.MANAGER, question_key="words", reason=SECRET, words=SECRET,
            photo_sha256=photo(visit, 1), opened_by_id=house.dev.id, opened_at=long_ago, due_at=long_ago,
            state=AppealState.DISMISSED, before=document["words"], after=document["words"],
        ),
        Fee(
            visit_id=visit.id, person_id=house.chloe.id, client_id=house.client.id, kind=FeeKind.EXPENSE,
            amount=450, currency="EUR", note=SECRET, reason=SECRET, photo_sha256=photo(visit, 2),
            state=FeeState.PAID, created_at=long_ago,
        ),
        AuditEvent(
            at=long_ago, person_id=house.ben.id, client_id=house.client.id, action="visit.return",
            subject_type="visit", subject_id=str(visit.id), facts={"words": SECRET},
        ),
    ]  # fmt: skip
    db.session.add_all(rows)
    _act(house, visit)
    _tell_a_program(house, visit)
    score = db.session.query(VisitScore).filter_by(visit_id=visit.id).one()
    score.why = f"appeal 1 upheld, “asked”: {SECRET}"
    return saved(visit)


def _act(house: House, visit: Visit) -> None:
    action = open_action(house, visit, ActionState.DONE)
    note = {"action_id": action.id, "at": clock.now(), "by_id": house.dev.id}
    saved(ActionNote(words=SECRET, sha256=photo(visit, 3), **note))
    saved(AuditEvent(
        at=clock.now(), person_id=house.dev.id, client_id=house.client.id, action="action.comment",
        subject_type="action", subject_id=str(action.id), facts={"words": SECRET},
    ))  # fmt: skip


def open_action(house: House, visit: Visit, state: ActionState = ActionState.OPEN) -> Action:
    """An action that was opened from the visit."""
    return saved(Action(
        branch_id=visit.branch_id, visit_id=visit.id, version_id=visit.version_id, finding="Nobody greeted",
        plan="Say hello", cause=Cause.TRAINING, p=P.PEOPLE, owner_id=house.dev.id, due_on=day(-50), state=state,
        opened_at=clock.now(),
    ))  # fmt: skip


def _tell_a_program(house: House, visit: Visit) -> None:
    made = {
        "client_id": house.client.id,
        "url": "https://example.test/",
        "secret": "s",
        "by_id": house.asha.id,
    }
    program = saved(Webhook(created_at=clock.now(), **made))
    times = dict.fromkeys(("created_at", "next_at", "use_by"), clock.now())
    columns = WebhookDelivery.__table__.columns.keys()
    more = {name: "delivered" for name in ("kind", "event") if name in columns}
    saved(
        WebhookDelivery(id=visit.id, webhook_id=program.id, visit_id=visit.id, body=SECRET, **more, **times)
    )
