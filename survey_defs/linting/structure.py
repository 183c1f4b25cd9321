"""S01–S03: the journey can be walked, every part of it can earn points, and it ends well."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from survey_defs.check_conditions import comparisons
from survey_defs.kinds import Question, Scorable
from survey_defs.linting.best import best_mark
from survey_defs.linting.finding import N_, Finding, finding
from survey_defs.linting.reach import LIMIT, Answers, TooManyPaths, paths
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.showing import holds
from survey_defs.text import say

FINISH_SHARE = Fraction(1, 5)


def circular_or_unreachable(question_set: QuestionSet) -> Iterator[Finding]:
    """S01 error: a condition that waits for itself, or that no report can meet."""
    waiting = _not_backward(question_set)
    for touchpoint, question in question_set.walk():
        where = f"{touchpoint.key}.{question.key}"
        if question.key in waiting:
            yield _circular(where)
        elif question.show_if is not None and not waiting:
            yield from _unreachable(question_set, question, where)


def _circular(where: str) -> Finding:
    return finding(
        "S01", "error", where, N_("Its condition may be waiting for itself."),
        N_("A condition can only use what was asked before it."), N_("Move the question behind the one it asks about."),
    )  # fmt: skip


def _not_backward(question_set: QuestionSet) -> set[str]:
    """Keys of questions whose condition names one that was not asked before. A loaded set has none."""
    before: set[str] = set()
    found = set()
    for _, question in question_set.walk():
        if any(compare.question not in before for _, compare in comparisons(question.show_if)):
            found.add(question.key)
        before.add(question.key)
    return found


def _unreachable(question_set: QuestionSet, question: Question, where: str) -> Iterator[Finding]:
    condition = question_set.conditions[question.key]
    try:
        if not any(holds(condition, answers) for answers in paths(question_set, [question])):
            yield finding(
                "S01", "error", where, N_("No combination of answers may ever show this question."),
                N_("A question that is never asked collects nothing."),
                N_("Check `show_if` against the answers, bounds and conditions of the questions it names."),
            )  # fmt: skip
    except TooManyPaths:
        yield _too_large("S01", where)


def points_on_every_path(question_set: QuestionSet) -> Iterator[Finding]:
    """S02 error: some touchpoint on some path has a maximum of 0. One without questions is for S04."""
    if _not_backward(question_set):
        return
    for touchpoint in question_set.touchpoints:
        earning = [question for question in touchpoint.questions if best_mark(question) > 0]
        if touchpoint.questions and all(question.show_if for question in earning):
            yield from _without_points(question_set, touchpoint, earning)


def _without_points(
    question_set: QuestionSet, touchpoint: Touchpoint, earning: list[Question]
) -> Iterator[Finding]:
    conditions = [question_set.conditions[question.key] for question in earning]
    try:
        found = (path for path in paths(question_set, earning) if not any(holds(c, path) for c in conditions))
        path = next(found, None)
    except TooManyPaths:
        yield _too_large("S02", touchpoint.key)
        return
    if path is not None:
        yield finding(
            "S02", "error", touchpoint.key,
            N_("Nothing here may earn points when %(when)s.") if path else N_("Nothing here may earn points."),
            N_("A touchpoint with a maximum of 0 drops out of the score without anybody deciding so."),
            N_("Add a scored question without a condition, or loosen a condition."),
            {"when": _when(question_set, path)},
        )  # fmt: skip


def _when(question_set: QuestionSet, path: Answers) -> str:
    """`“Were you greeted?” = no, …`: quoted from the set, so there is nothing in it to translate."""
    return ", ".join(
        f"“{say(question_set.by_key[key].text)}” = {_said(answer)}" for key, answer in path.items()
    )


def _said(answer: Any) -> str:
    given = answer.get("state", answer.get("value"))
    return ", ".join(given) if isinstance(given, list) else str(given).replace("_", " ")


def leaving_earns_points(question_set: QuestionSet) -> Iterator[Finding]:
    """S03 error: no leaving touchpoint, or nothing in it that always counts. Warn: under 20 % of points."""
    last = question_set.leaving
    if not last.leaving:
        yield finding(
            "S03", "error", last.key, N_("There may be no leaving touchpoint."),
            N_("The last impression weighs most, so thanks and goodbye need a place of their own."),
            N_("Add a last touchpoint with `leaving: true`."),
        )  # fmt: skip
    elif not any(q.scored and q.show_if is None and not q.offers_na for q in last.questions):
        yield finding(
            "S03", "error", last.key, N_("Every scored question here may be hidden or set aside."),
            N_("The finish must be scored on every visit."),
            N_("Give one scored question no condition and `na: false`."),
        )  # fmt: skip
    elif _share_of(last, question_set) < FINISH_SHARE:
        yield finding(
            "S03", "warn", last.key, N_("Only %(share)s of all points may be earned here."),
            N_("Few points at the finish rest its heavy weight on one or two answers."),
            N_("Ask more about thanks, goodbye and the reason to come back, or raise their points."),
            {"share": _percent(last, question_set)},
        )  # fmt: skip


def _share_of(touchpoint: Touchpoint, question_set: QuestionSet) -> Fraction:
    def points(one: Touchpoint) -> Fraction:
        return sum((Fraction(q.points) for q in one.questions if isinstance(q, Scorable)), Fraction(0))

    return points(touchpoint) / sum(points(one) for one in question_set.touchpoints)


def _percent(touchpoint: Touchpoint, question_set: QuestionSet) -> str:
    return f"{float(_share_of(touchpoint, question_set)):.0%}"


def _too_large(code: str, where: str) -> Finding:
    return finding(
        code, "info", where, N_("This is too large to prove: more than %(limit)s combinations of answers decide it."),
        N_("Conditions that hang on many answers are hard to check for people too."),
        N_("Try it in a test run, or let the condition name fewer questions."),
        {"limit": f"{LIMIT:,}"},
    )  # fmt: skip
