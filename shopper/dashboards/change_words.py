"""The words of Change over time: a verdict, then what it rests on. Never "decline"."""

from itertools import takewhile

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.change import RegionChart
from scoring.figures.monthly import limits
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.measures import Measure
from shopper.dashboards.months import in_words
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import number, visits, whole
from shopper.language import counted, listed, sentence_case

NAMED = 3
RUN = 8
"""Months in a row on one side of the mean that are a signal."""


def value(measure: Measure, found: float) -> str:
    """A mean in whole points, or a rate in percent."""
    return _("%(share)s %%", share=number(found, 0)) if measure.is_rate else whole(found)


def better(measure: Measure, chart: RegionChart) -> bool | None:
    """Whether the newest month is a signal for the better; None where it is none."""
    if chart.verdict not in ("signal_up", "signal_down"):
        return None
    return (chart.verdict == "signal_up") != measure.is_rate


def region(name: str, measure: Measure, chart: RegionChart) -> Headline:
    """North: the overall score is better than before, unlikely to be chance. …"""
    told = {"name": name, "measure": measure.within}
    if not chart.months:
        return Headline(
            _("%(name)s: nothing to show of %(measure)s yet.", **told),
            _("Choose another measure or other months."),
        )
    strong = {
        None: _("%(name)s: normal ups and downs in %(measure)s.", **told)
        if chart.verdict == "normal"
        else _("%(name)s: too early to tell whether %(measure)s changed.", **told),
        True: _("%(name)s: %(measure)s is better than before, unlikely to be chance.", **told),
        False: _("%(name)s: %(measure)s shows a signal to check.", **told),
    }[better(measure, chart)]
    return Headline(strong, _newest(measure, chart))


def _newest(measure: Measure, chart: RegionChart) -> str:
    """September 2026 was 81 from 46 visits, where 76 to 86 is usual."""
    newest, known = chart.months[-1], limits(chart)
    month = in_words(newest.at or 0)
    told = {"month": month, "value": value(measure, newest.mean), "visits": visits(newest.n)}
    side = _months_on_one_side(chart)
    if known and side >= RUN:
        return _(
            "%(month)s was %(value)s from %(visits)s, the last of %(count)s months in a row on this side of the mean.",
            count=counted(side),
            **told,
        )
    if known:
        low, high = (value(measure, edge) for edge in known[-1])
        return _("%(month)s was %(value)s from %(visits)s, where %(low)s to %(high)s is usual.", low=low, high=high, **told)  # fmt: skip
    return _(
        "%(month)s was %(value)s from %(visits)s; the middle of its months is %(median)s.",
        median=value(measure, chart.center or 0.0),
        **told,
    )


def _months_on_one_side(chart: RegionChart) -> int:
    """How many months up to the newest, where it is a signal, lie on its side of the mean."""
    if chart.verdict not in ("signal_up", "signal_down") or chart.center is None:
        return 0
    center, up = chart.center, chart.verdict == "signal_up"
    newest = reversed(chart.months[chart.since :])
    return sum(1 for _month in takewhile(lambda month: (month.mean > center) == up, newest))


def title(measure: Measure, chart: RegionChart) -> str:
    """The finding over the chart."""
    n = len(chart.months) - chart.since
    words = sentence_case(counted(n))
    found = better(measure, chart)
    if found is not None:
        month = in_words(chart.months[-1].at or 0)
        return (
            _("%(month)s: better than before, unlikely to be chance", month=month)
            if found
            else _("%(month)s is a signal to check", month=month)
        )
    if chart.verdict == "too_few":
        return ngettext(
            "%(count)s month so far, too few to tell a change from chance",
            "%(count)s months so far, too few to tell a change from chance",
            n,
            count=words,
        )
    return ngettext(
        "%(count)s month of normal ups and downs",
        "%(count)s months of normal ups and downs",
        n,
        count=words,
    )


def caption(showing: Showing, measure: Measure, chart: RegionChart) -> str:
    """Measure, region, version, n, what the limits are, breaks and gaps."""
    place = showing.branch.name if showing.branch else showing.place.label
    told = [
        _(
            "%(measure)s by month. %(place)s, %(version)s, %(visits)s.",
            measure=measure.name,
            place=place,
            version=version_in_words(showing.asked),
            visits=visits(chart.n),
        )
    ]
    if chart.since:
        told.append(_("An earlier version asked other questions, so the line is not joined."))
    told += [_limits(measure, chart), gaps(chart)]
    return " ".join(filter(None, told))


def _limits(measure: Measure, chart: RegionChart) -> str:
    if chart.kind == "run":
        return _("Limits need twelve months with twenty visits each.")
    if measure.is_rate:
        return _("Limits: mean rate ± 3 standard deviations of each month's visits.")
    return _("Limits: mean ± 2.66 × mean moving range.")


def gaps(chart: RegionChart) -> str:
    """Months without a visit between the first and the last of the newest version."""
    seen = [month.at for month in chart.months[chart.since :] if month.at is not None]
    missing = sorted(set(range(seen[0], seen[-1])) - set(seen)) if seen else []
    if not missing:
        return ""
    if len(missing) > NAMED:
        return _(
            "%(count)s months had no visits: gaps, not zeros.", count=sentence_case(counted(len(missing)))
        )
    return _(
        "No visits in %(months)s: a gap, not a zero.", months=listed([in_words(month) for month in missing])
    )
