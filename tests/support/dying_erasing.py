"""`python -m tests.support.dying_erasing`: erases what is due and is killed in the midst of the second visit.

By SIGKILL, as when the power fails: its photos are gone from the disk, and nothing of it is committed."""

import os
import signal
from itertools import count

from shopper.privacy import commands
from shopper.privacy.commands import visits
from wsgi import app

calls, told = count(1), visits.record


def record_or_die(*words: object) -> None:
    if next(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    told(*words)  # type: ignore[arg-type]  # as it was called


if __name__ == "__main__":
    visits.record = record_or_die
    with app.app_context():
        commands.erase_due()
