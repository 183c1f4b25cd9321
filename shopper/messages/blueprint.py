"""The blueprint of messages, and the count that stands in everybody's menu."""

from flask import Blueprint, g

from shopper.accounts.blueprint import layout
from shopper.accounts.sessions import signed_in_person
from shopper.messages.queries import unread_count

messages = Blueprint("messages", __name__)
messages.context_processor(layout)


@messages.app_template_global()
def unread_messages() -> int:
    """How much the signed-in person has not opened yet; asked once for each page."""
    if "unread_messages" not in g:
        person = signed_in_person()
        g.unread_messages = unread_count(person) if person else 0
    return int(g.unread_messages)
