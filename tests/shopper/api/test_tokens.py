"""Access for programs: made and revoked by a person, and good for what was ticked and no more."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from shopper import clock
from shopper.accounts.programs.scopes import NEEDS
from shopper.accounts.throttle import LIMITS
from shopper.admin.people.commands.accounts import deactivate
from shopper.admin.people.commands.merging import merge
from shopper.api.calls import Call
from shopper.extensions import db
from shopper.models import ApiToken, AuditEvent, FailedSignIn, Guess, Role, Scope
from tests.support.api import Program, program_of
from tests.support.builders import PASSWORD, make_person
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
READS = (Scope.BRANCHES, Scope.SCORES)


@pytest.fixture
def program(app):
    """`program(house.dev, Scope.SCORES)` is a program that this person gave access to."""
    return partial(program_of, app)


def audited(action: str) -> int:
    return db.session.scalar(select(func.count()).where(AuditEvent.action == action)) or 0


def test_a_token_is_shown_once_and_only_its_hash_is_kept(app, house, as_) -> None:
    form = as_(house.dev).get("accounts.programs")
    made = form.submit("form.form", name="Nightly report", scopes=["scores:read"], password=PASSWORD)
    secret = made.select(".secret")[0].get_text()
    row = db.session.scalars(select(ApiToken)).one()
    assert secret not in {row.token_hash, row.start, row.name}
    assert row.scopes == ["scores:read"]
    assert Program(app, secret).get("/api/v1/session").json["person"]["id"] == house.dev.id
    page = as_(house.dev).get("accounts.programs")
    assert secret not in page.text
    assert "Nightly report" in page.text
    assert audited("token.make") == 1


def test_making_one_takes_the_password(house, as_) -> None:
    form = as_(house.dev).get("accounts.programs")
    again = form.submit("form.form", expect=422, name="Night", scopes=["scores:read"], password="wrong-wrong")
    assert "That is not your password" in again.text
    assert again.form("form.form")["name"] == "Night"
    assert not db.session.scalars(select(ApiToken)).all()


def test_nobody_ticks_what_is_not_theirs(house, as_) -> None:
    form = as_(house.chloe).get("accounts.programs")
    assert [box["value"] for box in form.select("input[name=scopes]")] == ["sync"]
    form.submit("form.form", expect=400, name="Night", scopes=["scores:read"], password=PASSWORD)
    assert "Your roles have nothing" in as_(house.eve).get("accounts.programs").text


def test_a_revoked_token_opens_nothing_more(house, as_, program) -> None:
    night = program(house.dev, *READS)
    as_(house.dev).get("accounts.programs").submit("form.one-button[action$=revoke]")
    answer = night.get("/api/v1/branches")
    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "token_not_good"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert audited("token.revoke") == 1


def test_nobody_revokes_the_token_of_somebody_else(house, as_, program) -> None:
    theirs = program(house.dev, *READS).token
    as_(house.ben).post("accounts.revoke_token", {"token": str(theirs.id)}, expect=404)
    assert db.session.get_one(ApiToken, theirs.id).revoked_at is None


def test_a_token_runs_out(house, program, monkeypatch) -> None:
    night = program(house.dev, *READS, days=30)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=29))
    assert night.get("/api/v1/branches").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
    assert night.get("/api/v1/branches").status_code == 401


def test_a_token_does_only_what_it_was_made_for(house, program) -> None:
    answer = program(house.dev, Scope.BRANCHES).get("/api/v1/scores")
    assert answer.status_code == 403
    assert answer.json["error"]["code"] == "beyond_scope"
    assert "scores:read" in answer.json["error"]["message"]


def test_a_token_does_nothing_that_its_person_may_not_do(house, program) -> None:
    assert program(house.chloe, *READS).get("/api/v1/scores").status_code == 403


def test_a_token_is_good_for_the_api_alone(house, program) -> None:
    night = program(house.asha, *Scope)
    assert night.get("/admin/people").status_code == 401
    assert night.get("/account").status_code == 401


def test_the_tokens_of_somebody_who_left_stay_dead(house, program) -> None:
    night = program(house.dev, *READS)
    deactivate(house.dev, by=house.asha)
    assert night.get("/api/v1/branches").status_code == 401
    house.dev.active = True
    db.session.commit()
    assert night.get("/api/v1/branches").status_code == 401


def test_the_tokens_of_a_merged_account_end(house, program) -> None:
    second = make_person("Dev again", (Role.MANAGER, house.north))
    night = program(second, *READS)
    merge(second, house.dev, by=house.asha)
    assert night.get("/api/v1/branches").status_code == 401


def test_wrong_tokens_are_held_back_like_wrong_passwords(app, house, program) -> None:
    wrong, good = Program(app, "li_guessed"), program(house.dev, *READS)
    tries = [wrong.get("/api/v1/branches").status_code for _ in range(LIMITS[Guess.TOKEN].by_name + 2)]
    assert tries == [401] * LIMITS[Guess.TOKEN].by_name + [429, 429]
    assert good.get("/api/v1/branches").status_code == 200, "an old token holds back no other"
    for number in range(LIMITS[Guess.TOKEN].by_address):
        db.session.add(
            FailedSignIn(guess=Guess.TOKEN, sign_in=f"{number}", address="127.0.0.1", at=clock.now())
        )
    db.session.commit()
    assert good.get("/api/v1/branches").status_code == 429


def test_the_use_of_a_token_is_noted(house, program) -> None:
    night = program(house.dev, *READS)
    night.get("/api/v1/branches")
    assert db.session.get_one(ApiToken, night.token.id).used_at is not None


def test_each_scope_needs_what_its_calls_need(app) -> None:
    views = [view for view in app.view_functions.values() if isinstance(getattr(view, "call", None), Call)]
    assert {(view.call.scope, view.needs) for view in views if view.call.scope} == set(NEEDS.items())
