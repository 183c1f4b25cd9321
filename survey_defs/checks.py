"""What the models cannot see alone: how the parts of a question set fit together."""

from collections.abc import Iterator
from itertools import pairwise

from survey_defs import check_conditions, check_questions
from survey_defs.kinds import Duration, Question
from survey_defs.plain_words import Found
from survey_defs.problems import Path
from survey_defs.schema import QuestionSet
from survey_defs.sentence import N_, Sentence

MOST_QUESTIONS = 1000


def check(question_set: QuestionSet, broken: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every problem as (path, message, mend). `broken`: keys of questions reported already."""
    for rule in (touchpoint_keys, question_keys, one_leaving_at_the_end, stamp_names, score_bands):
        yield from rule(question_set)
    yield from few_enough_questions(question_set)
    yield from momentum_limits(question_set)
    yield from languages_once(question_set)
    for path, question in located(question_set):
        yield from stamps_known(question_set, path, question)
        yield from currency_named(question_set, path, question)
        yield from check_questions.check(path, question)
    yield from check_conditions.check(question_set, broken)


def located(question_set: QuestionSet) -> Iterator[tuple[Path, Question]]:
    """Every written question with its path in the file."""
    for t, touchpoint in enumerate(question_set.touchpoints):
        for q, question in enumerate(touchpoint.questions):
            yield ("touchpoints", t, "questions", q), question


def few_enough_questions(question_set: QuestionSet) -> Iterator[Found]:
    """A bound on the work that one file can cause, far above what a person would answer."""
    if (number := len(question_set.by_key)) > MOST_QUESTIONS:
        said = Sentence(
            "%(number)s questions are more than the %(most)s a set may have.",
            number=number,
            most=MOST_QUESTIONS,
        )
        yield ("touchpoints",), said, N_("Divide it into several sets.")


def touchpoint_keys(question_set: QuestionSet) -> Iterator[Found]:
    """A touchpoint key names one touchpoint."""
    seen: set[str] = set()
    for t, touchpoint in enumerate(question_set.touchpoints):
        if touchpoint.key in seen:
            said = Sentence("`%(key)s` is already the key of another touchpoint.", key=touchpoint.key)
            yield ("touchpoints", t, "key"), said, N_("Rename one of the two.")
        seen.add(touchpoint.key)


def question_keys(question_set: QuestionSet) -> Iterator[Found]:
    """Answers are stored by question key, so a key appears once in a set, added momentum included."""
    added = {f"{t.key}_momentum": t.key for t in question_set.touchpoints if len(t.asked) > len(t.questions)}
    seen: set[str] = set()
    for path, question in located(question_set):
        if question.key in added:
            said = Sentence(
                "`%(key)s` is the key of the momentum question added to `%(touchpoint)s`.",
                key=question.key,
                touchpoint=added[question.key],
            )
            yield (*path, "key"), said, N_("Rename it, or set `momentum: false` on that touchpoint.")
        if question.key in seen:
            said = Sentence("`%(key)s` is already the key of another question.", key=question.key)
            yield (*path, "key"), said, N_("Rename one of the two; a key appears once in a set.")
        seen.add(question.key)


def one_leaving_at_the_end(question_set: QuestionSet) -> Iterator[Found]:
    """At most one touchpoint is `leaving`, and it is the last; that there is one is for lint to say."""
    last = len(question_set.touchpoints) - 1
    for t, touchpoint in enumerate(question_set.touchpoints):
        if touchpoint.leaving and t != last:
            said = Sentence("`%(key)s` is marked leaving but is not the last touchpoint.", key=touchpoint.key)
            yield (
                ("touchpoints", t, "leaving"),
                said,
                N_("Mark only the last touchpoint, or move this one to the end."),
            )


def stamp_names(question_set: QuestionSet) -> Iterator[Found]:
    """A stamp is one moment: no name twice, and In and Out exist by themselves."""
    seen = {"In", "Out", "note", "recognised", "stopped"}  # the last three are what else is tapped on site
    for t, touchpoint in enumerate(question_set.touchpoints):
        if touchpoint.stamp in seen:
            said = Sentence("There is already a stamp `%(stamp)s`.", stamp=touchpoint.stamp)
            yield ("touchpoints", t, "stamp"), said, N_("Give it another name; In and Out always exist.")
        seen |= {touchpoint.stamp} if touchpoint.stamp else set()


def stamps_known(question_set: QuestionSet, path: Path, question: Question) -> Iterator[Found]:
    """`from_stamps` names two stamps of this set, the earlier first."""
    if not isinstance(question, Duration) or question.from_stamps is None:
        return
    journey = ["In", *(t.stamp for t in question_set.touchpoints if t.stamp), "Out"]
    unknown = [name for name in question.from_stamps if name not in journey]
    for name in unknown:
        yield (
            (*path, "from_stamps"),
            Sentence("There is no stamp `%(name)s`.", name=name),
            Sentence("Stamps of this set: %(stamps)s.", stamps=", ".join(journey)),
        )
    if not unknown and journey.index(question.from_stamps[0]) >= journey.index(question.from_stamps[1]):
        said = N_("The first stamp must come before the second.")
        yield (
            (*path, "from_stamps"),
            said,
            Sentence("Their order in this set: %(stamps)s.", stamps=", ".join(journey)),
        )


def currency_named(question_set: QuestionSet, path: Path, question: Question) -> Iterator[Found]:
    """Amounts of different currencies cannot share bands."""
    if question.type == "money" and question_set.currency is None:
        yield (
            (*path, "type"),
            N_("A set that asks for money needs a `currency`."),
            N_("Add `currency: EUR` (or yours) above."),
        )


def score_bands(question_set: QuestionSet) -> Iterator[Found]:
    """Bands fall from the best to one that starts at 0, so that every score has exactly one."""
    path, limits = ("scoring", "bands"), list(question_set.scoring.bands.values())
    if any(not 0 <= limit <= 100 for limit in limits):
        yield (
            path,
            N_("Bands start between 0 and 100 points."),
            N_("Write the lowest score of each, like `great: 85`."),
        )
    elif any(low >= high for high, low in pairwise(limits)):
        yield (
            path,
            N_("Bands must fall from the best to the weakest."),
            N_("Put the highest first; no two alike."),
        )
    elif limits[-1] != 0:
        yield (
            path,
            N_("The last band must start at 0, or low scores have no band."),
            N_("Add one such as `weak: 0`."),
        )


def momentum_limits(question_set: QuestionSet) -> Iterator[Found]:
    limits = question_set.scoring.momentum
    if limits.forward <= limits.drift:
        said = N_("`forward` must be above `drift`.")
        yield ("scoring", "momentum"), said, N_("The defaults are `{forward: 80, drift: 50}`.")


def languages_once(question_set: QuestionSet) -> Iterator[Found]:
    if len(set(question_set.languages)) < len(question_set.languages):
        yield ("languages",), N_("A language is listed twice."), N_("List each language once.")
