"""The signature by which a program knows that a call is ours, after the Standard Webhooks specification 1.0."""

import base64
import hmac
import secrets
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
KEY_BYTES = 32


def new_secret() -> str:
    """A key of 256 random bits, in the form in which the specification hands keys over."""
    return PREFIX + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def headers(secret: str, key: str, at: datetime, body: bytes) -> dict[str, str]:
    """What goes along with a body: its id, which stays however often it is sent, the second of this try, and
    HMAC-SHA256 of id, second and body with points between."""
    second = str(int(at.timestamp()))
    signed = b".".join((key.encode(), second.encode(), body))
    digest = hmac.digest(base64.b64decode(secret.removeprefix(PREFIX)), signed, sha256)
    return {
        "webhook-id": key,
        "webhook-timestamp": second,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
