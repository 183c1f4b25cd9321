"""A process that dies between hand-over and commit leaves mail of which nobody knows, and nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.mail import delivery
from shopper.mail.writing import post
from shopper.messages.passing import pass_on
from shopper.models import Message, MessageState
from shopper.settings import ROOT
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.smtp import mail_server


@LONG_ON_POSTGRES
def test_a_killed_delivery_is_told_to_an_admin_and_never_repeated_by_itself(app, house, as_):
    with mail_server() as box:
        app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], MAIL_URL=box.url)
        with writing():
            message = post("password_changed", house.chloe)
        assert killed(app) == -signal.SIGKILL
        assert [mail["Message-ID"] for mail in box.mails] == [message.message_id]
        assert again(message).state == MessageState.SENDING
        with clock.standing_at(clock.now() + delivery.FORGOTTEN_AFTER + timedelta(seconds=1)):
            pass_on()
            pass_on()
            assert again(message).state == MessageState.UNKNOWN
            assert "Nobody knows whether it arrived" in as_(house.asha).get("messages.trouble").text
            assert "Mail did not go out" in as_(house.asha).get("messages.index").text
        assert len(box.mails) == 1


def killed(app) -> int:
    """The exit code of a delivery that is killed with its first mail."""
    settings = app.config["LAST_INCH"]
    env = {
        "INSTANCE": str(settings.INSTANCE),
        "DATABASE_URL": settings.DATABASE_URL,
        "MAIL_URL": settings.MAIL_URL,
    }
    words = [sys.executable, "-m", "tests.support.dying_mail"]
    env = {**os.environ, **env, "ASSETS": str(settings.assets), "SECRET_KEY": "test"}
    return subprocess.run(words, cwd=ROOT, env=env, check=False, capture_output=True).returncode


def again(message) -> Message:
    db.session.rollback()
    return db.session.get_one(Message, message.id)
