"""Server time of the reviewer's queue and of the list of appeals, beside 100,000 released visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pages import browser, queries_of
from results import Line, said, spread, times
from sqlalchemy import select, update
from world import Size, world

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.models import (
    Appeal,
    AppealSide,
    Grant,
    Person,
    Region,
    ReportChecks,
    ReviewQuestion,
    Role,
    Visit,
    VisitState,
)

SIZE, WAITING, ASKED, DISPUTED, BAR = Size(100_000), 2_000, 200, 500, 150
PAGES = {"Review queue": "/review", "Appeals": "/appeals"}


def run() -> Iterator[Line]:
    with world(SIZE) as (app, manager):
        client = browser(app, _reviewer(manager))
        for name, path in PAGES.items():
            queries = queries_of(client, path)
            taken = times(lambda at=path: client.get(at), 20, warm=2)
            about = f"{SIZE}, {WAITING:,} reports and {DISPUTED:,} appeals wait"
            holds = spread(taken)[1] <= BAR
            yield Line(f"{name}, server time", said(taken), about, f"≤ {BAR} ms", holds, f"{queries} queries")


def _reviewer(manager: Person) -> Person:
    """Somebody who decides for the whole client, with reports, answered questions and appeals that wait."""
    with writing():
        now, client = clock.now(), db.session.scalars(select(Region).where(Region.parent_id.is_(None))).one()
        reviewer = Person(name="Ben", sign_in="ben@example.test", password_hash="", created_at=now)
        reviewer.grants = [Grant(role=Role.REVIEWER, region_id=client.id)]
        db.session.add(reviewer)
        ids = db.session.scalars(select(Visit.id).order_by(Visit.id).limit(WAITING + DISPUTED)).all()
        waiting = update(Visit).where(Visit.id.in_(ids[:WAITING])).values(state=VisitState.SENT)
        db.session.execute(waiting.execution_options(synchronize_session=False))
        db.session.flush()
        long_ago = now - timedelta(days=2)
        db.session.add_all(
            ReviewQuestion(
                visit_id=one,
                words="Who?",
                asked_by_id=reviewer.id,
                asked_at=long_ago,
                reply="She.",
                replied_at=now,
            )
            for one in ids[:ASKED]
        )
        db.session.add_all(
            ReportChecks(visit_id=one, flagged=number % 3, among=7, counted_at=now)
            for number, one in enumerate(ids[:WAITING])
        )
        db.session.add_all(
            Appeal(
                visit_id=one, side=AppealSide.MANAGER, reason="Not so.", opened_by_id=manager.id, opened_at=long_ago,
                owner_id=reviewer.id, due_at=now,
            )
            for one in ids[WAITING:]
        )  # fmt: skip
    return reviewer
