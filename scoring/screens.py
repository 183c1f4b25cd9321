"""Reports that a person should look at: a queue, never a verdict.

Every screen says how often honest reports look the same (its base rate), and takes into account how
many reports were looked at."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, gammainc

from scoring.compare import benjamini_hochberg

ALIKE = 0.8
GRAM = 5
LEAST_LETTERS = 40
"""Shorter texts are alike by chance: "Nothing to add"."""
LEAST_PAST = 50
"""Fewer past reports of a set give no threshold of its own."""
RARE = 0.01


class Screen(NamedTuple):
    """One report or person on one screen."""

    flagged: bool
    value: float
    threshold: float
    base_rate: float | None
    """Share of past reports that look the same, 0–1; None where there are too few to tell."""
    n: int
    """Past reports, or answers, it rests on."""


def straight_line(positions: Sequence[Hashable]) -> float:
    """Share of a report's choices that stand in the commonest place of their lists, 0–1; 0 without any.

    `positions`: for each answered choice the place of what was chosen, counted from the best."""
    return max(Counter(positions).values()) / len(positions) if positions else 0.0


def against_past(value: float, past: ArrayLike, looks: int, high: bool = True) -> Screen:
    """A report's figure against those of past reports of the same set.

    Flagged where it is beyond the past quantile that chance passes in one of a hundred days of
    `looks` reports each: 1 − (1 − .01)^(1/looks), and beyond all of the past where that is finer than
    the past can tell. `high`: whether large values are the unusual ones. Fewer than 50 past reports
    flag nothing."""
    told = np.asarray(past, dtype=np.float64)
    sign = 1.0 if high else -1.0
    if len(told) < LEAST_PAST:
        return Screen(False, value, sign * float("inf"), None, len(told))
    tail = 1 - (1 - RARE) ** (1 / max(looks, 1))
    threshold = sign * float(np.quantile(sign * told, 1 - tail, method="higher"))
    base_rate = float((sign * told >= sign * value).mean())
    return Screen(sign * value > sign * threshold, value, threshold, base_rate, len(told))


def pace(seconds: float, answers: int) -> float:
    """Seconds an answer. Raises ValueError where nothing was answered."""
    if answers <= 0:
        raise ValueError("a pace needs at least one answer")
    return seconds / answers


def grams(text: str) -> frozenset[str]:
    """The runs of five letters in a text, case, marks and spaces apart; none for under 40 letters."""
    bare = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    if len(bare) < LEAST_LETTERS:
        return frozenset()
    return frozenset(bare[at : at + GRAM] for at in range(len(bare) - GRAM + 1))


def duplicate_texts(
    text: str, past: Mapping[Hashable, str], alike: float = ALIKE
) -> tuple[tuple[Hashable, float], ...]:
    """Past texts that share at least `alike` (Jaccard, 0–1) of their five-letter runs, most alike first."""
    mine = grams(text)
    if not mine:
        return ()
    found = []
    for name, other in past.items():
        theirs = grams(other)
        if theirs and min(len(mine), len(theirs)) >= alike * max(len(mine), len(theirs)):
            share = len(mine & theirs) / len(mine | theirs)
            if share >= alike:
                found.append((name, share))
    return tuple(sorted(found, key=lambda one: -one[1]))


def reused_photos(photos: Mapping[Hashable, Iterable[str]]) -> dict[str, tuple[Hashable, ...]]:
    """Photos (by SHA-256) that stand in more than one report, with the reports."""
    where: dict[str, list[Hashable]] = defaultdict(list)
    for report, hashes in photos.items():
        for one in dict.fromkeys(hashes):
            where[one].append(report)
    return {one: tuple(reports) for one, reports in where.items() if len(reports) > 1}


def digit_preference(values: Sequence[int], unit: int = 5, usual: float = 0.0) -> float:
    """Chance that honest whole numbers are multiples of `unit` as often as these, or more often.

    The upper tail of a binomial with 1/unit a value, or `usual` (0–1), the share that others have, where
    that is more: who guesses a wait rounds it. Small for somebody who writes 30, 60 and 45 seconds
    only."""
    n, hits = len(values), sum(value % unit == 0 for value in values)
    return 1.0 if hits == 0 else float(betainc(hits, n - hits + 1, max(1 / unit, usual)))


def flat_residuals(residuals: ArrayLike, s2: float, df_lost: float = 1) -> float:
    """Chance that an honest shopper's scores differ as little as these, or less.

    residuals (n,) in points: score minus what branch and shopper explain; s2 the variance of a visit.
    Σr²/s² is chi-square with n − df_lost degrees of freedom. 1 for fewer than two degrees."""
    told = np.asarray(residuals, dtype=np.float64)
    df = len(told) - df_lost
    if df < 2 or s2 <= 0:
        return 1.0
    return float(gammainc(df / 2, float(((told - told.mean()) ** 2).sum()) / s2 / 2))


def people_to_look_at(chances: Mapping[Hashable, float], level: float = 0.05) -> tuple[Hashable, ...]:
    """Whose chance is too small for as many people as were looked at (Benjamini–Hochberg), least first."""
    names = sorted(chances, key=lambda name: chances[name])
    if not names:
        return ()
    flagged = benjamini_hochberg([chances[name] for name in names], level)
    return tuple(name for name, chosen in zip(names, flagged, strict=True) if chosen)
