"""What a self-check found becomes actions, several with one form."""

from __future__ import annotations

from shopper.extensions import db
from shopper.models import (
    Action,
    AuditEvent,
)
from tests.shopper.self_checks.support import done
from tests.support.builders import House, day
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Client, Page

pytestmark = LONG_ON_POSTGRES


def promised(page: Page, *keys: str, expect: int = 200, **more: object) -> Page:
    """Tick these findings and send them."""
    rows = {f"fix:{key}:take": "y" for key in keys}
    plans = {f"fix:{key}:plan": f"Mend the {key}" for key in keys}
    causes = {f"fix:{key}:cause": "place" for key in keys}
    return page.submit("main form", expect=expect, **rows, **plans, **causes, **more)


def test_several_findings_become_actions_with_one_form(house: House, dev: Client) -> None:
    check_id = done(dev, house)
    page = dev.get("self_checks.actions", check_id=check_id)
    page = promised(page, "lamp", "bench", owner=house.dev.id, due_on=day(10).isoformat())
    assert "2 actions are open." in page.text
    actions = db.session.query(Action).order_by(Action.id).all()
    assert [(one.plan, one.p, one.cause, one.due_on) for one in actions] == [
        ("Mend the lamp", "prevention", "place", day(10)),
        ("Mend the bench", "prevention", "place", day(10)),
    ]
    assert "Self-check “Walk round”" in actions[0].finding
    assert actions[0].finding.endswith("Is any lamp dark? Yes.")
    assert {one.visit_id for one in actions} == {one.version_id for one in actions} == {None}
    assert db.session.query(AuditEvent).filter_by(action="action.open").count() == 2
    assert page.select(f'a[href$="/actions/{actions[0].id}"]')
    told = dev.get("follow_up.action", action_id=actions[0].id)
    assert told.select(f'a[href$="/self-checks/{check_id}"]')
    assert not page.select('a[href$="/actions"].button'), "nothing is left to turn into one"


def test_owner_day_words_and_a_tick_have_to_be_there(house: House, dev: Client) -> None:
    check_id = done(dev, house)
    page = dev.get("self_checks.actions", check_id=check_id)
    assert "Tick at least one finding" in page.submit("main form", expect=400).text
    page = page.submit("main form", expect=400, **{"fix:lamp:take": "y", "fix:lamp:plan": " "})
    for words in (
        "Write what will be changed.",
        "Choose what let it happen;",
        "Choose who sees to it.",
        "Write the day by which",
    ):
        assert words in page.text
    assert page.form("main form")["fix:lamp:take"] == ["y"]
    assert not db.session.query(Action).count()


def test_of_two_windows_the_second_is_told_and_keeps_its_words(house: House, dev: Client) -> None:
    check_id = done(dev, house)
    first, second = (dev.get("self_checks.actions", check_id=check_id) for _ in range(2))
    about = {"owner": house.dev.id, "due_on": day(10).isoformat()}
    promised(first, "lamp", **about)
    page = promised(second, "lamp", "bench", expect=400, **about)
    assert "An action is open for this already." in page.text
    assert page.form("main form")["fix:bench:plan"] == "Mend the bench"
    assert db.session.query(Action).count() == 1, "all or none"
    page = page.submit("main form", **{"fix:lamp:take": None})
    assert "The action is open." in page.text
    assert db.session.query(Action).count() == 2
