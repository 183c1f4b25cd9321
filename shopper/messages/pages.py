"""What became of a message, in words."""

from collections.abc import Callable

from flask_babel import gettext as _

from shopper.messages.kinds import DIGEST, SAID
from shopper.messages.moments import own_moment
from shopper.models import Message, MessageState

_S = MessageState
STATES: dict[MessageState, Callable[[], str]] = {
    _S.IN_APP: lambda: _("In the app only"),
    _S.DIGEST: lambda: _("In the app; in the next digest, unless you open it before"),
    _S.WAITING: lambda: _("In the app; a mail follows"),
    _S.SENDING: lambda: _("In the app; a mail is on its way"),
    _S.FAILED: lambda: _("In the app; the mail about it did not arrive"),
    _S.UNKNOWN: lambda: _("In the app; nobody knows whether the mail about it arrived"),
}


def way_words(message: Message) -> str:
    """How this person was told, for their log."""
    if message.state == _S.SENT and message.sent_at and message.person:
        return _("In the app; mailed %(when)s", when=own_moment(message.sent_at, message.person))
    digest = message.digest
    if digest and digest.state == _S.SENT and digest.sent_at and message.person:
        when = own_moment(digest.sent_at, message.person)
        return _("In the app; in the digest of %(when)s", when=when)
    return STATES[_S.WAITING if digest and digest.state == _S.WAITING else message.state]()


def body_words(message: Message) -> str:
    """What it says, on a page: a one-time link went by mail alone."""
    return message.body.replace(Message.LINK_HERE, _("(the link went by mail)"))


def is_mail_alone(message: Message) -> bool:
    """Whether the text is that of a mail, in paragraphs, rather than the one sentence of the app."""
    return message.kind == DIGEST or message.kind not in SAID
