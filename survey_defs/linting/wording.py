"""Q01–Q04, Q09–Q12, Q19: how a question is worded."""

from collections.abc import Iterator

from survey_defs.kinds import Question
from survey_defs.linting.asking import WORD, each_question, in_languages, labels, where, written
from survey_defs.linting.finding import N_, Finding, finding
from survey_defs.linting.lexicon import Lexicon
from survey_defs.linting.lexicon.kinds import Pattern
from survey_defs.schema import QuestionSet

LONG = 20


def _found(pattern: Pattern, words: str) -> str | None:
    match = pattern.search(words)
    return match.group() if match else None


def double_barrelled(question_set: QuestionSet) -> Iterator[Finding]:
    """Q01 warn: two questions in one."""
    says = (
        N_("This may ask two things at once: “%(quote)s”."),
        N_(
            "When one is true and the other is not, nobody can answer, and the result says nothing of either."
        ),
        N_("Make two questions, or keep the one that matters."),
    )
    return each_question(question_set, "Q01", "warn", says, lambda _, lex, words: _found(lex.joined, words))


def leading(question_set: QuestionSet) -> Iterator[Finding]:
    """Q02 warn: the wording pushes towards an answer."""
    says = (
        N_("“%(quote)s” may push towards an answer."),
        N_("A shopper who hears what is hoped for reports it more often."),
        N_("Ask what happened in neutral words: “What happened when …?”"),
    )
    return each_question(question_set, "Q02", "warn", says, lambda _, lex, words: _found(lex.leading, words))


def vague(question_set: QuestionSet) -> Iterator[Finding]:
    """Q03 warn: an amount that everybody measures differently, and no number with it."""
    says = (
        N_("“%(quote)s” may mean something else to every shopper."),
        N_("Two shoppers who saw the same thing would answer differently."),
        N_("Say how many or how long, or ask for the time and let bands mark it."),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        if question.type in {"scale", "recommend", "momentum"} or lexicon.measured.search(words):
            return None
        return None if lexicon.how.match(words) else _found(lexicon.vague, words)

    return each_question(question_set, "Q03", "warn", says, fires)


def presupposes(question_set: QuestionSet) -> Iterator[Finding]:
    """Q04 warn: it takes something for granted that nobody has asked yet."""
    says = (
        N_("“%(quote)s” may take for granted what has not been asked."),
        N_("Where it did not happen the shopper has to guess, or to make something up."),
        N_("Ask first whether it happened, and show this question only then."),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        return None if question.show_if is not None else _found(lexicon.presupposes, words)

    return each_question(question_set, "Q04", "warn", says, fires)


def agree_disagree(question_set: QuestionSet) -> Iterator[Finding]:
    """Q09 warn: a statement to agree with."""
    what = N_("This may ask for agreement: “%(quote)s”.")
    why = N_("Many people agree with whatever is said, so the answers lean to one side.")
    rewrite = N_("Ask for the thing itself, with points that name it: “How long …?”, “How warm …?”")
    for touchpoint, question in written(question_set):
        said = [(lexicon, [words]) for lexicon, words in in_languages(question_set, question.text)]
        said += labels(question_set, question)
        quotes = (_found(lexicon.agree, words) for lexicon, texts in said for words in texts)
        quote = next(filter(None, quotes), None)
        if quote:
            yield finding("Q09", "warn", where(touchpoint, question), what, why, rewrite, {"quote": quote})


def double_negative(question_set: QuestionSet) -> Iterator[Finding]:
    """Q10 warn: two negations, which readers turn round the wrong way."""
    says = (
        N_("There may be two negations here: “%(quote)s”."),
        N_("Readers in a hurry turn a double negation round the wrong way."),
        N_("Say it the way round that is wanted: “Was the floor clean?”"),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        found = lexicon.negation.findall(words)
        bad = lexicon.bad_thing.findall(words) if found else []
        return ", ".join([*found, *bad][:3]) if len(found) + len(bad) > 1 else None

    return each_question(question_set, "Q10", "warn", says, fires)


def too_long(question_set: QuestionSet) -> Iterator[Finding]:
    """Q11 warn: over twenty words."""
    says = (
        N_("This may be too long to read at a counter: %(quote)s words."),
        N_("Long questions are skimmed, and then answered from the first half."),
        N_("Keep what is asked, and move the rest to the hint."),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        count = len(WORD.findall(words))
        return str(count) if count > LONG else None

    return each_question(question_set, "Q11", "warn", says, fires)


def jargon(question_set: QuestionSet) -> Iterator[Finding]:
    """Q12 warn: words of the head office that a shopper has never heard."""
    says = (
        N_("“%(quote)s” may be a word that only the trade knows."),
        N_("A shopper who has to guess what is meant answers something else."),
        N_("Say what can be seen or heard instead."),
    )
    return each_question(question_set, "Q12", "warn", says, lambda _, lex, words: _found(lex.jargon, words))


def word_for_word(question_set: QuestionSet) -> Iterator[Finding]:
    """Q19 warn: points for reciting a script."""
    says = (
        N_("This may test a script word for word: “%(quote)s”."),
        N_("Staff who recite score better than staff who care, and guests hear the difference."),
        N_("Ask for what the words are to achieve: “Were you greeted?”, “Were you told the price?”"),
    )

    def fires(question: Question, lexicon: Lexicon, words: str) -> str | None:
        if not question.scored:
            return None
        return _found(lexicon.word_for_word, words) or _found(lexicon.quoted_speech, words)

    return each_question(question_set, "Q19", "warn", says, fires)
