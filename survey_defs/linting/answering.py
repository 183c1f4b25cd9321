"""Q05–Q08, Q13, Q15, Q21: what can be answered, and with what it can be proved."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from survey_defs.kinds import Duration, Measured, Question, Scale, YesNo
from survey_defs.linting.asking import each_question, in_languages, labels, where, written
from survey_defs.linting.finding import N_, Finding, finding
from survey_defs.linting.lexicon import Lexicon
from survey_defs.possible import bound
from survey_defs.schema import QuestionSet, Touchpoint


def event_without_na(question_set: QuestionSet) -> Iterator[Finding]:
    """Q05 error: scored, about an event that may not happen, and "Does not apply" is off."""
    says = (
        N_("“%(quote)s …” may not happen on every visit, and then no answer here is true."),
        N_("Without “Does not apply” the shopper has to make up a Yes or a No, and it counts."),
        N_("Set `na: true`, or ask first whether it happened and show this question only then."),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        open_to = question.scored and question.show_if is None and not question.offers_na
        match = lexicon.if_it_happened.search(words) if open_to else None
        return match.group() if match else None

    return each_question(question_set, "Q05", "error", says, fires)


def failure_only_as_na(question_set: QuestionSet) -> Iterator[Finding]:
    """Q06 error: that nobody did it can only be said as "Does not apply", which costs nothing."""
    what = N_("Where it did not happen, “Does not apply” may be the only answer left.")
    why = N_("What nobody did would drop out of the score instead of earning nothing.")
    rewrite = N_("Set `nobody: true`, or add an option that says it did not happen.")
    for touchpoint, question in written(question_set):
        open_to = question.scored and question.offers_na and not question.nobody and question.type != "yes_no"
        if open_to and _asks_for_an_act(question_set, question) and not _says_nothing(question_set, question):
            yield finding("Q06", "error", where(touchpoint, question), what, why, rewrite)


def _asks_for_an_act(question_set: QuestionSet, question: Question) -> bool:
    return any(
        lexicon.how.match(words) and lexicon.act.search(words)
        for lexicon, words in in_languages(question_set, question.text)
    )


def _says_nothing(question_set: QuestionSet, question: Question) -> bool:
    return any(
        lexicon.nothing.search(label) for lexicon, words in labels(question_set, question) for label in words
    )


def unbalanced_scale(question_set: QuestionSet) -> Iterator[Finding]:
    """Q07 warn: more ways to praise than to blame, or the other way round."""
    what = N_("The scale may lean: %(good)s good points against %(bad)s bad ones.")
    why = N_("A scale with more room on one side collects more answers there.")
    rewrite = N_("Give both sides as many points.")
    for touchpoint, question in written(question_set):
        sides = [
            _sides(lexicon, words)
            for lexicon, words in labels(question_set, question)
            if isinstance(question, Scale)
        ]
        lean = next(((good, bad) for good, bad in sides if abs(good - bad) > 1), None)
        if lean:
            facts = {"good": str(lean[0]), "bad": str(lean[1])}
            yield finding("Q07", "warn", where(touchpoint, question), what, why, rewrite, facts)


def _sides(lexicon: Lexicon, words: list[str]) -> tuple[int, int]:
    """How many labels praise and how many blame."""
    good = bad = 0
    for label in words:
        if lexicon.neutral.fullmatch(label):
            continue
        blames = lexicon.bad.match(label) is not None
        bad += blames
        good += not blames and lexicon.good.match(label) is not None
    return good, bad


def unworded_points(question_set: QuestionSet) -> Iterator[Finding]:
    """Q08 warn: points of a scale that are only numbers."""
    what = N_("“%(quote)s” may not say what it stands for.")
    why = N_("Everybody puts a 3 somewhere else; words keep it in one place.")
    rewrite = N_("Word every point, such as “Cold”, “Lukewarm”, “Hot”.")
    for touchpoint, question in written(question_set):
        told = question.scale if isinstance(question, Scale) else ()
        said = [one.label if isinstance(one.label, str) else " ".join(one.label.values()) for one in told]
        bare = next((label for label in said if not re.search(r"[^\W\d_]{2}", label)), None)
        if bare is not None:
            yield finding("Q08", "warn", where(touchpoint, question), what, why, rewrite, {"quote": bare})


def exact_without_proof(question_set: QuestionSet) -> Iterator[Finding]:
    """Q13 warn: an exact time or count that nothing but memory can tell."""
    what = N_("An exact time or count may be asked here of memory alone.")
    why = N_("People guess waits half as long again as they were, and the points follow the guess.")
    rewrite = N_("Let a stamp propose it (`from_stamps`), or ask for a photo that shows it.")
    for touchpoint, question in written(question_set):
        if _needs_proof(question_set, question) and not _proved(touchpoint, question):
            yield finding("Q13", "warn", where(touchpoint, question), what, why, rewrite)


def _needs_proof(question_set: QuestionSet, question: Question) -> bool:
    if not question.scored:
        return False
    worded = any(lexicon.exact.search(words) for lexicon, words in in_languages(question_set, question.text))
    return worded or question.type in {"duration", "number", "time"}


def _proved(touchpoint: Touchpoint, question: Question) -> bool:
    by_stamp = isinstance(question, Duration) and question.from_stamps is not None
    return (
        by_stamp
        or any(one.type == "photo" for one in touchpoint.questions)
        or (touchpoint.stamp is not None and question.type != "number")
    )


_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:–|-|to|à|bis|et)\s*(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:under|less than|below|moins de)\s+(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_OVER = re.compile(r"\b(?:over|more than|above|plus de)\s+(\d+(?:[.,]\d+)?)", re.IGNORECASE)


def bands_with_holes(question_set: QuestionSet) -> Iterator[Finding]:
    """Q15 error: worded bands that overlap or leave a hole, or a band that no answer can reach."""
    for touchpoint, question in written(question_set):
        for _, words in labels(question_set, question):
            wrong = _first_wrong(words)
            if wrong:
                yield _badly_joined(where(touchpoint, question), *wrong)
                break
        if isinstance(question, Measured) and _out_of_reach(question):
            yield finding(
                "Q15", "error", where(touchpoint, question),
                N_("A band may lie outside what can be entered."),
                N_("Its mark can never be given, so the points are not what they seem."),
                N_("Move `min` or `max`, or take the band out."),
            )  # fmt: skip


def _badly_joined(here: str, before: str, after: str) -> Finding:
    return finding(
        "Q15", "error", here,
        N_("“%(before)s” and “%(after)s” may overlap or leave a hole."),
        N_("A value on the seam has two answers or none."),
        N_("Let each band start right after the one before, such as “up to 2”, “over 2, up to 5”, “over 5”."),
        {"before": before, "after": after},
    )  # fmt: skip


def _first_wrong(words: list[str]) -> tuple[str, str] | None:
    """The first two neighbouring labels whose numbers overlap or leave out a whole number."""
    spans = sorted((span, label) for label in words if (span := _span(label)))
    for (one, before), (other, after) in pairwise(spans):
        if one == other or not 0 < other[0] - one[1] <= 1:
            return before, after
    return None


def _span(label: str) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest number that a label covers, ends included, in whole steps."""
    if found := _RANGE.search(label):
        low, high = map(_number, found.groups())
        return (low + (1 if _OVER.search(label) else 0), high)
    if found := _UNDER.search(label):
        return (Fraction(-(10**9)), _number(found[1]) - 1)
    if found := _OVER.search(label):
        return (_number(found[1]) + 1, Fraction(10**9))
    return None


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _out_of_reach(question: Measured) -> bool:
    ends = [bound(question, band.upto) for band in question.bands if band.upto is not None]
    low = None if question.min is None else bound(question, question.min)
    high = None if question.max is None else bound(question, question.max)
    return bool(ends) and ((low is not None and ends[0] < low) or (high is not None and ends[-1] >= high))


def no_without_comment(question_set: QuestionSet) -> Iterator[Finding]:
    """Q21 info: a scored No that nobody can explain."""
    what = N_("A No here may stand without a word about what happened.")
    why = N_("The manager who reads it cannot tell what to mend.")
    rewrite = N_("Add `comment_on: [%(value)s]`.")
    for touchpoint, question in written(question_set):
        if isinstance(question, YesNo) and question.scored:
            worst = "yes" if question.reverse else "no"
            if worst not in question.comment_on:
                here = where(touchpoint, question)
                yield finding("Q21", "info", here, what, why, rewrite, {"value": worst})
