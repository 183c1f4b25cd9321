"""Q14, Q16–Q18, Q20: facts before opinions, and no points for what cannot be seen."""

from collections.abc import Iterator

from survey_defs.kinds import Question
from survey_defs.linting.asking import each_question, in_languages, where, written
from survey_defs.linting.finding import N_, Finding, finding
from survey_defs.linting.lexicon import Lexicon
from survey_defs.schema import QuestionSet


def hint_gives_it_away(question_set: QuestionSet) -> Iterator[Finding]:
    """Q14 error: the help text says what staff should do."""
    what = N_("The hint may give away the answer: “%(quote)s”.")
    why = N_("A shopper who knows what should happen sees it more often than it does.")
    rewrite = N_("Say in the hint where to look and what counts, never what is wanted.")
    for touchpoint, question in written(question_set):
        said = in_languages(question_set, question.hint)
        quote = next(
            (found.group() for lexicon, words in said if (found := lexicon.gives_away.search(words))), None
        )
        if quote:
            yield finding("Q14", "error", where(touchpoint, question), what, why, rewrite, {"quote": quote})


def opinion_as_fact(question_set: QuestionSet) -> Iterator[Finding]:
    """Q16 warn: Yes or No, with points, to a matter of taste."""
    says = (
        N_("“%(quote)s” may be an opinion, and it earns points as a fact."),
        N_("Two shoppers at the same counter would disagree, and the branch would pay for it."),
        N_(
            "Ask what was seen or heard (“Did the person look at you?”), or make it a scale of worded points."
        ),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        match = lexicon.opinion.search(words) if question.scored and question.type == "yes_no" else None
        return match.group() if match else None

    return each_question(question_set, "Q16", "warn", says, fires)


def mind_reading(question_set: QuestionSet) -> Iterator[Finding]:
    """Q17 warn: points for what somebody thought, wanted or felt."""
    says = (
        N_("“%(quote)s” may ask what goes on in somebody's mind, and it earns points."),
        N_("Nobody can see a wish or a feeling; what is scored is the shopper's own mood."),
        N_("Ask for what the person did or said."),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        match = lexicon.mind.search(words) if question.scored else None
        return match.group() if match else None

    return each_question(question_set, "Q17", "warn", says, fires)


def moment_with_points(question_set: QuestionSet) -> Iterator[Finding]:
    """Q18 error: a moment has points, a target or is critical.

    The format gives a moment no points at all; what is left to find is a moment that is asked for
    by another kind of question which has them."""
    says = (
        N_("This may put points on a moment: “%(quote)s”."),
        N_("Care that no rule asks for stops being care when it is counted."),
        N_("Make it a question of type `moment`: free words, no points."),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        match = lexicon.unscripted.search(words) if question.scored else None
        return match.group() if match else None

    return each_question(question_set, "Q18", "error", says, fires)


def overall_before_facts(question_set: QuestionSet) -> Iterator[Finding]:
    """Q20 warn: an overall rating with facts still to come."""
    what = N_("An overall rating may come before the facts: %(later)s is asked after it.")
    why = N_("Who has just given a grade colours the facts that follow to match it.")
    rewrite = N_("Move it to the end of the leaving touchpoint.")
    asked = [(touchpoint, question) for touchpoint, question in written(question_set)]
    for at, (touchpoint, question) in enumerate(asked):
        later = next((where(*one) for one in asked[at + 1 :] if _is_fact(question_set, one[1])), None)
        if later and _is_overall(question_set, question):
            yield finding("Q20", "warn", where(touchpoint, question), what, why, rewrite, {"later": later})


def _is_overall(question_set: QuestionSet, question: Question) -> bool:
    if question.type == "recommend":
        return True
    said = in_languages(question_set, question.text)
    return question.type != "note" and any(lexicon.overall.search(words) for lexicon, words in said)


def _is_fact(question_set: QuestionSet, question: Question) -> bool:
    return question.scored and not _is_overall(question_set, question)
