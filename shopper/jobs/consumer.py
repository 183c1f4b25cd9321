"""The one consumer of this machine: whichever process holds the lock; the next takes it when that one ends."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, current_thread, main_thread
from typing import TYPE_CHECKING

from flask import Flask

from shopper.jobs.queue import make_queue
from shopper.settings import Settings

if TYPE_CHECKING:
    from huey.consumer import Consumer

LOCK = "jobs.lock"
ASK_EVERY = 15.0
"""Seconds between two looks at whether the lock is free."""
LOOK_AFTER = 10.0
"""Seconds between two looks at whether the consumer's threads live; one that died is replaced."""
STOPS_WITHIN = 10.0


@contextmanager
def only_one(settings: Settings) -> Iterator[bool]:
    """Whether this process is the one that does the jobs here. Who is killed lets go of it."""
    handle = os.open(settings.INSTANCE / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make_consumer(app: Flask) -> Consumer:
    """A consumer which also works where signals belong to somebody else.

    One of its two workers may wait for programs that are slow; the other does the rest meanwhile."""
    from huey.consumer import Consumer  # noqa: PLC0415 - no start should wait for it

    class Ours(Consumer):
        def _set_signal_handlers(self) -> None:
            if current_thread() is main_thread():
                super()._set_signal_handlers()

    logging.getLogger("huey").setLevel(logging.WARNING)
    return Ours(make_queue(app), workers=2, max_delay=5.0, check_worker_health=True)


class Beside:
    """The jobs of this machine, done in a thread of a server process once no other process does them."""

    def __init__(self, app: Flask) -> None:
        self.app, self.ended = app, Event()
        self.thread = Thread(target=self._wait_and_work, name="jobs", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Take no further job, and wait for the one under way as long as a server waits for a request."""
        self.ended.set()
        self.thread.join(STOPS_WITHIN)

    def _wait_and_work(self) -> None:
        while not self.ended.is_set():
            with only_one(self.app.config["LAST_INCH"]) as mine:
                if mine:
                    self._work()
                    return
            self.ended.wait(ASK_EVERY)

    def _work(self) -> None:
        consumer = make_consumer(self.app)
        consumer.start()
        while not self.ended.wait(LOOK_AFTER):
            consumer.check_worker_health()
        consumer.stop(graceful=True)
