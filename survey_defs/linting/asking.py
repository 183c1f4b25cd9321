"""What the rules about words share: the words of a question in each language that has a lexicon."""

import re
from collections.abc import Callable, Iterator

from survey_defs.kinds import Question
from survey_defs.linting.finding import Finding, Severity, finding
from survey_defs.linting.lexicon import LEXICONS, Lexicon
from survey_defs.possible import options_of
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.text import Text

Says = tuple[str, str, str]
"""What, why and one way out."""

WORD = re.compile(r"[\w%]+(?:[’'\-]\w+)*")


def where(touchpoint: Touchpoint, question: Question) -> str:
    """`greeting.greeted`: how findings name a question."""
    return f"{touchpoint.key}.{question.key}"


def written(question_set: QuestionSet) -> Iterator[tuple[Touchpoint, Question]]:
    """Every question that somebody wrote: without the momentum questions that are added."""
    for touchpoint in question_set.touchpoints:
        for question in touchpoint.questions:
            yield touchpoint, question


def in_languages(question_set: QuestionSet, text: Text | None) -> Iterator[tuple[Lexicon, str]]:
    """`text` in every language of the set that has a lexicon, with that lexicon."""
    if text is None:
        return
    for language in question_set.languages:
        words = text if isinstance(text, str) else text.get(language)
        if words and language in LEXICONS and (not isinstance(text, str) or language == _first(question_set)):
            yield LEXICONS[language], words


def _first(question_set: QuestionSet) -> str:
    """The language that a text without a translation is written in."""
    return question_set.languages[0]


def labels(question_set: QuestionSet, question: Question) -> Iterator[tuple[Lexicon, list[str]]]:
    """The labels of the options, per language that has a lexicon."""
    options = options_of(question)
    for language in question_set.languages:
        if not options or language not in LEXICONS:
            continue
        words = [one.label if isinstance(one.label, str) else one.label.get(language, "") for one in options]
        yield LEXICONS[language], words


def asked_in(question_set: QuestionSet) -> Iterator[tuple[Touchpoint, Question, Lexicon, str]]:
    """Every written question that is answered, with its text in each language that has a lexicon."""
    for touchpoint, question in written(question_set):
        if question.type != "note":
            for lexicon, words in in_languages(question_set, question.text):
                yield touchpoint, question, lexicon, words


def each_question(
    question_set: QuestionSet,
    code: str,
    severity: Severity,
    says: Says,
    fires: Callable[[Question, Lexicon, str], str | None],
) -> Iterator[Finding]:
    """One finding for each question whose text, in any language, makes `fires` quote what it found."""
    told = set()
    for touchpoint, question, lexicon, words in asked_in(question_set):
        here = where(touchpoint, question)
        quote = None if here in told else fires(question, lexicon, words)
        if quote is not None:
            told.add(here)
            yield finding(code, severity, here, *says, {"quote": quote})
