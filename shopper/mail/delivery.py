"""Delivering what waits in the outbox.

A mail is claimed and the claim committed before it is handed over, so that no two processes send it.
Who dies between hand-over and commit leaves it in SENDING, which becomes UNKNOWN and stays there: a mail
that may have arrived is never sent again by itself. Whether it may go out now, and not into quiet hours
or against somebody's choice, is asked of the contact rules in the moment of the claim."""

from dataclasses import dataclass, field
from datetime import timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from flask import Flask, Response, after_this_request, current_app, g, has_request_context
from sqlalchemy import update

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.mail import queries
from shopper.mail.carriers import Away, Carry, Outcome, carrier, words
from shopper.mail.server import sender
from shopper.messages.holding import held_back
from shopper.messages.mailing import is_ours_to_stop, mail_text, stop_address
from shopper.models import Message, MessageState

FORGOTTEN_AFTER = timedelta(minutes=10)
"""Far longer than all time-outs of one hand-over together."""
ASK_AGAIN, ASK_AGAIN_AT_MOST = timedelta(minutes=1), timedelta(hours=1)
"""After what time a server that is away is asked again: twice as long each time, up to the hour."""
AT_ONCE = 20
"""How many one request delivers behind its answer; the rest are for the next."""


@dataclass
class Delivered:
    """What came of it; `away` says why the server took nothing more."""

    outcomes: list[Outcome] = field(default_factory=list)
    away: str = ""

    def count(self, state: MessageState) -> int:
        return sum(outcome.state == state for outcome in self.outcomes)


def deliver_after_answer() -> None:
    """Once the answer of this request is out, deliver what waits; nobody waits for the mail server."""
    if not has_request_context() or g.get("mail_waits"):
        return
    g.mail_waits = True
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # behind the proxy

    @after_this_request
    def behind(answer: Response) -> Response:
        answer.call_on_close(lambda: _quietly(app))
        return answer


def _quietly(app: Flask) -> None:
    """The answer is out: what breaks now belongs into the log."""
    try:
        with app.app_context():
            deliver_waiting(AT_ONCE, patient=True)
    except Exception:
        app.logger.exception("mail stays in the outbox")


def deliver_waiting(limit: int | None = None, *, patient: bool = False) -> Delivered:
    """Hand over what waits, oldest first; stops where the server is away, and what is left waits on.

    Who is `patient` leaves a server alone that was away a moment ago; a person at the terminal is not."""
    _set_aside()
    done, keys = Delivered(), queries.waiting(limit, patient=patient)
    if not keys:
        return done
    try:
        with carrier(current_app.config["LAST_INCH"]) as carry:
            for key in keys:
                done.outcomes += _deliver(key, carry)
    except Away as away:
        done.away = str(away)
        _put_off(keys, done.away)
    return done


def _set_aside() -> None:
    """What nobody can vouch for becomes unknown; what has run out fails."""
    now = clock.now()
    forgotten = (Message.state == MessageState.SENDING, Message.tried_at < now - FORGOTTEN_AFTER)
    late = (Message.state == MessageState.WAITING, Message.use_by < now)
    with writing():
        _change(*forgotten, state=MessageState.UNKNOWN, error="the process ended while it was handed over")
        _change(*late, state=MessageState.FAILED, secret=None, error="it ran out before it could be sent")


def _deliver(key: UUID, carry: Carry) -> list[Outcome]:
    """Claim one mail, hand it over, write down what came of it; none where another process was first
    or the contact rules keep it here."""
    with writing():
        message = db.session.get_one(Message, key)
        secret, hold = message.secret, held_back(message)
        mine = (Message.id == key, Message.state == MessageState.WAITING)
        if hold:
            _change(*mine, state=hold.state, not_before=hold.not_before)
        if hold or not _claim(key):
            return []
    message = db.session.get_one(Message, key)
    try:
        outcome = _carried(message, secret, carry)
    except Away as away:
        _write_down(key, Outcome(MessageState.WAITING, str(away)), secret)
        raise
    _write_down(key, outcome, secret)
    return [outcome]


def _carried(message: Message, secret: str | None, carry: Carry) -> Outcome:
    try:
        mail = envelope(message, secret)
    except (ValueError, HeaderParseError) as wrong:
        return Outcome(MessageState.FAILED, words(wrong))
    return carry(mail)


def _claim(key: UUID) -> bool:
    """Whether this process may send it. Its link leaves the table before the mail leaves the house."""
    mine = (Message.id == key, Message.state == MessageState.WAITING)
    return _change(*mine, state=MessageState.SENDING, tried_at=clock.now(), secret=None) == 1


def _write_down(key: UUID, outcome: Outcome, secret: str | None) -> None:
    sent = {"sent_at": clock.now()} if outcome.state == MessageState.SENT else {}
    back = {"secret": secret} if outcome.state == MessageState.WAITING else {}
    with writing():
        _change(Message.id == key, state=outcome.state, error=outcome.error, **sent, **back)
    if outcome.state == MessageState.WAITING:
        _put_off([key], outcome.error)


def _put_off(keys: list[UUID], error: str) -> None:
    """The server takes them later: when to ask again, and what it said."""
    now = clock.now()
    with writing():
        for message in queries.among(keys, MessageState.WAITING):
            if message.retry_at is None or message.retry_at <= now:
                wait = min(ASK_AGAIN * 2 ** min(message.tries, 10), ASK_AGAIN_AT_MOST)
                message.retry_at, message.tries = now + wait, message.tries + 1
            message.error, message.tried_at = error, now


def _change(*where: object, **values: object) -> int:
    changed = db.session.execute(
        update(Message).where(*where).values(**values),  # type: ignore[arg-type]
        execution_options={"synchronize_session": False},
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]


def envelope(message: Message, secret: str | None) -> EmailMessage:
    """The mail as it goes out, with its link in place."""
    mail = EmailMessage()
    mail["From"] = sender(current_app.config["LAST_INCH"])
    mail["To"] = Address(addr_spec=message.to_address)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    if is_ours_to_stop(message) and message.person_id is not None:
        mail["List-Unsubscribe"] = f"<{stop_address(message.person_id)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(mail_text(message).replace(Message.LINK_HERE, secret or ""))
    mail["Content-Language"] = message.language  # setting the content forgets what is said of it
    return mail
