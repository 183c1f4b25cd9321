"""Passwords by argon2 at a cost that a small server carries (about 60 ms)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobody() -> str:
    """The hash that is tried for people who do not exist."""
    return _hasher.hash("the password of nobody")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def fits(password: str, stored: str | None) -> bool:
    """Whether the password is right; takes as long for people who do not exist."""
    try:
        return _hasher.verify(stored or _nobody(), password) and stored is not None
    except VerificationError:
        return False


def outdated(stored: str) -> bool:
    """Whether the hash was made at another cost and should be made again."""
    return _hasher.check_needs_rehash(stored)
