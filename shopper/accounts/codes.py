"""Codes of the second factor: six digits of an app (RFC 6238), and recovery codes on paper."""

import re
from datetime import datetime
from hmac import compare_digest
from secrets import choice

import pyotp
import segno
from markupsafe import Markup

ISSUER = "Last Inch"
DRIFT = 1
"""Steps that a phone's clock may be early or late."""
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for each other on paper; sixteen of them carry 79 bits."""


def new_secret() -> str:
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The 30-second step whose code this is, within the drift; None where it fits none."""
    app = pyotp.TOTP(secret)
    here = app.timecode(now)
    steps = (here + away for away in range(-DRIFT, DRIFT + 1))
    return next((step for step in steps if compare_digest(app.generate_otp(step), code)), None)


def address_of(secret: str, sign_in: str) -> str:
    """What an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in, issuer_name=ISSUER)


def picture(secret: str, sign_in: str) -> Markup:
    """The QR code as an svg element: black on white in every theme, because cameras want it so."""
    drawn = segno.make(address_of(secret, sign_in), error="m", micro=False)
    return Markup(drawn.svg_inline(dark="#000", light="#fff", omitsize=True))  # noqa: S704 - segno's own shapes


def in_fours(secret: str) -> str:
    """A secret as people type it."""
    return " ".join(re.findall(".{1,4}", secret))


def new_recovery_codes() -> list[str]:
    """Ten codes, `abcd-efgh-jkmn-pqrs`."""
    return [
        "-".join("".join(choice(_LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES)
    ]


def plain(code: str) -> str:
    """A code as it was typed, without spaces, dashes and capitals."""
    return re.sub(r"[\s\-‐–]", "", code).lower()


def is_of_an_app(code: str) -> bool:
    """Whether it looks like the six digits of an app; anything else is tried as a recovery code."""
    return re.fullmatch(r"[0-9]{6}", code) is not None
