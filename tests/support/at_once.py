"""Several people who press a button at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask

from shopper.extensions import db
from shopper.troubles import Refused

DONE = "done"
ROUNDS = range(4)
"""A race that is lost once in four is found in nearly every run of the suite."""
Press = Callable[[], Any]
Look = Callable[[], Press]


def at_once(app: Flask, *looks: Look) -> list[str]:
    """Each looks at the page (which gives back what the button does); when all have, all press.

    What each was told, in order: `done`, or the code of the refusal."""
    db.session.rollback()
    ready = Barrier(len(looks))

    def run(look: Look) -> str:
        with app.app_context():
            try:
                press = look()
                ready.wait(timeout=20)
                press()
            except Refused as told:
                return told.code
            finally:
                db.session.remove()
            return DONE

    with ThreadPoolExecutor(len(looks)) as pool:
        return list(pool.map(run, looks))


def refused(told: Sequence[str]) -> list[str]:
    """What those were told who were too late."""
    return sorted(word for word in told if word != DONE)


def of(kind: type, key: Any) -> Any:
    """The row as this thread reads it."""
    return db.session.get_one(kind, key)
