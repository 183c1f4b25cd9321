"""What waits is sent signed, until it arrives, for a day; whatever the program or our own process does."""

from __future__ import annotations

import base64
import hashlib
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from threading import Event

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.models import DeliveryState, Miss, Webhook
from shopper.review import commands as review
from shopper.settings import ROOT
from shopper.webhooks import posting, sending
from shopper.webhooks.commands import pause_webhook, resume_webhook, send_again
from shopper.webhooks.passing import tell_all
from shopper.webhooks.signing import headers
from tests.shopper.review.support import sent
from tests.shopper.webhooks.conftest import deliveries
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.programs import let_in
from tests.support.smtp import dead_port

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def release(house):
    visit = sent(house)
    review.accept(visit, by=house.ben)
    return visit


def now_of(app, moment: datetime) -> int:
    with clock.standing_at(moment):
        return tell_all()


def is_ours(secret: str, told, body: bytes) -> bool:
    """Whether the signature holds, worked out by RFC 2104 itself and not by the way we make it."""
    key = base64.b64decode(secret.split("_", 1)[1]).ljust(64, b"\0")
    content = f"{told['webhook-id']}.{told['webhook-timestamp']}.".encode() + body
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + content).digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()
    return told["webhook-signature"] == "v1," + base64.b64encode(outer).decode()


@SQLITE
def test_every_call_is_signed_over_its_id_its_time_and_its_body(house, program, webhook):
    release(house)
    tell_all()
    ((told, body),) = program.calls
    assert is_ours(webhook.secret, told, body)
    assert not is_ours(webhook.secret, told, body.replace(b"Mill Lane", b"Hill Lane"))
    assert abs(int(told["webhook-timestamp"]) - clock.now().timestamp()) < 60
    assert told["Content-Type"] == "application/json"
    assert told["Host"] == f"127.0.0.1:{program.port}"


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of Standard Webhooks, https://www.standardwebhooks.com: its secret, id, time and body."""
    at = datetime.fromtimestamp(1614265330, tz=clock.now().tzinfo)
    made = headers(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        at,
        b'{"test": 2432232314}',
    )
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@SQLITE
def test_what_did_not_arrive_comes_again_under_the_same_id_and_then_no_more(house, program, webhook, app):
    program.answers = [500, 302, 204]
    release(house)
    at = clock.now()
    for minutes in (0, 0.5, 1.1, 3.5, 8, 100):
        now_of(app, at + timedelta(minutes=minutes))
    assert len(program.calls) == 3
    assert program.ids == [str(deliveries()[0].id)] * 3
    assert len({body for _told, body in program.calls}) == 1
    assert all(is_ours(webhook.secret, told, body) for told, body in program.calls)
    (row,) = deliveries()
    assert (row.state, row.status, row.tries) == (DeliveryState.DELIVERED, 204, 3)


@LONG_ON_POSTGRES
def test_a_program_that_is_down_for_a_day_is_given_up_and_told_when_an_admin_says_so(
    house, app, program, webhook, as_
):
    dead = webhook.url.replace(str(program.port), str(dead_port()))
    db.session.get_one(Webhook, webhook.id).url = dead
    db.session.commit()
    let_in(app, "127.0.0.1")
    release(house)
    at, calls = clock.now(), 0
    for hour in range(26):
        calls += now_of(app, at + timedelta(hours=hour))
    assert 20 < calls < 30
    (row,) = deliveries()
    assert (row.state, row.miss) == (DeliveryState.GIVEN_UP, Miss.NO_CONNECTION)
    listed = [each.get_text() for each in as_(house.asha).get("messages.index").select("li b")]
    assert listed == ["A program was not reached"]
    assert now_of(app, at + timedelta(hours=27)) == 0

    db.session.get_one(Webhook, webhook.id).url = program.url
    db.session.commit()
    with clock.standing_at(at + timedelta(hours=28)):
        send_again(row, by=house.asha)
        tell_all()
    assert program.ids == [str(row.id)]
    assert deliveries()[0].state == DeliveryState.DELIVERED


