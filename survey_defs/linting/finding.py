"""What a lint rule has to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from survey_defs.sentence import N_, Sentence

__all__ = ["N_", "Finding", "Severity", "finding"]

Severity = Literal["error", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is a key, or touchpoint and question keys with a dot between; `rewrite` is one way out."""

    code: str
    severity: Severity
    where: str
    what: Sentence
    why: Sentence
    rewrite: Sentence

    def __str__(self) -> str:
        return f"{self.code} {self.severity} {self.where}: {self.what} {self.why} {self.rewrite}"


def finding(  # noqa: PLR0913, PLR0917 - the parts of a finding, in the order in which they are read
    code: str,
    severity: Severity,
    where: str,
    what: str,
    why: str,
    rewrite: str,
    facts: Mapping[str, str] | None = None,
) -> Finding:
    """A finding whose three sentences are made of templates and the same facts by name."""
    said = facts or {}
    return Finding(
        code, severity, where, Sentence(what, **said), Sentence(why, **said), Sentence(rewrite, **said)
    )
