"""What a lint rule has to say."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is a key, or touchpoint and question keys with a dot between; `rewrite` is one way out."""

    code: str
    severity: Severity
    where: str
    what: str
    why: str
    rewrite: str

    def __str__(self) -> str:
        return f"{self.code} {self.severity} {self.where}: {self.what} {self.why} {self.rewrite}"
