"""What the checks beside a report have in common: the line that each makes, and what it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from shopper.models import Person, Visit
from shopper.review.checks.queries import Past


@dataclass(frozen=True)
class Check:
    """`known` is False where there is nothing to judge by; `base` says how often others look the same."""

    name: str
    flagged: bool
    words: str
    base: str = ""
    known: bool = True


@dataclass(frozen=True)
class ChecksPage:
    headline: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Beside:
    """A report, and the earlier ones that it is held against; `reader` is None where the server counts."""

    visit: Visit
    past: Sequence[Past]
    near: Sequence[Past]
    here: Sequence[Past]
    looks: int
    reader: Person | None


def same(hits: int, among: int) -> str:
    """How often other reports look the same."""
    if not among:
        return none_yet()
    return _("Base rate: %(hits)s of %(among)s other reports.", hits=hits, among=among)


def same_pairs(hits: int, among: int) -> str:
    """How often two earlier reports look alike."""
    if not among:
        return none_yet()
    return _("Base rate: %(hits)s of %(among)s pairs of earlier reports.", hits=hits, among=among)


def none_yet() -> str:
    return _("There is no other report yet to tell how often that happens.")
