"""The score of one visit and everything that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, NamedTuple

from scoring.lines import Line
from scoring.next_band import NextBand
from scoring.outcome import Momentum, Outcome
from scoring.plain import plain
from scoring.shown import Shown


class TouchpointScore(NamedTuple):
    """One touchpoint. `score`, `contribution`, `loss` and `impression` in points, `weight` = w_eff.

    Unobserved: `score`, `impression` and `momentum` None, `weight`, `contribution` and `loss` 0."""

    key: str
    score: Fraction | None
    weight: Fraction
    contribution: Fraction
    loss: Fraction
    impression: Fraction | None
    momentum: Momentum | None
    observed: bool


@dataclass(frozen=True)
class VisitResult:
    """One visit, exactly; points are 0–100.

    Where coverage is under the set's limit `scored` is False and raw, official, flat, finish, set_up,
    gap, band, sensitivity and next_band are None. set_up and gap are None as well where only one
    touchpoint was observed."""

    raw: Fraction | None
    official: Fraction | None
    flat: Fraction | None
    finish: Fraction | None
    set_up: Fraction | None
    gap: Fraction | None
    touchpoints: tuple[TouchpointScore, ...]
    weakest: str | None  # of equals, the later
    outcome: Outcome
    finish_observed: bool  # whether the leaving touchpoint was observed
    coverage: Fraction  # 0–1
    band: str | None
    critical: tuple[str, ...]  # the critical questions triggered
    shown: Shown
    scored: bool
    share_in_force: Fraction | None  # w of the last observed touchpoint, before `weakest_link`
    fix_first: str | None  # the largest loss; of equals, the later; None where nothing was lost
    first_away: str | None  # where we would have lost the customer
    felt: Mapping[str, str]  # touchpoint: forward, drift or away, as the shopper said; never scored
    felt_differs: tuple[str, ...]  # touchpoints that scored forward and felt away
    pulls: Mapping[str, Fraction]  # touchpoint: points by which it moved the impression
    by_mode: Mapping[str, Fraction]
    by_p: Mapping[str, Fraction]
    sensitivity: Mapping[str, Fraction] | None  # raw under flat, share_25, share_35, share_60
    next_band: NextBand | None
    lines: tuple[Line, ...]  # every question that was asked

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready snapshot, Fractions as "1121/16". Answers to unscored questions stay out of it:
        they may be personal and have to be erasable, which a snapshot is not."""
        kept = {each.name: plain(getattr(self, each.name)) for each in fields(self) if each.name != "lines"}
        return kept | {"lines": [_line(line) for line in self.lines]}


def _line(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "touchpoint": line.touchpoint,
        "kind": line.kind,
        "state": line.state,
        "value": line.value if line.scored else None,
        "mark": None if line.mark is None else str(line.mark),
        "points": str(line.points),
        "p": plain(line.p),
        "earned": str(line.earned),
        "possible": str(line.possible),
    }
