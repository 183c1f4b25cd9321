"""The words about branches that are watched: who changed, what raised the alarm, and how sure that is."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.change import Watch
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.measures import Measure
from shopper.dashboards.months import in_words
from shopper.dashboards.queries.change import Start
from shopper.dashboards.sentences import Headline
from shopper.dashboards.watching import Signal
from shopper.dashboards.words import span, visits, whole
from shopper.language import counted, sentence_case


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
