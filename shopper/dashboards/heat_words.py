"""The words of the heat table: what is weakest, and whether branches can be told apart on it."""

from collections.abc import Mapping, Sequence
from functools import cache

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.comparison import ENOUGH_VISITS, BranchEstimate, Comparison, MeanRange
from scoring.figures import pointed
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.heat_columns import Column
from shopper.dashboards.sentences import Headline
from shopper.dashboards.standing import who, why_alone
from shopper.dashboards.words import branches, likely, visits, whole
from shopper.language import counted, sentence_case


def headline(name: str, column: Column, mean: MeanRange, more: Sequence[str], when: str) -> Headline:
    """North is weakest at Leaving: 61 of 100, from 46 visits this quarter (likely 52–70). …

    `more` are sentences of `close` and `differ`."""
    return Headline(
        _weakest(name, column, whole(mean.mean)),
        " ".join(filter(None, [_from_visits(mean, when), *more])),
    )


def _weakest(name: str, column: Column, score: str) -> str:
    told = {
        "mode:people": _("%(name)s is weakest where people serve: %(score)s of 100", name=name, score=score),
        "mode:machine": _(
            "%(name)s is weakest where machines serve: %(score)s of 100", name=name, score=score
        ),
        "mode:mixed": _(
            "%(name)s is weakest where people and machines serve together: %(score)s of 100",
            name=name,
            score=score,
        ),
        "p:people": _("%(name)s is weakest in its people: %(score)s of 100", name=name, score=score),
        "p:policies": _("%(name)s is weakest in its policies: %(score)s of 100", name=name, score=score),
        "p:processes": _("%(name)s is weakest in its processes: %(score)s of 100", name=name, score=score),
        "p:prevention": _("%(name)s is weakest in prevention: %(score)s of 100", name=name, score=score),
    }
    return told.get(column.measure) or _(
        "%(name)s is weakest at %(touchpoint)s: %(score)s of 100",
        name=name,
        touchpoint=column.label,
        score=score,
    )


def _from_visits(mean: MeanRange, when: str) -> str:
    range_ = likely(mean)
    if range_ is None:
        return _(
            "from %(visits)s %(when)s, one to each branch, so there is no likely range yet.",
            visits=visits(mean.n),
            when=when,
        )
    return _("from %(visits)s %(when)s (%(range)s).", visits=visits(mean.n), when=when, range=range_)


def close(labels: Sequence[str]) -> str:
    """What may be the weakest as well, as far as these visits can tell."""
    if not labels:
        return ""
    if len(labels) == 1:
        return _("%(other)s is so close that it may be the weakest as well.", other=labels[0])
    told = sentence_case(counted(len(labels)))
    return _("%(count)s others are so close that each may be the weakest as well.", count=told)


def too_few(name: str, n: int, when: str) -> Headline:
    """Before anything was seen often enough to be called the weakest."""
    return Headline(
        _("%(name)s: too few visits to say where it is weakest.", name=name),
        _(
            "%(visits)s %(when)s so far; it takes %(least)s that saw the same thing.",
            visits=sentence_case(visits(n)),
            when=when,
            least=counted(ENOUGH_VISITS),
        ),
    )


def untagged(split: str, showing: Showing) -> Headline:
    """A version whose questions or touchpoints carry no such tag."""
    version = version_in_words(showing.asked)
    if split == "p":
        return Headline(
            _("%(version)s cannot be split by the four Ps.", version=version),
            _(
                "None of its scored questions says whether it is about people, policies, processes or prevention. An admin can say so in the next version."
            ),
        )
    return Headline(
        _("%(version)s cannot be split by who or what serves.", version=version),
        _(
            "None of its touchpoints says whether people or machines serve there. An admin can say so in the next version."
        ),
    )


def differ(shown: Sequence[BranchEstimate], names: Mapping[str, str], everyone: Comparison) -> str:
    """Which branches lose most there, or that they cannot be told apart."""
    if everyone.method == "own_mean":
        return why_alone(everyone)
    by_flag = {flag: [names[each.key] for each in shown if each.flag == flag] for flag in _FLAGS}
    told = [_low(by_flag["likely_low"]), _high(by_flag["likely_high"])]
    if not any(told):
        told = [_may(by_flag["possibly_low"])]
    if any(told):
        return " ".join(filter(None, told))
    if all(each.n < ENOUGH_VISITS for each in shown):
        return _("No branch has enough visits to be told apart there.")
    if len(shown) == 1:
        return _("The one branch here does not stand out there.")
    return _("Its branches cannot be told apart there on these visits.")


_FLAGS = ("likely_low", "likely_high", "possibly_low")


def _low(names: list[str]) -> str:
    return (
        ngettext("%(who)s stands out low there.", "%(who)s stand out low there.", len(names), who=who(names))
        if names
        else ""
    )


def _high(names: list[str]) -> str:
    return (
        ngettext(
            "%(who)s stands out high there.", "%(who)s stand out high there.", len(names), who=who(names)
        )
        if names
        else ""
    )


def _may(names: list[str]) -> str:
    return _("%(who)s may be low there.", who=who(names)) if names else ""


class Behind:
    """What a cell says when it is pointed at or read out: range, visits and their own mean.

    A page has hundreds of them, so that each pattern and each number is put into words once."""

    def __init__(self) -> None:
        self.estimate_words = _("likely %(range)s, from %(visits)s averaging %(mean)s")
        self.mean_words = _("likely %(range)s, from %(visits)s")
        self.whole, self.visits = cache(whole), cache(visits)

    def estimate(self, each: BranchEstimate) -> str:
        if each.n < ENOUGH_VISITS or each.low is None or each.high is None:
            return self.visits(each.n)
        told = {"range": self._span(each.low, each.high), "visits": self.visits(each.n)}
        return self.estimate_words % (told | {"mean": self.number(each.mean)})

    def mean(self, mean: MeanRange) -> str:
        if mean.low is None or mean.high is None:
            return self.visits(mean.n)
        return self.mean_words % {"range": self._span(mean.low, mean.high), "visits": self.visits(mean.n)}

    def number(self, points: float) -> str:
        """A score in whole points."""
        return self.whole(pointed(points, 0))

    def _span(self, low: float, high: float) -> str:
        ends = self.number(low), self.number(high)
        return ends[0] if ends[0] == ends[1] else "–".join(ends)


def caption(showing: Showing, everyone: Comparison) -> str:
    """Measure, source, n, period and version."""
    told = _(
        "Estimated score, %(period)s, %(version)s, compared with all %(branches)s of the chain that were visited, %(visits)s.",
        period=showing.period,
        version=version_in_words(showing.asked),
        branches=branches(len(everyone.branches)),
        visits=visits(everyone.n),
    )
    how = (
        _("Each branch stands on its own mean.")
        if everyone.method == "own_mean"
        else _(
            "A branch's number is its own mean drawn towards the chain's, the more the fewer its visits; the first rows are plain means of all visits."
        )
    )
    more = _("Point at a number for its likely range and visits; both are in the CSV.")
    return " ".join([told, how, more])
