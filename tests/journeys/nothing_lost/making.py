"""Visits to be sent from a phone, and what the server has of them."""

from __future__ import annotations

from playwright.sync_api import Page

from shopper.extensions import db
from shopper.models import Submission, Visit
from shopper.visits.commands import start_visit
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone
from tests.support.builders import BEST, make_visit


def reports(visit: Visit) -> list[Submission]:
    """The reports that the server holds of a visit."""
    db.session.rollback()
    return list(db.session.query(Submission).filter_by(visit_id=visit.id))


def whole(live: Live, branch: str = "mill_lane") -> Visit:
    """A visit with a whole report in its draft, to be sent."""
    visit = make_visit(getattr(live.house, branch), live.house.version, shopper=live.house.chloe)
    start_visit(visit, by=live.house.chloe)
    at = "2026-11-01T10:00:00.000Z"
    visit.draft = {key: {"value": value, "at": at} for key, value in BEST.items()}
    db.session.commit()
    return visit


def send(phone: Phone, visit: Visit) -> Page:
    """Press Send on Check answers."""
    page = phone.open(f"/my/visits/{visit.id}/check")
    page.wait_for_load_state("networkidle")  # before its scripts run, Send is a plain form
    page.get_by_role("button", name="Send your report").click()
    return page
