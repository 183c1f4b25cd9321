"""What a mail says: neutral words, the way into the app, and the way to stop (N10, N14)."""

from collections.abc import Sequence

from flask import current_app
from flask_babel import force_locale
from itsdangerous import BadSignature, URLSafeSerializer

from shopper.accounts.tokens import public_address
from shopper.language import LANGUAGES, known
from shopper.messages.kinds import DIGEST, SAID
from shopper.messages.moments import by_when
from shopper.models import Message, Person

SALT = "in-the-app-only"
LINES_MOST = 30
"""Of a digest; the rest is one tap away."""


def is_ours_to_stop(message: Message) -> bool:
    """Whether this mail is one that contact choices are about; mails about the account itself are not."""
    return message.kind == DIGEST or message.kind in SAID


def stop_address(person_id: int) -> str:
    """Where this person stops all mail without signing in; for ever, as mails are kept for ever."""
    token = URLSafeSerializer(current_app.secret_key or "", SALT).dumps(person_id)
    return public_address("messages.stop", token=str(token))


def person_of(token: str) -> int | None:
    """Whose mail the link stops; None for one that was altered."""
    try:
        return int(URLSafeSerializer(current_app.secret_key or "", SALT).loads(token))
    except (BadSignature, TypeError, ValueError):
        return None


def mail_text(message: Message) -> str:
    """The text of the mail about this message. It names nothing that a lock screen should not show."""
    if not is_ours_to_stop(message) or message.person is None:
        return message.body
    if message.kind == DIGEST:
        return message.body + "\n" + _rendered("stop", message)
    return _rendered("message", message, when=by_when(message))


def digest_words(person: Person, lines: Sequence[Message]) -> tuple[str, str]:
    """Subject and text of a digest: what each is about and by when, never whom or where."""
    template = current_app.jinja_env.get_template("email/digest.txt")
    with force_locale(known(person.language) or LANGUAGES[0]):
        told = [(line.subject, by_when(line)) for line in lines[:LINES_MOST]]
        more = len(lines) - len(told)
        list_url = public_address("messages.index")
        whole = template.render(person=person, lines=told, count=len(lines), more=more, link=list_url)
    subject, _line, body = whole.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def _rendered(name: str, message: Message, **facts: object) -> str:
    template = current_app.jinja_env.get_template(f"email/{name}.txt")
    assert message.person_id is not None  # noqa: S101 - asked by the caller
    links = {"link": public_address("messages.index"), "stop": stop_address(message.person_id)}
    with force_locale(known(message.language) or LANGUAGES[0]):
        return template.render(message=message, person=message.person, **links, **facts).strip() + "\n"
