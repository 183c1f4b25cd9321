"""The words of one question: its answers, and the sentence that says how often the best one was given."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.compare import Interval, wilson
from scoring.comparison import STATES, AnswerCounts, BranchRate, RateComparison, Ways
from scoring.figures import pointed
from shopper.dashboards.filters import version_in_words
from shopper.dashboards.queries import Version
from shopper.dashboards.sentences import Headline
from shopper.dashboards.standing import who
from shopper.dashboards.words import percent, visits
from shopper.reporting.words import in_words, state_words
from survey_defs import QuestionSet, say
from survey_defs.kinds import Measured, Question

WRITTEN = ("text", "moment")
MOST_NAMED = 3
"""So many best answers are named; more are "the best answers"."""


class Speaker:
    """Says the answers to one question in the reader's language."""

    def __init__(self, definition: QuestionSet, question: Question, ways: Ways, language: str) -> None:
        self.definition, self.question = definition, question
        self.ways, self.language = ways, language
        self.currency = definition.currency

    @property
    def text(self) -> str:
        """The question; which touchpoint it is about where every touchpoint asks the same."""
        asked = say(self.question.text, self.language)
        if self.question.type != "momentum":
            return asked
        touchpoint = next(each for each, one in self.definition.walk() if one.key == self.question.key)
        return _("%(touchpoint)s: %(asked)s", touchpoint=say(touchpoint.title, self.language), asked=asked)

    def said(self, name: str) -> str:
        """One answer, as tallies name it, in words."""
        if name in STATES:
            return state_words(name)
        if name.startswith("band:"):
            return self._band(int(name.removeprefix("band:")))
        if name.startswith("mark:"):
            return self._grade(name.removeprefix("mark:"))
        return _("Answered") if name == "answered" else self._value(name)

    def best(self) -> str:
        """The answers that are worth most, as the start of a sentence."""
        if self.question.type == "choices":
            return _("Everything that counts")
        if self.question.type == "recommend":
            return _("9 or 10 of 10")
        if isinstance(self.question, Measured) and not self.question.bands:
            return _("%(good)s or better", good=self._end(self.question.good))
        names = [self.said(name) for name in self.ways.answers if name in self.ways.best]
        return " / ".join(names) if len(names) <= MOST_NAMED else _("One of the best answers")

    def _value(self, value: object) -> str:
        return in_words(self.question, {"value": value}, self.language, self.currency)

    def _end(self, value: object) -> str:
        """A bound of a measured question; decimals are written as answers are."""
        whole = int(str(value)) if self.question.type == "duration" else str(value)
        return self._value(whole)

    def _band(self, at: int) -> str:
        bands = self.question.bands if isinstance(self.question, Measured) else ()
        over = bands[at - 1].upto if at else None
        upto = bands[at].upto if at < len(bands) else None
        if upto is None:
            return _("over %(least)s", least=self._end(over)) if over is not None else _("any")
        if over is None:
            return _("up to %(most)s", most=self._end(upto))
        return _("over %(least)s, up to %(most)s", least=self._end(over), most=self._end(upto))

    def _grade(self, grade: str) -> str:
        """Between two anchors: full points up to the one, none from the other on."""
        if not isinstance(self.question, Measured):
            return {"full": _("all"), "part": _("some"), "none": _("none")}.get(grade, grade)
        good, bad = self._end(self.question.good), self._end(self.question.bad)
        return {
            "full": _("%(good)s or better, full points", good=good),
            "part": _("between %(good)s and %(bad)s", good=good, bad=bad),
            "none": _("%(bad)s or worse, no points", bad=bad),
        }[grade]


