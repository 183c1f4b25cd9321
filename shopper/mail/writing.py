"""Writing a mail into the outbox, as part of the command that causes it."""

from datetime import datetime
from uuid import uuid4

from flask import current_app

from shopper import clock
from shopper.extensions import db
from shopper.language import written_for
from shopper.mail.delivery import deliver_after_answer
from shopper.mail.server import domain
from shopper.models import Message, Person


def post(
    kind: str,
    person: Person,
    *,
    address: str | None = None,
    link: str = "",
    use_by: datetime | None = None,
    **facts: object,
) -> Message | None:
    """Put a mail of templates/email/<kind>.txt into the outbox; None for somebody without an e-mail.

    `address` where it goes elsewhere than to the person's own; then it stands in nobody's list, or the list
    would tell which addresses are taken. `link` is a one-time link, which the
    template shows as {{ link }} and the log forgets. Delivered after the commit, while `use_by` is ahead."""
    to = address or person.email
    if not to:
        return None
    subject, body = _words(kind, person, link=Message.LINK_HERE if link else "", **facts)
    key = uuid4()
    message = Message(
        id=key,
        person_id=person.id if to == person.email else None,
        to_address=to,
        kind=kind,
        language=person.language,
        subject=subject[: Message.SUBJECT_MAX],
        body=body,
        secret=link or None,
        message_id=f"<{key}@{domain(current_app.config['LAST_INCH'])}>",
        created_at=clock.now(),
        use_by=use_by,
    )
    db.session.add(message)
    deliver_after_answer()
    return message


def _words(kind: str, person: Person, **facts: object) -> tuple[str, str]:
    """Subject and body in the recipient's language; a template's first line is the subject."""
    template = current_app.jinja_env.get_template(f"email/{kind}.txt")
    here = current_app.config["LAST_INCH"].PUBLIC_URL
    with written_for(person):
        whole = template.render(person=person, here=here, **facts)
    subject, _line, body = whole.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"
