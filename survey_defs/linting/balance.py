"""S04–S10, S12: the set as a whole."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from survey_defs.finish_curves import Place, finish_weights
from survey_defs.kinds import Question, Scorable, YesNo
from survey_defs.linting.asking import WORD, in_languages, where, written
from survey_defs.linting.finding import N_, Finding, finding
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.text import say

MINUTES, QUESTIONS, CRITICAL = 15, 45, 3
MOST = Fraction(1, 4)
ALIKE = Fraction(4, 5)

SECONDS = {
    "yes_no": 9, "choice": 12, "choices": 18, "scale": 10, "number": 14, "money": 16, "duration": 14,
    "time": 14, "date": 14, "text": 40, "photo": 30, "location": 10, "momentum": 6, "moment": 40,
    "recommend": 8, "note": 2,
}  # fmt: skip
"""What a practised thumb takes for an answer, reading left out."""
READING = Fraction(1, 4)
"""Seconds a word, 240 words a minute."""


def touchpoint_without_questions(question_set: QuestionSet) -> Iterator[Finding]:
    """S04 warn: a touchpoint where nothing is asked."""
    for touchpoint in question_set.touchpoints:
        if not any(question.type != "note" for question in touchpoint.questions):
            yield finding(
                "S04", "warn", touchpoint.key, N_("Nothing may be asked at this touchpoint."),
                N_("It stands in the journey and on every chart, and is always empty."),
                N_("Ask something there, or take it out."),
            )  # fmt: skip


def greeting_without_goodbye(question_set: QuestionSet) -> Iterator[Finding]:
    """S05 warn: a greeting and no goodbye; in a covert set also no link back."""
    last = question_set.leaving
    if _speaks_of(question_set, "greeting", question_set.touchpoints) and not _speaks_of(
        question_set, "goodbye", (last,)
    ):
        yield finding(
            "S05", "warn", last.key, N_("Someone greets in this set, and nobody may say goodbye."),
            N_("The last word is remembered longer than the first."),
            N_("Ask at the leaving touchpoint whether thanks or a goodbye was said."),
        )  # fmt: skip
    if question_set.kind == "covert" and not _speaks_of(
        question_set, "link_back", question_set.touchpoints[-2:]
    ):
        yield finding(
            "S05", "warn", last.key, N_("Nothing at the end may ask for a reason to come back."),
            N_("A visit that leads to the next one is the finish that pays."),
            N_("Ask what the shopper was told or given that leads to another visit."),
        )  # fmt: skip


def _speaks_of(question_set: QuestionSet, topic: str, touchpoints: tuple[Touchpoint, ...]) -> bool:
    """Whether a question here is about the topic, by its key or by its words."""
    for touchpoint in touchpoints:
        for question in touchpoint.questions:
            words = [
                *in_languages(question_set, question.text),
                *in_languages(question_set, touchpoint.title),
            ]
            if topic in question.key or any(getattr(lexicon, topic).search(said) for lexicon, said in words):
                return True
    return not any(True for _ in in_languages(question_set, question_set.title))


def too_many_critical(question_set: QuestionSet) -> Iterator[Finding]:
    """S06 warn: more than three critical questions."""
    found = [where(*one) for one in written(question_set) if isinstance(one[1], Scorable) and one[1].critical]
    if len(found) > CRITICAL:
        yield finding(
            "S06", "warn", found[CRITICAL], N_("%(count)s questions may cap the score."),
            N_("Where everything is critical nothing is, and most scores are caps."),
            N_("Keep what is unsafe or unlawful, three at most."), {"count": str(len(found))},
        )  # fmt: skip


def shares(question_set: QuestionSet) -> dict[str, Fraction]:
    """What part of the score each scored question carries when every touchpoint is observed: w_t·m_q/Σm."""
    earning = [
        (at, [q for q in touchpoint.questions if isinstance(q, Scorable) and q.scored])
        for at, touchpoint in enumerate(question_set.touchpoints)
    ]
    observed = [(at, questions) for at, questions in earning if questions]
    places = [Place(at, Fraction(question_set.touchpoints[at].weight)) for at, _ in observed]
    weights = finish_weights(question_set.scoring.finish, places, len(question_set.touchpoints))
    found: dict[str, Fraction] = {}
    for weight, (_, questions) in zip(weights, observed, strict=True):
        total = sum((Fraction(q.points) for q in questions), Fraction(0))
        found |= {q.key: weight * Fraction(q.points) / total for q in questions}
    return found


def one_question_too_heavy(question_set: QuestionSet) -> Iterator[Finding]:
    """S07 warn: one question carries more than a quarter of the score."""
    carried = shares(question_set)
    for touchpoint, question in written(question_set):
        share = carried.get(question.key, Fraction(0))
        if share > MOST:
            yield finding(
                "S07", "warn", where(touchpoint, question), N_("This one answer may carry %(share)s of the score."),
                N_("One slip of one shopper then decides what the branch is worth."),
                N_("Ask more in this touchpoint, or give this question fewer points."),
                {"share": f"{float(share):.0%}"},
            )  # fmt: skip


def minutes(question_set: QuestionSet, language: str = "") -> Fraction:
    """How long the form takes to fill in, in minutes: reading at 240 words a minute, and the answers."""
    seconds = Fraction(0)
    for _, question in question_set.walk():
        words = WORD.findall(say(question.text, language or question_set.languages[0]))
        seconds += SECONDS[question.type] + READING * len(words)
    return seconds / 60


def too_much(question_set: QuestionSet) -> Iterator[Finding]:
    """S08 warn: over fifteen minutes or forty-five questions."""
    asked = sum(question.type != "note" for _, question in written(question_set))
    taken = minutes(question_set)
    if taken > MINUTES or asked > QUESTIONS:
        yield finding(
            "S08", "warn", question_set.slug, N_("%(count)s questions may take %(minutes)s minutes to answer."),
            N_("After a quarter of an hour answers get shorter and memories are made up."),
            N_("Drop what nobody acts on, or make two sets."), {"count": str(asked), "minutes": str(round(taken))},
        )  # fmt: skip


def without_tags(question_set: QuestionSet) -> Iterator[Finding]:
    """S09 warn: a scored question without a P, a touchpoint without a mode."""
    for touchpoint in question_set.touchpoints:
        if touchpoint.mode is None:
            yield finding(
                "S09", "warn", touchpoint.key, N_("It may not be said who or what serves here."),
                N_("Results cannot be split into people and machines."), N_("Add `mode: people`, `machine` or `mixed`."),
            )  # fmt: skip
    for touchpoint, question in written(question_set):
        if question.scored and question.p is None:
            yield finding(
                "S09", "warn", where(touchpoint, question), N_("One of the four P tags may be missing."),
                N_("Nobody can see whether people, policies, processes or prevention lost these points."),
                N_("Add `p: people`, `policies`, `processes` or `prevention`."),
            )  # fmt: skip


def near_duplicates(question_set: QuestionSet) -> Iterator[Finding]:
    """S10 warn: two questions that ask nearly the same."""
    seen: list[tuple[str, Question, frozenset[str]]] = []
    for touchpoint, question in written(question_set):
        if question.type in {"note", "photo", "moment"}:
            continue
        said = say(question.text, question_set.languages[0])
        words = frozenset(word.casefold() for word in WORD.findall(said))
        twin = next((here for here, one, other in seen if _alike(question, words, one, other)), None)
        if twin:
            yield finding(
                "S10", "warn", where(touchpoint, question), N_("This may ask the same as %(twin)s."),
                N_("The same thing then counts twice, and shoppers feel tested."),
                N_("Keep one, or say in the text where they differ."), {"twin": twin},
            )  # fmt: skip
        seen.append((where(touchpoint, question), question, words))


def _alike(one: Question, words: frozenset[str], other: Question, others: frozenset[str]) -> bool:
    if one.type != other.type or not words or one.show_if != other.show_if:
        return False
    if len(words) > 2 * len(others) or len(others) > 2 * len(words):
        return False
    return Fraction(len(words & others), len(words | others)) >= ALIKE


def always_yes(question_set: QuestionSet) -> Iterator[Finding]:
    """S12 info: every best answer is Yes."""
    scored = [question for _, question in written(question_set) if question.scored]
    kinds = Counter(isinstance(question, YesNo) and not question.reverse for question in scored)
    if len(scored) >= 3 and kinds[True] == len(scored):
        yield finding(
            "S12", "info", question_set.slug, N_("The best answer may be Yes everywhere."),
            N_("A shopper who ticks Yes without looking gives full marks."),
            N_("Ask some as a choice between things that happen, or the other way round with `reverse: true`."),
        )  # fmt: skip
