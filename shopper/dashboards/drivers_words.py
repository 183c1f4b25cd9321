"""The words of the drivers: what the visits prove of the last impression, and what they do not."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.drivers import ENOUGH_VISITS, LEAST_VISITS, FinishClaim
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.months import in_words
from shopper.dashboards.queries.drivers import MOST
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import number, span, visits, whole
from shopper.language import listed


def headline(claim: FinishClaim, names: Sequence[str]) -> Headline:
    """The verdict on the last impression, and the share that it rests on."""
    verdict = {
        "supported": _("Here the last impression moves the intent to recommend more than anything else."),
        "refuted": _("Here the last impression moves the intent to recommend less than an equal part."),
        "cannot tell": _("The visits so far neither prove nor refute that the last impression matters most."),
    }[claim.verdict]
    share = _(
        "“%(name)s” carries %(share)s of 100 parts of what moves it (likely %(range)s), from %(visits)s; an equal part would be %(equal)s.",
        name=names[-1],
        share=whole(100 * claim.share),
        range=span(100 * claim.low, 100 * claim.high),
        visits=visits(claim.n),
        equal=whole(100 / len(names)),
    )
    if claim.verdict != "cannot tell" or claim.n >= ENOUGH_VISITS:
        return Headline(verdict, share)
    wait = _("To tell takes about %(num)s visits.", num=number(ENOUGH_VISITS, 0))
    return Headline(verdict, f"{share} {wait}")


def title(claim: FinishClaim, names: Sequence[str]) -> str:
    """A touchpoint is named only where its range lies above all others'."""
    most = max(range(len(names)), key=lambda at: claim.drivers[at].share)
    others = [each.high for at, each in enumerate(claim.drivers) if at != most]
    if claim.drivers[most].low > max(others):
        return _("“%(name)s” moves the intent most", name=names[most])
    return _("No touchpoint clearly moves it more than all others")


def head() -> tuple[str, str, str, str]:
    """The columns of the table."""
    return _("Touchpoint"), _("Share of 100"), _("Likely from"), _("Likely to")


def caption(showing: Showing, n: int) -> str:
    told = _(
        "Share of each touchpoint in what moves the answer to “would you recommend it”, with the range that 95 of 100 redrawn sets of branches give; branches and shoppers are compared with themselves. %(region)s, the year up to %(month)s, %(version)s, %(visits)s.",
        region=showing.place.label,
        month=in_words(showing.last),
        version=version_in_words(showing.asked),
        visits=visits(n),
    )
    if n < MOST:
        return told
    return told + " " + _("Only the latest %(num)s visits were read.", num=number(MOST, 0))


def not_asked(showing: Showing) -> Headline:
    return Headline(
        _("This version does not ask whether a shopper would recommend the place."),
        _(
            "Without that answer nobody can say what moves the intent. Add a question of the type “recommend” to the next version of %(set)s.",
            set=showing.asked.title,
        ),
    )


def nothing(showing: Showing, n: int, branches: int) -> Headline:
    """Nothing can be estimated: too few visits, one branch, or answers that never differ."""
    if n < LEAST_VISITS:
        why = ngettext(
            "One visit of the year up to %(month)s saw every touchpoint and has the answer; it takes %(least)s to begin.",
            "%(num)s visits of the year up to %(month)s saw every touchpoint and have the answer; it takes %(least)s to begin.",
            n,
            month=in_words(showing.last),
            least=LEAST_VISITS,
        )
    elif branches < 2:
        why = _("They were all made to one branch; it takes at least two.")
    else:
        why = _(
            "Within a branch and a shopper no answer goes with any touchpoint, so there is nothing to share out."
        )
    return Headline(_("What moves the intent to recommend cannot be told yet."), why)


def left_out(rare: Sequence[str], dropped: int) -> list[str]:
    """What the numbers say nothing about."""
    told = []
    if rare:
        told.append(
            _("Left out because fewer than half of the visits saw them: %(names)s.", names=listed(rare))
        )
    if dropped:
        told.append(
            ngettext(
                "One visit is left out, because a touchpoint was not seen or the answer is missing.",
                "%(num)s visits are left out, because a touchpoint was not seen or the answer is missing.",
                dropped,
            )
        )
    return told


def meaning() -> list[str]:
    return [
        _(
            "A share says how closely the intent goes with a touchpoint, not that changing the one changes the other."
        ),
        _("The agreed weights of the score stay as they are, whatever stands here."),
    ]
