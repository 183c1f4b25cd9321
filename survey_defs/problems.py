"""What is wrong with a file, where, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey_defs.sentence import Sentence

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` counts from 1 and is None where no line is to blame."""

    file: str
    line: int | None
    path: str
    message: str
    mend: str
    near: str = ""

    def __str__(self) -> str:
        spot = self.file if self.line is None else f"{self.file}:{self.line}"
        place = " ".join(part for part in (self.path, f"({self.near})" if self.near else "") if part)
        return ": ".join(part for part in (spot, place, self.message) if part) + f" {self.mend}"


class QuestionSetError(ValueError):
    """A question set that cannot be used. `problems` holds all of them, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.line or 0, one.path)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def dotted(path: Path) -> str:
    """`("touchpoints", 1, "questions", 0)` → `touchpoints[1].questions[0]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def shorten(text: str, most: int) -> str:
    """`text`, or its beginning and an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def brief(message: str, most: int) -> str:
    """`message`; where what it quotes makes it too long, the same with less of that."""
    if isinstance(message, Sentence) and len(message) > most:
        room = most // 5
        quoted = {
            name: fact if isinstance(fact, int) else shorten(str(fact), room)
            for name, fact in message.facts.items()
        }
        return Sentence(message.template, **quoted)
    return shorten(message, most)
