"""What a lint rule has to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from survey_defs.sentence import N_, Sentence

__all__ = ["N_", "Finding", "Severity"]

Severity = Literal["error", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is a key, or touchpoint and question keys with a dot between.

    `what`, `why` and `rewrite` (one way out) are templates that take `facts` by name; `words` are the
    sentences made of them."""

    code: str
    severity: Severity
    where: str
    what: str
    why: str
    rewrite: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[Sentence, Sentence, Sentence]:
        """What, why and one way out."""
        return (
            Sentence(self.what, **self.facts),
            Sentence(self.why, **self.facts),
            Sentence(self.rewrite, **self.facts),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.severity} {self.where}: {' '.join(self.words)}"
