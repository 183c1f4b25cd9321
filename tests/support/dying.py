"""Our app as gunicorn serves it, which is killed at an exact point where a request's header names one.

    X-Die: before the commit · after the commit

The whole server goes by SIGKILL, master and worker, as when the power fails."""

import os
import signal
from typing import Any

from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from shopper.extensions import db
from shopper.models import AuditEvent
from tests.support.dying_points import AFTER, BEFORE, HEADER
from wsgi import app


def _point() -> str:
    return request.headers.get(HEADER, "") if has_request_context() else ""


def _die() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def heard(*words: Any) -> None:
    """A command writes its audit line, the last thing that it does."""
    if has_request_context() and words[2].startswith(f"INSERT INTO {AuditEvent.__tablename__} "):
        db.session().info["told"] = True


def before_commit(session: Session) -> None:
    """A command is about to commit: its audit line is there."""
    if session.info.get("told") and _point() == BEFORE:
        session.flush()
        _die()


def after_commit(session: Session) -> None:
    """What a command did is in the database, and nobody was answered yet."""
    if session.info.pop("told", False) and _point() == AFTER:
        _die()


def watch(sessions: Any) -> None:
    event.listen(sessions, "before_commit", before_commit)
    event.listen(sessions, "after_commit", after_commit)


with app.app_context():
    watch(db.session)
    event.listen(db.engine, "after_cursor_execute", heard)
