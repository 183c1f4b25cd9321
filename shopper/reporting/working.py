"""How a score came about: weights, parts and losses that add up exactly to what is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _

from shopper.reporting import numbers
from shopper.reporting.words import band_words
from survey_defs import QuestionSet, say


@dataclass(frozen=True)
class Share:
    """What one observed touchpoint weighs, adds and costs; figures in words."""

    key: str
    title: str
    score: str
    weight: str
    part: str
    loss: str
    last: bool
    fix_first: bool


@dataclass(frozen=True)
class ScoreWorking:
    """The working of one visit, ready to print; None where the visit is not scored.

    Σ parts + cap = total, Σ losses = 100 − raw. `cap` is None where nothing was capped."""

    scored: bool
    total: str | None
    raw: str | None
    cap: str | None
    lost: str | None
    flat: str | None
    finish: str | None
    set_up: str | None
    gap: str | None
    coverage: str
    band: str | None
    outcome: str
    critical: tuple[str, ...]
    finish_observed: bool
    shares: tuple[Share, ...]
    unseen: tuple[str, ...]
    sensitivity: tuple[tuple[str, str], ...]


def score_working(
    definition: QuestionSet, explanation: Mapping[str, Any], language: str = "en"
) -> ScoreWorking:
    """The working from an explanation (VisitResult.to_dict(), stored or provisional)."""
    shown = explanation["shown"]
    titles = {each.key: say(each.title, language) for each in definition.touchpoints}
    seen = [each for each in explanation["touchpoints"] if each["observed"]]
    return ScoreWorking(
        scored=explanation["scored"],
        total=numbers.shown(shown["total"]),
        raw=numbers.shown(shown["raw"]),
        cap=numbers.shown(shown["cap"]) if shown["cap"] and Decimal(shown["cap"]) else None,
        lost=numbers.shown(100 - Decimal(shown["raw"])) if shown["raw"] else None,
        **{name: numbers.score(explanation[name]) for name in ("flat", "finish", "set_up", "gap")},
        coverage=_("%(percent)s %%", percent=numbers.points(str(100 * Fraction(explanation["coverage"])))),
        band=band_words(explanation["band"]) if explanation["band"] else None,
        outcome=explanation["outcome"],
        critical=tuple(say(definition.by_key[key].text, language) for key in explanation["critical"]),
        finish_observed=explanation["finish_observed"],
        shares=_shares(explanation, seen, titles),
        unseen=tuple(titles[each["key"]] for each in explanation["touchpoints"] if not each["observed"]),
        sensitivity=_sensitivity(explanation["sensitivity"]),
    )


def _shares(
    explanation: Mapping[str, Any], seen: list[dict[str, Any]], titles: Mapping[str, str]
) -> tuple[Share, ...]:
    shown = explanation["shown"]
    return tuple(
        Share(
            key=each["key"],
            title=titles[each["key"]],
            score=numbers.score(each["score"]) or "",
            weight=numbers.points(str(100 * Fraction(each["weight"]))),
            part=numbers.shown(shown["parts"].get(each["key"])) or "–",
            loss=numbers.shown(shown["losses"].get(each["key"])) or "–",
            last=each is seen[-1],
            fix_first=each["key"] == explanation["fix_first"],
        )
        for each in seen
    )


def _sensitivity(scores: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    """The raw score under other weightings, each with its name."""
    names = {
        "flat": _("flat"),
        "share_25": _("finish 25\u00a0%"),
        "share_35": _("finish 35\u00a0%"),
        "share_60": _("finish 60\u00a0%"),
    }
    return tuple((names[name], numbers.score(exact) or "") for name, exact in (scores or {}).items())
