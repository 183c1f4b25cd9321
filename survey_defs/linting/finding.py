"""What a lint rule has to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warn", "info"]

N_ = str  # marks text for the translators; the page that shows it does the translating


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is a key, or touchpoint and question keys with a dot between.

    `what`, `why` and `rewrite` (one way out) are templates that take `facts` by name, so a page may
    translate them: `gettext(finding.what, **finding.facts)`."""

    code: str
    severity: Severity
    where: str
    what: str
    why: str
    rewrite: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, str, str]:
        """What, why and one way out, in English."""
        return self.what % self.facts, self.why % self.facts, self.rewrite % self.facts

    def __str__(self) -> str:
        return f"{self.code} {self.severity} {self.where}: {' '.join(self.words)}"
