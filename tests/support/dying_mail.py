"""`python -m tests.support.dying_mail`: delivers what waits and is killed once a mail is handed over.

By SIGKILL, as when the power fails: after the server said yes, before anything of it is written down."""

import os
import signal

from shopper.mail import delivery
from shopper.messages.passing import pass_on
from wsgi import app


def die(*_args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    delivery._write_down = die
    with app.app_context():
        pass_on(patient=True)
