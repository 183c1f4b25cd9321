"""The ways in which the answers to one question are counted, and which of them is the best."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from scoring.lines import ANSWERED
from scoring.marks import mark
from survey_defs.kinds import Choices, Measured, Question, Scorable
from survey_defs.possible import RECOMMEND, words_of

NOBODY = "nobody"
STATES = (NOBODY, "does_not_apply", "not_observed")
"""Past visits may hold a state that the question did not offer, so each is looked for."""
PROMOTERS = frozenset({"9", "10"})
GRADES = ("mark:full", "mark:part", "mark:none")


@dataclass(frozen=True)
class Ways:
    """How `tally.question_counts` may count one question; every name is what follows `q:<key>=`.

    answers: what may be said, in the order of the set · counted: names of which each judged visit has
    exactly one (several ticks are several answers) · best: those of them that are worth most, empty
    where no answer is better than another."""

    answers: tuple[str, ...]
    counted: frozenset[str]
    best: frozenset[str]

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, each once."""
        return tuple(dict.fromkeys((*self.answers, *STATES, *sorted(self.counted))))


class AnswerCounts(NamedTuple):
    """Visits that answered, by what they said. n = those judged, hits = the best among them."""

    by_name: Mapping[str, int]
    hits: int
    n: int
    asked: int
    """Judged or not: also those to whom it did not apply and who could not see it."""


def ways_of(question: Question) -> Ways:
    """The ways in which this question's answers are counted. `nobody` was seen, so it is judged."""
    answers = _answers(question)
    marks = _marks(question, answers)
    counted = (*GRADES, "mark:unknown") if isinstance(question, Choices) else answers
    return Ways(answers, frozenset({*counted, NOBODY}), _best(question, marks))


def count_answers(ways: Ways, by_name: Mapping[str, int]) -> AnswerCounts:
    """Add up counts by name, as tallies hold them; names that are missing count 0."""
    counts = {name: by_name.get(name, 0) for name in ways.all}
    n = sum(counts.get(name, 0) for name in ways.counted)
    beside = sum(counts[state] for state in STATES if state not in ways.counted)
    return AnswerCounts(counts, sum(counts.get(name, 0) for name in ways.best), n, n + beside)


def _answers(question: Question) -> tuple[str, ...]:
    if words := words_of(question):
        return words
    if question.type == "recommend":
        return tuple(map(str, RECOMMEND))
    if isinstance(question, Measured) and question.bands:
        open_end = question.bands[-1].upto is not None
        return tuple(f"band:{at}" for at in range(len(question.bands) + open_end))
    if isinstance(question, Measured) and question.good is not None and question.bad is not None:
        return GRADES
    return (ANSWERED,)


def _marks(question: Question, answers: tuple[str, ...]) -> dict[str, Fraction]:
    """What each answer is worth, where it is worth anything. A yes without points is only a yes."""
    if isinstance(question, Choices) or answers == GRADES:
        return dict(zip(GRADES, (Fraction(1), Fraction(1, 2), Fraction(0)), strict=True))
    if isinstance(question, Measured):
        return {f"band:{at}": Fraction(band.mark) for at, band in enumerate(question.bands)}
    if not isinstance(question, Scorable) or (question.type == "yes_no" and not question.scored):
        return {}
    found = {name: mark(question, name) for name in answers}
    return {name: worth for name, worth in found.items() if worth is not None}


def _best(question: Question, marks: Mapping[str, Fraction]) -> frozenset[str]:
    if question.type == "recommend":
        return PROMOTERS
    if question.type == "momentum":
        return frozenset({"forward"})
    if isinstance(question, Choices) and not any(option.mark for option in question.options):
        return frozenset()
    most = max(marks.values(), default=Fraction(0))
    return frozenset(name for name, worth in marks.items() if worth == most > 0)
