"""`flask --app wsgi mail send`: deliver what waits, and say what did not arrive."""

import click
from flask.cli import with_appcontext

from shopper.language import moment
from shopper.mail import queries
from shopper.mail.delivery import Delivered, deliver_waiting
from shopper.models import Message, MessageState

DAYS = 30
DOUBTFUL = (MessageState.FAILED, MessageState.UNKNOWN)


@click.group()
def mail() -> None:
    """The outbox."""


@mail.command("send")
@with_appcontext
def send() -> None:
    """Deliver what waits; list what failed in the last 30 days. Exit code 1 where mail still waits."""
    done, left = deliver_waiting(), queries.waiting_count()
    click.echo(f"{done.count(MessageState.SENT)} sent, {left} waiting.")
    left_in_words(done)


def left_in_words(done: Delivered) -> None:
    """Name what failed in the last days. Raises ClickException where mail still waits for the server."""
    for message in queries.in_states(DOUBTFUL, DAYS):
        click.echo(_line(message))
    if queries.waiting_count():
        raise click.ClickException(_why(done.away))


def _line(message: Message) -> str:
    what = f"{moment(message.created_at)}, {message.kind} to {message.to_address}"
    return f"{message.state}: {what}: {message.error}"


def _why(away: str) -> str:
    if away:
        return f"The mail server takes nothing now ({away}). Check MAIL_URL, then run this again."
    return "The server asked to try some mails later. Run this again in a few minutes."
