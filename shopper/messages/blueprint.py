"""The blueprint of messages, and the count that stands in everybody's menu."""

from flask import Blueprint

from shopper.accounts.blueprint import layout
from shopper.accounts.sessions import unread_messages

messages = Blueprint("messages", __name__)
messages.context_processor(layout)
messages.add_app_template_global(unread_messages)
