"""Own means against visits: who differs more than branches usually do, beside the shrunk list."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring import figures
from scoring.comparison import BranchEstimate, Comparison, Outlying, outlying
from scoring.figures import Chart
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.overview import Figure
from shopper.dashboards.words import branches, number
from shopper.language import counted, sentence_case

LISTED = 40
"""Branches in the table of the page."""


def funnel(
    showing: Showing,
    shown: Sequence[BranchEstimate],
    names: Mapping[str, str],
    everyone: Comparison,
    listed: int | None = None,
) -> Figure | None:
    """None where branches cannot be compared: then nobody knows what chance explains.

    `listed`: rows of the table, all without it."""
    if everyone.tau is None or not shown:
        return None
    here = {one.key for one in shown}
    out = [each for each in outlying(everyone) if each.key in here]
    drawn = _drawing(shown, names, everyone, out, listed)
    caption = _caption(showing, everyone)
    if len(drawn.rows) < len(shown):
        more = _("The first %(num)s are in the table, all are in the files.", num=len(drawn.rows))
        caption = f"{caption} {more}"
    return Figure(_title(out), drawn, caption, _note(out))


def _title(out: Sequence[Outlying]) -> str:
    if not out:
        return _("Nobody differs more than branches usually do")
    told = ngettext(
        "%(count)s branch differs more than branches usually do",
        "%(count)s branches differ more than branches usually do",
        len(out),
        count=counted(len(out)),
    )
    return sentence_case(told)


def _note(out: Sequence[Outlying]) -> str:
    told = _(
        "Somebody is always lowest. This asks who is further off than chance and the usual differences explain."
    )
    if not out:
        return told
    return f"{told} " + _("Of those named, one in twenty at most is expected by mistake.")


def _caption(showing: Showing, everyone: Comparison) -> str:
    return _(
        "Mean of each branch’s own visits against their number, %(period)s, %(version)s. Dashed: 19 of 20 branches lie inside, dotted: 499 of 500, of all %(branches)s of the chain. A larger dot is several branches.",
        period=showing.period,
        version=version_in_words(showing.asked),
        branches=branches(len(everyone.branches)),
    )


def _drawing(
    shown: Sequence[BranchEstimate],
    names: Mapping[str, str],
    everyone: Comparison,
    out: Sequence[Outlying],
    listed: int | None,
) -> Chart:
    far = {each.key: at for at, each in enumerate(out)}
    ordered = sorted(shown, key=lambda each: (far.get(each.key, len(far)), each.key))
    dots = [figures.FunnelDot(names[each.key], each.n, each.mean, each.key in far) for each in ordered]
    limits = figures.FunnelLimits(everyone.mu or 0.0, (everyone.s or 0.0) ** 2, (everyone.tau or 0.0) ** 2)
    return figures.funnel(dots, limits, _words(), number, listed)


def _words() -> figures.FunnelWords:
    return figures.FunnelWords(
        branch=_("Branch"),
        score=_("Own mean"),
        visits=_("Visits"),
        low=_("Usual from"),
        high=_("Usual to"),
        says=_("Says"),
        says_low=_("unusually low"),
        says_high=_("unusually high"),
        says_inside=_("usual"),
        mean=_("Chain {value}"),
        inner=_("19 of 20"),
        outer=_("499 of 500"),
        point=_("{name}: own mean {value}, visits: {visits}"),
        several=_("branches: {count}, own mean {value}, visits: {visits}"),
        alt=_(
            "Funnel plot of {branches} branches, mean of their own visits against the number of visits, chain mean {mean}: {low} are unusually low, {high} unusually high. The table below begins with those."
        ),
    )
