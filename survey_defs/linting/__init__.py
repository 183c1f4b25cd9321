"""Question craft: what a set may say badly although it can be used."""

from collections.abc import Callable, Collection, Iterator

from survey_defs.linting.answering import (
    bands_with_holes,
    event_without_na,
    exact_without_proof,
    failure_only_as_na,
    no_without_comment,
    unbalanced_scale,
    unworded_points,
)
from survey_defs.linting.balance import (
    always_yes,
    greeting_without_goodbye,
    minutes,
    near_duplicates,
    one_question_too_heavy,
    shares,
    too_many_critical,
    too_much,
    touchpoint_without_questions,
    without_tags,
)
from survey_defs.linting.finding import Finding
from survey_defs.linting.judging_people import (
    hint_gives_it_away,
    mind_reading,
    moment_with_points,
    opinion_as_fact,
    overall_before_facts,
)
from survey_defs.linting.structure import (
    circular_or_unreachable,
    leaving_earns_points,
    points_on_every_path,
)
from survey_defs.linting.versions import changed_meaning
from survey_defs.linting.wording import (
    agree_disagree,
    double_barrelled,
    double_negative,
    jargon,
    leading,
    presupposes,
    too_long,
    vague,
    word_for_word,
)
from survey_defs.schema import QuestionSet

Rule = Callable[[QuestionSet], Iterator[Finding]]

RULES: dict[str, Rule] = {
    "Q01": double_barrelled,
    "Q02": leading,
    "Q03": vague,
    "Q04": presupposes,
    "Q05": event_without_na,
    "Q06": failure_only_as_na,
    "Q07": unbalanced_scale,
    "Q08": unworded_points,
    "Q09": agree_disagree,
    "Q10": double_negative,
    "Q11": too_long,
    "Q12": jargon,
    "Q13": exact_without_proof,
    "Q14": hint_gives_it_away,
    "Q15": bands_with_holes,
    "Q16": opinion_as_fact,
    "Q17": mind_reading,
    "Q18": moment_with_points,
    "Q19": word_for_word,
    "Q20": overall_before_facts,
    "Q21": no_without_comment,
    "S01": circular_or_unreachable,
    "S02": points_on_every_path,
    "S03": leaving_earns_points,
    "S04": touchpoint_without_questions,
    "S05": greeting_without_goodbye,
    "S06": too_many_critical,
    "S07": one_question_too_heavy,
    "S08": too_much,
    "S09": without_tags,
    "S10": near_duplicates,
    "S12": always_yes,
}

__all__ = ["RULES", "Finding", "lint", "minutes", "shares"]


def lint(
    question_set: QuestionSet, before: QuestionSet | None = None, vouched: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Every finding, rule by rule in the order of `RULES`, S11 last.

    `before` is the last published version, where there is one; `vouched` names where the author says
    that the same thing is asked in other words."""
    found = [one for rule in RULES.values() for one in rule(question_set)]
    if before is not None:
        found += changed_meaning(question_set, before, vouched)
    return tuple(found)
