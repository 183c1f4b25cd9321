"""The words of a comparison: who stands out, who may, and what one branch is worth."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.comparison import ENOUGH_VISITS, BranchEstimate, Comparison
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import number, span, visits, whole
from shopper.language import counted, listed, sentence_case


def compared(shown: Sequence[BranchEstimate], names: dict[str, str], everyone: Comparison) -> Headline:
    """The head of Compare: who stands out, who may, and that the others cannot be told apart."""
    if not shown:
        return Headline(
            _("No branch has a scored visit in this period."), _("Choose other months to compare.")
        )
    if everyone.method == "own_mean":
        return Headline(_("These branches cannot be compared yet."), why_alone(everyone))
    by_flag = {flag: [names[each.key] for each in shown if each.flag == flag] for flag in _FLAGS}
    strong = _strong(by_flag["likely_low"], by_flag["likely_high"])
    rest = [_may(by_flag["possibly_low"], by_flag["possibly_high"]), _others(shown, bool(strong))]
    return Headline(strong or _("No branch stands out."), " ".join(filter(None, rest)))


_FLAGS = ("likely_low", "likely_high", "possibly_low", "possibly_high")
NAMED = 2


def who(names: list[str]) -> str:
    """Two names at most, else how many."""
    if len(names) <= NAMED:
        return listed(names)
    return sentence_case(
        ngettext("%(count)s branch", "%(count)s branches", len(names), count=counted(len(names)))
    )


def _strong(low: list[str], high: list[str]) -> str:
    told_low = (
        ngettext("%(who)s stands out low", "%(who)s stand out low", len(low), who=who(low)) if low else ""
    )
    if not high:
        return f"{told_low}." if low else ""
    if not low:
        return ngettext("%(who)s stands out high.", "%(who)s stand out high.", len(high), who=who(high))
    few = who(high) if len(high) <= NAMED else counted(len(high))
    return _("%(low)s, %(high)s high.", low=told_low, high=few)


def _may(low: list[str], high: list[str]) -> str:
    told = _("%(who)s may be low.", who=who(low)) if low else ""
    return " ".join(filter(None, [told, _("%(who)s may be high.", who=who(high)) if high else ""]))


def _others(shown: Sequence[BranchEstimate], some: bool) -> str:
    middle = sum(each.flag == "middle" for each in shown)
    few = sum(each.flag == "too_few" for each in shown)
    told = ""
    if middle and some:
        told = ngettext(
            "The other one is in the middle.",
            "The other %(count)s cannot be told apart on these visits.",
            middle,
            count=counted(middle),
        )
    elif middle:
        told = ngettext(
            "The only one with enough visits is in the middle.",
            "The %(count)s with enough visits cannot be told apart on these visits.",
            middle,
            count=counted(middle),
        )
    if few:
        told_few = ngettext(
            "%(count)s has fewer than %(least)s visits, too few to compare.",
            "%(count)s have fewer than %(least)s visits, too few to compare.",
            few,
            count=sentence_case(counted(few)),
            least=counted(ENOUGH_VISITS),
        )
        told = f"{told} {told_few}".strip()
    return told


def why_alone(everyone: Comparison) -> str:
    """Why each branch stands on its own mean."""
    return {
        "one_visit_each": _(
            "Every branch has one visit in each quarter, so nobody knows how much visits differ. A second visit to some of them changes that."
        ),
        "few_branches": _(
            "Fewer than three branches have visits with this version, so each stands on its own mean."
        ),
        "few_comparisons": _(
            "Too few branches have visits in the last year to learn how much branches differ, so each stands on its own mean."
        ),
        None: "",
    }[everyone.reason]


def branch(name: str, found: BranchEstimate | None, everyone: Comparison, when: str) -> Headline:
    """Mill Lane: estimated 74 (likely 66–82), from 3 visits averaging 61; …"""
    if found is None:
        chain = (
            ""
            if everyone.mu is None
            else _("With nothing seen here, the best guess is the chain mean, %(mu)s.", mu=whole(everyone.mu))
        )
        return Headline(_("%(name)s: no scored visits %(when)s.", name=name, when=when), chain)
    if everyone.method == "own_mean":
        return _branch_alone(name, found, everyone, when)
    told = _("%(name)s: estimated %(theta)s", name=name, theta=whole(found.theta))
    range_ = span(found.low, found.high)
    return Headline(
        f"{told} ({_('likely %(range)s', range=range_)})" if range_ else told,
        _(
            "from %(from_visits)s %(when)s. The chain mean is %(mu)s; a branch with no visits would show just that.",
            from_visits=_averaging(found),
            when=when,
            mu=whole(everyone.mu or 0.0),
        ),
    )


def _averaging(found: BranchEstimate) -> str:
    return ngettext(
        "%(num)s visit worth %(mean)s",
        "%(num)s visits averaging %(mean)s",
        found.n,
        mean=number(found.mean, 1) if found.n == 1 else whole(found.mean),
    )


def _branch_alone(name: str, found: BranchEstimate, everyone: Comparison, when: str) -> Headline:
    score = number(found.mean, 1) if found.n == 1 else whole(found.mean)
    range_ = span(found.low, found.high)
    ranged = f" ({_('likely %(range)s', range=range_)})" if range_ else ""
    return Headline(
        _("%(name)s: %(score)s of 100", name=name, score=score),
        _("from %(visits)s %(when)s%(range)s.", visits=visits(found.n), when=when, range=ranged)
        + " "
        + why_alone(everyone),
    )
