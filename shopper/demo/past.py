"""A year of visits stored as the commands would have left them: assigned, sent, released, photographed."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from sqlalchemy import insert

import survey_defs
from shopper import clock
from shopper.demo import queries, words
from shopper.demo.year import MONTHS, Due, Made, Year, beginning, months, references, schedule
from shopper.extensions import db
from shopper.fieldwork.past.store import Stored, store_released, visit_row
from shopper.models import (
    Assignment,
    Evidence,
    Person,
    QuestionSetVersion,
    Submission,
    Visit,
    VisitEvidence,
    VisitSource,
    VisitState,
    Wave,
    WaveBranch,
    WaveState,
)

MONTHS_A_WAVE = 3
ERASED_IN = 12
"""Days until the words of the oldest wave go."""
ELSEWHERE = Due(MONTHS - 2, "Coast", "Bridge Street")
"""The visit whose shopper went to another branch of nearly the same name."""


def store_year(
    version: QuestionSetVersion, year: Year, chloe: Person, progress: Callable[[int], None]
) -> None:
    """Store every visit and what it left behind, part of one command."""
    waves, numbers, kept = _waves(version), references(), list[Made]()

    def stored() -> Iterator[Stored]:
        for each in year:
            kept.append(each)
            yield _stored(each, next(numbers), waves[each.month // MONTHS_A_WAVE])

    store_released(version, stored(), why="accepted", progress=progress)
    kept.append(year.make(ELSEWHERE, chloe))
    _turn_down(version, _stored(kept[-1], next(numbers), waves[ELSEWHERE.month // MONTHS_A_WAVE]))
    _add_turns(kept)
    _add_evidence(kept)


def _stored(each: Made, reference: str, wave: Wave) -> Stored:
    known = {
        "wave_id": wave.id,
        "window_from": wave.starts_on,
        "window_to": wave.ends_on,
        "started_at": each.started,
        "sent_at": each.sent,
        "released_at": each.released,
        "created_at": wave.created_at,
    }
    return Stored(
        each.id,
        each.branch.id,
        each.started.date(),
        each.answers,
        each.shopper.id,
        reference,
        VisitSource.PHONE,
        known,
    )


def _turn_down(version: QuestionSetVersion, past: Stored) -> None:
    """A report that was rejected: it stays, with its reason, and counts for nothing."""
    nothing = {"released_at": None, "score_number": None}
    row = {**visit_row(past, version), **nothing, "state": VisitState.REJECTED, "reason": words.TURNED_DOWN}
    db.session.execute(insert(Visit), [row])


def _add_turns(made: list[Made]) -> None:
    """Who had each visit, and the report that they sent."""
    turns = [
        {"visit_id": each.id, "person_id": each.shopper.id, "from_at": _given(each), "to_at": None}
        for each in made
    ]
    db.session.execute(insert(Assignment), turns)
    turn_of = queries.turns([each.id for each in made])
    db.session.execute(insert(Submission), [_submission(each, turn_of[each.id]) for each in made])


def _given(each: Made) -> datetime:
    return each.started - timedelta(days=3)


def _submission(each: Made, assignment_id: int) -> dict[str, Any]:
    content = {"answers": each.answers, "base": None, "left_early": False}
    return {
        "id": uuid5(each.id, "submission"),
        "visit_id": each.id,
        "assignment_id": assignment_id,
        "base_id": None,
        "content_hash": survey_defs.content_hash(content),
        "answers": each.answers,
        "hidden": {},
        "left_early": False,
        "received_at": each.sent,
    }


def _add_evidence(made: list[Made]) -> None:
    """The photos, each stored once, and whose they are."""
    taken = [(each, shot) for each in made for shot in each.shots]
    photos = {shot.photo.sha256: (shot.photo, each.sent) for each, shot in taken}
    rows = [
        {"sha256": sha, "size": photo.size, "width": photo.width, "height": photo.height, "stored_at": at}
        for sha, (photo, at) in photos.items()
    ]
    slots = [slot for each in made for slot in _slots(each)]
    db.session.execute(insert(Evidence), rows)
    db.session.execute(insert(VisitEvidence), slots)


def _slots(each: Made) -> Iterator[dict[str, Any]]:
    """Its photos in their places, each question's counted by itself."""
    places: Counter[str] = Counter()
    for key, photo in each.shots:
        names = {"sent_sha256": photo.sent_sha256, "sha256": photo.sha256}
        yield {"visit_id": each.id, "question_key": key, "index": places[key], **names, "added_at": each.sent}
        places[key] += 1


def _waves(version: QuestionSetVersion) -> list[Wave]:
    """A closed wave for each quarter of the year, wanting as many visits as were made."""
    branches, firsts, made = queries.branches(version.question_set.client_id), months(), []
    for start in range(0, MONTHS, MONTHS_A_WAVE):
        here = [due for due in (*schedule(), ELSEWHERE) if 0 <= due.month - start < MONTHS_A_WAVE]
        wanted = Counter(due.branch for due in here)
        wave = _wave(version, firsts[start], firsts[start + MONTHS_A_WAVE - 1])
        wave.branches = [WaveBranch(branch_id=branches[name].id, visits=n) for name, n in wanted.items()]
        made.append(wave)
    made[0].retention_days = (clock.now().date() - made[0].ends_on).days + ERASED_IN
    db.session.add_all(made)
    db.session.flush()
    return made


def _wave(version: QuestionSetVersion, first: date, last: date) -> Wave:
    return Wave(
        client_id=version.question_set.client_id,
        version=version,
        name=f"{first:%B %Y} to {last:%B %Y}",
        state=WaveState.CLOSED,
        starts_on=first,
        ends_on=(last + timedelta(days=31)).replace(day=1) - timedelta(days=1),
        created_at=beginning(),
    )
