"""`flask --app wsgi messages send`: one pass over reminders, digests and mails, as cron may run it."""

import click
from flask.cli import with_appcontext

from shopper.cli.mail import left_in_words
from shopper.messages.passing import pass_on
from shopper.models import MessageState


@click.group()
def messages() -> None:
    """What people are told."""


@messages.command("send")
@with_appcontext
def send() -> None:
    """Write the reminders and digests that are due and deliver what waits. Exit code 1 where mail still waits."""
    passed = pass_on()
    sent = passed.delivered.count(MessageState.SENT)
    click.echo(f"{passed.reminders} reminders and {passed.digests} digests written, {sent} mails sent.")
    left_in_words(passed.delivered)
