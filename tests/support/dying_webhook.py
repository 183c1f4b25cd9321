"""`python -m tests.support.dying_webhook`: tells programs what is due and is killed once one was told.

By SIGKILL, as when the power fails: after the program answered, before anything of it is written down."""

import os
import signal

from shopper.webhooks import sending
from shopper.webhooks.passing import tell_all
from wsgi import app


def die(*_args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sending._write_down = die
    with app.app_context():
        tell_all()
