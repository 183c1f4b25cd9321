"""The words of Change over time: a verdict, then what it rests on. Never "decline"."""

from collections.abc import Sequence
from itertools import takewhile

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.change import RegionChart, Watch
from scoring.figures.monthly import limits
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.measures import Measure
from shopper.dashboards.months import in_words
from shopper.dashboards.queries.change import Start
from shopper.dashboards.sentences import Headline
from shopper.dashboards.watching import Signal
from shopper.dashboards.words import counted, listed, number, sentence_case, span, visits, whole

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


def changed(found: Sequence[Signal]) -> str:
    """The finding over the list of branches."""
    if not found:
        return _("No branch has changed more than chance explains")
    down = sum(not each.up for each in found)
    told = []
    if down:
        told.append(
            ngettext(
                "%(count)s branch shows a signal to check",
                "%(count)s branches show a signal to check",
                down,
                count=counted(down),
            )
        )
    if up := len(found) - down:
        told.append(
            ngettext(
                "%(count)s branch is better than before",
                "%(count)s branches are better than before",
                up,
                count=counted(up),
            )
        )
    return sentence_case("; ".join(told))


def watching(watched: int, waiting: int) -> str:
    """How many are watched, how many not yet, and how often the watch errs."""
    told = [
        ngettext(
            "One branch is watched against its own past.",
            "%(num)s branches are watched, each against its own past.",
            watched,
        )
        if watched
        else _("No branch is watched yet.")
    ]
    if waiting:
        told.append(
            ngettext(
                "One is not watched: too new, or fewer than six visits in the year before.",
                "%(num)s are not watched: too new, or fewer than six visits in the year before.",
                waiting,
            )
        )
    if watched:
        told.append(
            _("Of a hundred branches in which nothing changes, about nine give a signal in a year by chance.")
        )
    return " ".join(told)


def why(found: Signal) -> str:
    """What raised the alarm: one month alone, or the months since some month together."""
    told = {
        "mean": whole(found.mean),
        "visits": visits(found.visits),
        "expected": whole(found.expected),
        "month": in_words(found.watch.months[found.first]),
    }
    if found.first == found.at:
        reach = float(found.watch.reach[found.at])
        usual = span(max(found.expected - reach, -100), min(found.expected + reach, 100))
        return _("%(month)s averaged %(mean)s from %(visits)s; its own past predicts %(expected)s, usually %(usual)s.", usual=usual, **told)  # fmt: skip
    return _(
        "%(visits)s since %(month)s averaged %(mean)s; its own past predicts %(expected)s.",
        **told,
    )


def says(found: Signal) -> str:
    return _("better than before, unlikely to be chance") if found.up else _("signal to check")


def branch(name: str, measure: Measure, watch: Watch, found: Signal | None) -> Headline:
    """Mill Lane: the overall score shows a signal to check. August 2026 averaged …"""
    told = {"name": name, "measure": measure.within}
    if found is None:
        return Headline(
            _("%(name)s: normal ups and downs in %(measure)s.", **told),
            _(
                "%(visits)s since %(month)s averaged %(mean)s; its own past predicts %(expected)s.",
                **_all(watch),
            ),
        )
    strong = (
        _("%(name)s: %(measure)s is better than before, unlikely to be chance.", **told)
        if found.up
        else _("%(name)s: %(measure)s shows a signal to check.", **told)
    )
    return Headline(strong, why(found))


def branch_title(found: Signal | None) -> str:
    """The finding over a branch's months."""
    if found is None:
        return _("What its own past predicts, and what came")
    month = in_words(found.watch.months[found.at])
    return (
        _("%(month)s: better than before, unlikely to be chance", month=month)
        if found.up
        else _("%(month)s is a signal to check", month=month)
    )


def _all(watch: Watch) -> dict[str, str]:
    n = sum(watch.visits)
    mean = sum(m * v for m, v in zip(watch.means, watch.visits, strict=True)) / n
    expected = sum(m * v for m, v in zip(watch.expected, watch.visits, strict=True)) / n
    return {
        "visits": visits(n),
        "month": in_words(watch.months[0]),
        "mean": whole(mean),
        "expected": whole(expected),
    }


def not_watched(measure: Measure, start: Start | None) -> str:
    """Why a branch is not held against its own past yet."""
    if measure.is_rate:
        return _("A branch has too few visits a month for the limits of a rate. Choose a score to have it watched.")  # fmt: skip
    if start is None:
        return ""
    return _(
        "It is not watched yet: that takes half a year and six visits in the year before. First visits with this version: %(month)s.",
        month=in_words(start.first),
    )


def branch_caption(showing: Showing, measure: Measure, watch: Watch, older: bool) -> str:
    """What is drawn, what predicts, and since when it is watched."""
    told = [
        _(
            "%(measure)s by month, small rings single visits. %(version)s, watched since %(month)s with %(visits)s.",
            measure=measure.name,
            version=version_in_words(showing.asked),
            month=in_words(watch.began),
            visits=visits(sum(watch.visits)),
        )
        if measure.key == "overall"
        else _(
            "%(measure)s by month. %(version)s, watched since %(month)s with %(visits)s.",
            measure=measure.name,
            version=version_in_words(showing.asked),
            month=in_words(watch.began),
            visits=visits(sum(watch.visits)),
        ),
        _(
            "Predicted from %(visits)s in the year before, drawn towards the chain; dashed: ± 3 standard deviations of so few visits.",
            visits=visits(watch.baseline.n),
        ),
    ]
    if older:
        told.append(_("Hollow dots: an earlier version, which asked other questions and predicts nothing."))
    return " ".join(told)
