"""The outline of a draft, made of its data, so that it stands there however unfinished the draft is."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from shopper.question_sets.building.findings import Told
from shopper.question_sets.building.values import first_words, shown
from shopper.question_sets.outline import finish_shares
from shopper.question_sets.reading import read_data
from shopper.question_sets.words import mode_words, type_words
from survey_defs.editing import Data
from survey_defs.whereabouts import KINDS


@dataclass(frozen=True)
class Row:
    """A question; `points` is None where its type earns none."""

    key: str
    words: str
    type: str
    points: Any
    conditional: bool
    found: int
    wrong: bool


@dataclass(frozen=True)
class Part:
    """A touchpoint; `share` of the score is None while the draft cannot be read."""

    key: str
    title: str
    mode: str
    leaving: bool
    points: Any
    share: Fraction | None
    rows: list[Row]
    found: int


def outline(data: Data, found: list[Told]) -> list[Part]:
    """Every touchpoint with its questions, and how much was found about each."""
    definition = read_data(data).definition
    shares = finish_shares(definition) if definition else None
    counts = Counter(one.key for one in found if one.severity != "info")
    wrong = {one.key for one in found if one.severity == "error"}
    return [_part(one, shares, counts, wrong) for one in data.get("touchpoints", [])]


def _part(one: Data, shares: dict[str, Fraction] | None, counts: Counter[str], wrong: set[str]) -> Part:
    key, mode = shown(one.get("key")), shown(one.get("mode"))
    rows = [_row(question, counts, wrong) for question in one.get("questions") or ()]
    numbers = [row.points for row in rows if isinstance(row.points, int | float)]
    return Part(
        key=key,
        title=first_words(one.get("title")) or key,
        mode=mode_words(mode) if mode in ("people", "machine", "mixed") else "",
        leaving=bool(one.get("leaving")),
        points=round(sum(numbers), 6),
        share=None if shares is None else shares.get(key, Fraction(0)),
        rows=rows,
        found=counts[key],
    )


def _row(question: Data, counts: Counter[str], wrong: set[str]) -> Row:
    key, type_ = shown(question.get("key")), shown(question.get("type"))
    known = KINDS.get(type_)
    points = question.get("points", 0) if known is not None and known.scorable else None
    return Row(
        key=key,
        words=first_words(question.get("text")) or (type_words(type_) if known else key),
        type=type_words(type_) if known else type_,
        points=points if isinstance(points, int | float | None) else None,
        conditional=question.get("show_if") is not None,
        found=counts[key],
        wrong=key in wrong,
    )
