"""Builders with good defaults, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import uuid4

import survey_defs
from shopper import clock
from shopper.accounts.passwords import hash_password
from shopper.admin.places.steps import new_region
from shopper.extensions import db
from shopper.models import (
    Assignment,
    Branch,
    Grant,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Role,
    VersionState,
    Visit,
    VisitState,
    Wave,
    WaveBranch,
    WaveState,
)

PASSWORD = "one inch from the door"
_numbers = count(1)
_as_one: ContextVar[bool] = ContextVar("as_one", default=False)

SHORT_SET = """\
slug: short
title: Short visit
touchpoints:
  - key: greeting
    title: Greeting
    mode: people
    stamp: Noticed
    questions:
      - {key: greeted, type: yes_no, text: Did anyone greet you?, points: 4, p: people, na: false, nobody: true, comment_on: [no, nobody]}
      - {key: words, type: text, text: What did they say?, max: 300, show_if: {question: greeted, is: yes}}
  - key: checkout
    title: Checkout
    mode: mixed
    stamp: Paid
    questions:
      - {key: receipt, type: yes_no, text: Were you offered a receipt?, points: 2, p: processes, na: true}
      - {key: wait, type: duration, text: How long did you wait?, points: 2, p: processes, bands: [{upto: 60, mark: 1}, {upto: 180, mark: 0.5}, {mark: 0}]}
  - key: leaving
    title: Leaving
    mode: people
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked as you left?, points: 5, p: people, na: false, critical: {at: 60, below: 1}}
      - {key: recommend, type: recommend, text: Would you send a friend here?}
"""

BEST: dict[str, Any] = {
    "greeted": "yes",
    "words": "“Good morning”",
    "greeting_momentum": "forward",
    "receipt": "yes",
    "wait": 45,
    "checkout_momentum": "forward",
    "thanked": "yes",
    "recommend": 9,
    "leaving_momentum": "forward",
}


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def saved(row: Any) -> Any:
    db.session.add(row)
    db.session.flush() if _as_one.get() else db.session.commit()
    return row


@contextmanager
def as_one() -> Iterator[None]:
    """Everything built inside is committed together, which takes half the time."""
    token = _as_one.set(True)
    try:
        yield
        db.session.commit()
    finally:
        _as_one.reset(token)


def make_region(name: str = "", parent: Region | None = None) -> Region:
    return saved(new_region(name or f"Region {next(_numbers)}", parent))


def make_branch(region: Region, name: str = "", **more: Any) -> Branch:
    number = next(_numbers)
    name = name or f"Branch {number}"
    return saved(Branch(client_id=region.client_id, region=region, code=f"B{number:03d}", name=name, **more))


def make_person(name: str, *grants: tuple[Role, Region], sign_in: str = "") -> Person:
    person = Person(
        name=name,
        sign_in=(sign_in or f"{name}{next(_numbers)}@example.test").casefold(),
        password_hash=password_hash(),
        created_at=clock.now(),
    )
    person.grants = [Grant(role=role, region_id=region.id) for role, region in grants]
    return saved(person)


def make_version(
    client: Region, source: str = SHORT_SET, *, state: VersionState = VersionState.PUBLISHED
) -> Any:
    definition = survey_defs.load_question_set(source)
    found = db.session.query(QuestionSet).filter_by(client_id=client.id, slug=definition.slug).one_or_none()
    question_set = found or QuestionSet(
        client_id=client.id,
        slug=definition.slug,
        title=survey_defs.say(definition.title),
        created_at=clock.now(),
    )
    return saved(
        QuestionSetVersion(
            question_set=question_set,
            number=len(question_set.versions) + 1,
            state=state,
            channel=definition.channel,
            source=source,
            checksum=survey_defs.checksum(definition),
            created_at=clock.now(),
            published_at=clock.now() if state == VersionState.PUBLISHED else None,
        )
    )


def make_wave(version: QuestionSetVersion, *branches: Branch, visits: int = 1, **more: Any) -> Wave:
    today = clock.now().date()
    more = {"state": WaveState.RUNNING, "name": f"Wave {next(_numbers)}", **more}
    wave = Wave(
        client_id=version.question_set.client_id,
        version=version,
        starts_on=today - timedelta(days=7),
        ends_on=today + timedelta(days=21),
        created_at=clock.now(),
        **more,
    )
    wave.branches = [WaveBranch(branch_id=branch.id, visits=visits) for branch in branches]
    return saved(wave)


def make_visit(
    branch: Branch,
    version: QuestionSetVersion,
    *,
    shopper: Person | None = None,
    state: VisitState | None = None,
    **more: Any,
) -> Visit:
    """A visit given to `shopper` (assigned unless another state is named), or open."""
    today = clock.now().date()
    visit = Visit(
        id=uuid4(),
        branch=branch,
        version=version,
        shopper=shopper,
        state=state or (VisitState.ASSIGNED if shopper else VisitState.OPEN),
        created_at=clock.now(),
        **{"window_from": today, "window_to": today + timedelta(days=7), "draft": {}, **more},
    )
    db.session.add(visit)
    if shopper:
        db.session.flush()
        db.session.add(Assignment(visit_id=visit.id, person_id=shopper.id, from_at=clock.now()))
    return saved(visit)


@dataclass
class House:
    """The fixed cast in a small organisation, with a stranger's beside it."""

    client: Region
    north: Region
    south: Region
    mill_lane: Branch
    quayside: Branch
    asha: Person
    ben: Person
    chloe: Person
    dev: Person
    eve: Person
    other_client: Region
    other_branch: Branch
    version: QuestionSetVersion


def make_house() -> House:
    client = make_region("Alder & Pike")
    north, south = make_region("North", client), make_region("South", client)
    other = make_region("Another client")
    return House(
        client=client,
        north=north,
        south=south,
        mill_lane=make_branch(north, "Mill Lane"),
        quayside=make_branch(south, "Quayside"),
        asha=make_person("Asha", (Role.ADMIN, client), sign_in="asha@example.test"),
        ben=make_person("Ben", (Role.REVIEWER, client), sign_in="ben@example.test"),
        chloe=make_person("Chloé", (Role.SHOPPER, client), sign_in="chloe@example.test"),
        dev=make_person("Dev", (Role.MANAGER, north), sign_in="dev@example.test"),
        eve=make_person("Eve", sign_in="eve@example.test"),
        other_client=other,
        other_branch=make_branch(other, "Elsewhere"),
        version=make_version(client),
    )


def day(offset: int = 0) -> date:
    """The day `offset` days from today."""
    return clock.now().date() + timedelta(days=offset)
