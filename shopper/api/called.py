"""What we call ourselves: webhooks, as the document of the API tells of them."""

from typing import Any

from pydantic import BaseModel

from shopper.models import Event
from shopper.webhooks.bodies import PingMessage, ResultMessage

WORDS = {
    Event.PING: "A test that an admin sent",
    Event.RELEASED: "A result was released, for the first time or again",
    Event.RESCORED: "A released result was scored again",
    Event.WITHDRAWN: "A released result was withdrawn",
}
MODELS: dict[Event, type[BaseModel]] = dict.fromkeys(Event, ResultMessage) | {Event.PING: PingMessage}
HEADERS = {
    "webhook-id": "The same however often this is sent: take it once.",
    "webhook-timestamp": "When this try began, in seconds since 1970. Take none that is older than five minutes.",
    "webhook-signature": "`v1,` and HMAC-SHA256 in base64 of id, timestamp and body with points between, "
    "by the key that follows `whsec_` in base64, as Standard Webhooks has it.",
}
ANSWERS = {
    "2XX": "Taken",
    "default": "Anything else, a redirect too: it is sent again, further and further apart, for a day",
}


def webhooks(refs: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    """The calls that a client's program may get, by what they tell."""
    return {event.value: {"post": _operation(event, refs)} for event in Event}


def _operation(event: Event, refs: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    told = {"application/json": {"schema": refs[MODELS[event], "serialization"]}}
    return {
        "operationId": event.value,
        "summary": WORDS[event],
        "parameters": [_header(name, words) for name, words in HEADERS.items()],
        "requestBody": {"required": True, "content": told},
        "responses": {status: {"description": words} for status, words in ANSWERS.items()},
    }


def _header(name: str, words: str) -> dict[str, Any]:
    return {
        "name": name, "in": "header", "required": True, "description": words, "schema": {"type": "string"},
    }  # fmt: skip