@LONG_ON_POSTGRES
def test_a_process_that_dies_after_the_call_leaves_it_to_be_made_once_more(house, app, program, webhook):
    release(house)
    assert killed(app) == -signal.SIGKILL
    assert len(program.calls) == 1
    assert deliveries()[0].state == DeliveryState.SENDING
    assert tell_all() == 0, "it may still be under way"
    later = clock.now() + sending.FORGOTTEN_AFTER + timedelta(seconds=1)
    assert now_of(app, later) == 1
    assert len(program.calls) == 2
    assert len(set(program.ids)) == 1, "the program can tell that it is the same"
    assert deliveries()[0].state == DeliveryState.DELIVERED


def killed(app) -> int:
    """The exit code of a pass that is killed once its first call was answered."""
    settings = app.config["LAST_INCH"]
    env = {
        "INSTANCE": str(settings.INSTANCE),
        "DATABASE_URL": settings.DATABASE_URL,
        "WEBHOOK_HOSTS": ",".join(settings.WEBHOOK_HOSTS),
        "ASSETS": str(settings.assets),
        "SECRET_KEY": "test",
    }
    words = [sys.executable, "-m", "tests.support.dying_webhook"]
    return subprocess.run(
        words, cwd=ROOT, env={**os.environ, **env}, check=False, capture_output=True
    ).returncode


@SQLITE
def test_a_program_that_is_away_costs_one_call_and_not_one_for_each_result(house, program, webhook, app):
    program.answers = [503]
    for _each in range(3):
        release(house)
    at = clock.now()
    assert now_of(app, at) == 1
    assert now_of(app, at + timedelta(seconds=30)) == 0
    program.answers = [204]
    assert now_of(app, at + timedelta(minutes=2)) == 3


@SQLITE
def test_one_result_that_a_program_cannot_take_holds_up_no_other(house, program, webhook, app):
    program.answers = [400, 204]
    for _each in range(3):
        release(house)
    assert tell_all() == 3
    assert [row.state for row in deliveries()].count(DeliveryState.DELIVERED) == 2


@SQLITE
def test_a_paused_program_is_told_later_what_happened_meanwhile(house, program, webhook):
    pause_webhook(webhook, by=house.asha)
    release(house)
    assert tell_all() == 0
    resume_webhook(webhook, by=house.asha)
    assert tell_all() == len(program.calls) == 1


@SQLITE
def test_silence_and_a_letter_now_and_then_end_in_time_and_hold_up_no_release(
    house, program, webhook, monkeypatch
):
    monkeypatch.setattr(posting, "SILENT_AT_MOST", 0.2)
    monkeypatch.setattr(posting, "WHOLE", 0.4)
    program.stalls = Event()
    release(house)
    tell_all()
    program.stalls.set()
    program.drips = True
    resume_webhook(webhook, by=house.asha)
    release(house)
    tell_all()
    first, second = deliveries()
    assert (first.miss, second.miss) == (Miss.TOO_SLOW, Miss.TOO_SLOW)
    assert max(first.took_ms, second.took_ms) < 2000


@SQLITE
def test_of_two_passes_at_once_one_does_the_work(house, program, webhook, monkeypatch):
    release(house)
    inside = []
    real = sending.deliver
    monkeypatch.setattr(sending, "deliver", lambda key: (inside.append(tell_all()), real(key))[1])
    assert tell_all() == 1
    assert inside == [0]


@SQLITE
def test_what_was_delivered_is_forgotten_after_a_month(house, program, webhook, app):
    release(house)
    tell_all()
    now_of(app, clock.now() + timedelta(days=29))
    assert len(deliveries()) == 1
    now_of(app, clock.now() + timedelta(days=31))
    assert deliveries() == []
