"""One-time links: the token goes out once, its hash stays."""

from hashlib import sha256
from secrets import token_urlsafe

from flask import current_app


def new_token() -> str:
    return token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def public_address(endpoint: str, **values: str) -> str:
    """The address of a page as people reach it from their mail, also when the terminal asks."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{current_app.config['LAST_INCH'].PUBLIC_URL}{path}"
