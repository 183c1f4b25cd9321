"""What an admin does about mail that did not arrive, or of which nobody knows."""

from shopper.audit import command
from shopper.database import locked
from shopper.messages.queries import DOUBTFUL
from shopper.models import Message, MessageState, Person
from shopper.troubles import Refused, Trouble


def may_go_again(message: Message) -> bool:
    """Whether sending it again would help: not where its one-time link is gone, or nobody takes mail there."""
    has_link = Message.LINK_HERE in message.body
    return bool(not has_link and message.person and message.person.active and message.person.email)


@command("mail.send_again", "person")
def send_again(message: Message, *, person: Person, by: Person) -> None:
    """Let it wait for the server once more, under the same Message-ID and to the address of today.

    Raises Refused where somebody else settled it, or it cannot be sent again."""
    locked(message)
    if message.state not in DOUBTFUL:
        raise Refused(Trouble.MAIL_SETTLED)
    if not may_go_again(message):
        raise Refused(Trouble.MAIL_GONE)
    message.state, message.to_address, message.error = MessageState.WAITING, person.email or "", ""
    message.tries, message.retry_at, message.tried_at = 0, None, None


@command("mail.leave", "person")
def leave(message: Message, *, person: Person, by: Person) -> None:
    """No mail any more: what it says stands in the person's list. Raises Refused where it was settled."""
    locked(message)
    if message.state not in DOUBTFUL:
        raise Refused(Trouble.MAIL_SETTLED)
    message.state = MessageState.IN_APP
