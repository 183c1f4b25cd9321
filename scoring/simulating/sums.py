"""What a simulation adds up as it goes: whole numbers, ready to be put down and taken up again."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from scoring.shown import hundredths
from scoring.simulating.light import Light
from scoring.simulating.records import Level, Past, Why

TENS = 10
_PER_BRANCH = 9


class Sums:
    """`branches`: n, total and total of squares before, the same two after, then the totals under the
    four other weightings; all in hundredths of a point, of the visits scored before and after."""

    def __init__(self) -> None:
        self.looked = 0
        self.refused: Counter[tuple[Why, str]] = Counter()
        self.moves: Counter[tuple[Level, Level]] = Counter()
        self.tens: tuple[list[int], list[int]] = ([0] * TENS, [0] * TENS)
        self.branches: dict[int, list[int]] = {}

    def refuse(self, why: Why, question: str) -> None:
        """Count a visit that the draft cannot score."""
        self.looked += 1
        self.refused[why, question] += 1

    def add(self, past: Past, light: Light) -> None:
        """Count a visit with its score by the draft."""
        self.looked += 1
        before = None if past.raw is None else past.band or ""
        self.moves[before, None if light.raw is None else light.band or ""] += 1
        if past.raw is not None and light.raw is not None:
            after = hundredths(light.raw)
            for tens, points in zip(self.tens, (past.raw, after), strict=True):
                tens[min(points // 1000, TENS - 1)] += 1
            others = (hundredths(points) for points in light.others)
            self._add_to(past.branch, 1, past.raw, past.raw**2, after, after**2, *others)

    def _add_to(self, branch: int, *amounts: int) -> None:
        into = self.branches.setdefault(branch, [0] * _PER_BRANCH)
        for at, amount in enumerate(amounts):
            into[at] += amount

    def to_plain(self) -> dict[str, Any]:
        """JSON-ready, for `of_plain`."""
        return {
            "looked": self.looked,
            "refused": [[*key, n] for key, n in self.refused.items()],
            "moves": [[*key, n] for key, n in self.moves.items()],
            "tens": list(self.tens),
            "branches": [[branch, *amounts] for branch, amounts in self.branches.items()],
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "Sums":
        """The same sums again."""
        made = cls()
        made.looked = plain["looked"]
        made.refused = Counter({(why, question): n for why, question, n in plain["refused"]})
        made.moves = Counter({(before, after): n for before, after, n in plain["moves"]})
        made.tens = plain["tens"][0], plain["tens"][1]
        made.branches = {branch: amounts for branch, *amounts in plain["branches"]}
        return made
