"""Question sets of every scored kind with answers to them, for laws about whole visits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from survey_defs import QuestionSet
from tests.scoring.visit.trips import FINISHES, a_set, ask

HALF = Decimal("0.5")
OPTIONS = [{"key": f"o{at}", "label": "?", "mark": mark} for at, mark in enumerate((1, HALF, 0))]
MINUS = [*OPTIONS, {"key": "worse", "label": "?", "mark": -1}]
SCALE = [{"key": f"s{at}", "label": "?"} for at in range(4)]
BANDS = [{"upto": 30, "mark": 1}, {"upto": 90, "mark": HALF}, {"mark": 0}]

KINDS: dict[str, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    "yes_no": ({}, st.sampled_from(["yes", "no"])),
    "choice": ({"options": OPTIONS}, st.sampled_from(["o0", "o1", "o2"])),
    "choices": (
        {"options": MINUS},
        st.lists(st.sampled_from(["o0", "o1", "o2", "worse"]), min_size=1, unique=True),
    ),
    "scale": ({"scale": SCALE}, st.sampled_from(["s0", "s1", "s2", "s3"])),
    "duration": ({"bands": BANDS}, st.integers(0, 120)),
    "number": ({"good": 0, "bad": 7}, st.integers(-1, 8)),
}
STATES = ("nobody", "not_observed", "does_not_apply")


@dataclass(frozen=True)
class Report:
    """Questions by touchpoint, and what was answered to them."""

    touchpoints: tuple[tuple[dict[str, Any], ...], ...]
    answers: dict[str, Any]
    scoring: dict[str, Any]

    @property
    def question_set(self) -> QuestionSet:
        return a_set(*self.touchpoints, scoring=self.scoring)


@st.composite
def reports(draw: st.DrawFn, most: int = 4, kappas: st.SearchStrategy[Decimal] | None = None) -> Report:
    """Up to five touchpoints of up to `most` questions of any kind, some answers missing or states."""
    answers: dict[str, Any] = {}
    touchpoints = []
    for at in range(draw(st.integers(1, 5))):
        questions = []
        for number in range(draw(st.integers(1, most))):
            kind = draw(st.sampled_from(sorted(KINDS)))
            more, values = KINDS[kind]
            capped = {"critical": {"at": draw(st.integers(0, 100))}} if draw(st.integers(0, 7)) == 7 else {}
            questions.append(ask(f"q{at}_{number}", kind, draw(st.integers(0, 5)), **more, **capped))
            answer = draw(st.one_of(values, values, st.sampled_from([*STATES, None])))
            answers |= {} if answer is None else {f"q{at}_{number}": answer}
        touchpoints.append(tuple(questions))
    curve, amount = draw(FINISHES)
    name = {"share": "share", "geometric": "ratio", "linear": "slope"}[curve]
    scoring = {"finish": {"curve": curve, name: amount}, "coverage": 0}
    scoring["weakest_link"] = Decimal(0) if kappas is None else draw(kappas)
    return Report(tuple(touchpoints), answers, scoring)