def headline(speaker: Speaker, counts: AnswerCounts, scored: int, period: str) -> Headline:
    """“Were you thanked?” Yes in 71 of 100 visits (likely 61–79 %) this quarter. Does not apply: 3."""
    text = speaker.text
    if not counts.asked:
        return _unanswered(text, scored, period)
    if speaker.question.type in WRITTEN or speaker.ways.answers == ("answered",):
        told = _(
            "“%(text)s” Answered in %(hits)s of %(visits)s", text=text, hits=counts.n, visits=visits(scored)
        )
        return Headline(told, " ".join([_("%(when)s.", when=period), *_beside(counts)]))
    if not counts.n:
        return Headline(
            _("“%(text)s” was never judged", text=text),
            " ".join(
                [_("in %(visits)s %(when)s.", visits=visits(counts.asked), when=period), *_beside(counts)]
            ),
        )
    names = speaker.ways.best or frozenset({commonest(speaker.ways, counts)})
    hits = counts.hits if speaker.ways.best else counts.by_name[next(iter(names))]
    best = speaker.best() if speaker.ways.best else speaker.said(next(iter(names)))
    told = _(
        "“%(text)s” %(answer)s in %(hits)s of %(visits)s",
        text=text, answer=best, hits=hits, visits=visits(counts.n),
    )  # fmt: skip
    return Headline(told, " ".join([_when(wilson(hits, counts.n), period), *_beside(counts)]))


def _when(range_: Interval | None, period: str) -> str:
    if range_ is None or range_.n == 1:
        return _("%(when)s. One visit says little; a likely range begins with the second.", when=period)
    return _("%(when)s (likely %(rate)s).", when=period, rate=percent(range_.low, range_.high))


def _beside(counts: AnswerCounts) -> list[str]:
    """States that some visits gave instead of an answer. “Nobody did” is among those judged."""
    given = [(state_words(state), counts.by_name[state]) for state in STATES if counts.by_name[state]]
    return [_("%(state)s: %(num)s.", state=state, num=n) for state, n in given]


def _unanswered(text: str, scored: int, period: str) -> Headline:
    if not scored:
        return Headline(
            _("“%(text)s” No visits %(when)s.", text=text, when=period),
            _("Choose other months, or look again when the next visit is released."),
        )
    told = ngettext(
        "It was not put, or not answered, in the one visit %(when)s. Choose other months, or another question.",
        "It was not put, or not answered, in any of %(num)s visits %(when)s. Choose other months, or another question.",
        scored,
        when=period,
    )
    return Headline(_("“%(text)s” Nobody has answered.", text=text), told)


def commonest(ways: Ways, counts: AnswerCounts) -> str:
    """The answer given most often, the first of equals."""
    return max(ways.answers, key=lambda name: counts.by_name[name])


def differ(shown: Sequence[BranchRate], names: Mapping[str, str], everyone: RateComparison) -> str:
    """The finding over the branches: who stands out, or that nobody does."""
    if not everyone.shrunk:
        return _("Too few branches have answers to compare them")
    low, high, maybe = (
        [names[each.key] for each in shown if each.flag == flag]
        for flag in ("likely_low", "likely_high", "possibly_low")
    )
    if low:
        return ngettext("%(who)s stands out low", "%(who)s stand out low", len(low), who=who(low))
    if high:
        return ngettext("%(who)s stands out high", "%(who)s stand out high", len(high), who=who(high))
    if maybe:
        return _("%(who)s may be low", who=who(maybe))
    return _("The branches cannot be told apart on this question")


def share(part: float) -> str:
    """A share as people read it: 71 %."""
    return percent(part, part)


def percent_points(part: float) -> int:
    return int(pointed(100 * part, 0))


def not_asked(key: str, wanted: Version, text: str, elsewhere: Sequence[str]) -> Headline:
    """The version shown does not ask it; where it was asked, if anywhere."""
    version = version_in_words(wanted)
    if not elsewhere:
        return Headline(
            _("“%(key)s” is no question of %(version)s.", key=key[:64], version=version),
            _("Choose one of its questions below."),
        )
    return Headline(
        _("“%(text)s” is not asked in this version, %(version)s.", text=text, version=version),
        _(
            "It was asked in %(versions)s. Choose that version in the filter, or another question below.",
            versions=", ".join(elsewhere),
        ),
    )
