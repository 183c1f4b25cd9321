"""Visits of the matrix in every state that a route asks for."""

from __future__ import annotations

from uuid import uuid4

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Appeal,
    AppealSide,
    AppealState,
    Assignment,
    Evidence,
    Fee,
    FeeKind,
    Person,
    QuestionSetVersion,
    ReviewQuestion,
    Submission,
    Visit,
    VisitEvidence,
)
from tests.rules.kinds import Kind
from tests.support.builders import (
    House,
    day,
    make_visit,
    make_wave,
    saved,
)

SHA = "ab" * 32
QUIZ = [{"asks": "What do you buy?", "right": "A coffee", "wrong": ["Nothing"]}]


def offered(house: House, theirs: QuestionSetVersion) -> dict[str, Visit]:
    """On the Board of the own client, of another, and off the Board."""
    more = {"on_board": True, "quiz": QUIZ}
    waves = {
        "own": make_wave(house.version, house.mill_lane, on_board=True),
        "elsewhere": make_wave(theirs, house.other_branch, **more),
        "next_door": make_wave(house.version, house.mill_lane, quiz=QUIZ),
    }
    places = {**dict.fromkeys(waves, house.mill_lane), "elsewhere": house.other_branch}
    return {
        side: make_visit(places[side], wave.version, wave=wave, window_to=day(5))
        for side, wave in waves.items()
    }


def spent(made: dict[str, Visit]) -> dict[str, Visit]:
    """Their waves pay expenses back."""
    for visit in made.values():
        visit.wave = make_wave(visit.version, visit.branch, expense_limit=500, currency="EUR")
    db.session.commit()
    return made


def quizzed(house: House, theirs: QuestionSetVersion) -> Kind:
    """A wave with a briefing quiz, and another client's."""
    own = make_wave(house.version, house.mill_lane, quiz=QUIZ)
    elsewhere = make_wave(theirs, house.other_branch, quiz=QUIZ)
    for wave, place in ((own, house.mill_lane), (elsewhere, house.other_branch)):
        make_visit(place, wave.version, wave=wave)
    return Kind({"wave_id": own.id}, {"wave_id": elsewhere.id})


def visits(made: dict[str, Visit]) -> Kind:
    return Kind(*({"visit_id": made[side].id} for side in ("own", "elsewhere", "next_door")))


def without_neighbour(kind: Kind) -> Kind:
    """A reviewer of the whole client has no neighbour in it."""
    return Kind(kind.own, kind.elsewhere)


def with_submissions(made: dict[str, Visit]) -> dict[str, Visit]:
    for visit in made.values():
        turn = db.session.query(Assignment).filter_by(visit_id=visit.id).one()
        saved(
            Submission(
                id=uuid4(), visit_id=visit.id, assignment_id=turn.id, content_hash="0" * 64,
                answers={}, hidden={}, received_at=clock.now(),
            )
        )  # fmt: skip
    return made


def asked(made: dict[str, Visit], by: Person) -> dict[str, Visit]:
    for visit in made.values():
        saved(
            ReviewQuestion(visit_id=visit.id, words="Who said so?", asked_by_id=by.id, asked_at=clock.now())
        )
    return made


def disputed(made: dict[str, Visit], by: dict[str, Person]) -> dict[str, Kind]:
    """An appeal about each of these visits, with a photo."""
    sha = "cd" * 32
    saved(Evidence(sha256=sha, size=3, width=1, height=1, stored_at=clock.now()))
    appeals = {
        side: saved(
            Appeal(
                visit_id=visit.id, side=AppealSide.MANAGER, question_key="receipt", reason="Not so.", photo_sha256=sha,
                opened_by_id=by[side].id, opened_at=clock.now(), due_at=clock.now(), state=AppealState.OPEN,
            )
        )
        for side, visit in made.items()
    }  # fmt: skip
    kind = Kind(*({"appeal_id": appeals[side].id} for side in ("own", "elsewhere", "next_door")))
    return {"appeal": without_neighbour(kind), "disputed_photo": kind}


def photographed(made: dict[str, Visit], house: House) -> Kind:
    db.session.add(Evidence(sha256=SHA, size=3, width=1, height=1, stored_at=clock.now()))
    db.session.flush()
    for visit in made.values():
        db.session.add(
            VisitEvidence(
                visit_id=visit.id,
                question_key="receipt",
                index=0,
                sent_sha256=SHA,
                sha256=SHA,
                added_at=clock.now(),
            )
        )
    made["own"].shopper_id = house.chloe.id
    db.session.commit()
    kind = visits(made)
    sides = (kind.own, kind.elsewhere, kind.next_door or {})
    return Kind(*({**side, "sha256": SHA} for side in sides))


def receipts(made: dict[str, Visit], spender: Person) -> Kind:
    """Expenses with a photo of the receipt, of somebody else than the cast."""
    fees = {}
    for side, visit in made.items():
        about = {"visit_id": visit.id, "person_id": spender.id, "client_id": visit.branch.client_id}
        fees[side] = saved(
            Fee(
                kind=FeeKind.EXPENSE,
                amount=1,
                currency="EUR",
                photo_sha256="cd" * 32,
                created_at=clock.now(),
                **about,
            )
        )
    return Kind(*({"fee_id": fees[side].id} for side in ("own", "elsewhere", "next_door")))
