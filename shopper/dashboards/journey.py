"""The journey of a region or a branch: how it sets up, how it finishes, and which way it moves people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flask_babel import gettext as _

from scoring.comparison import MeanRange
from scoring.figures import Chart, pointed
from shopper.dashboards import estimates, journey_charts, journey_words, outcomes, queries, sentences
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.filters import Showing
from shopper.dashboards.journey_charts import Momentum
from shopper.dashboards.overview import Figure, when
from shopper.dashboards.queries import Sums
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import span
from shopper.language import spoken
from shopper.models import Person
from survey_defs import QuestionSet

ENDS = ("set_up", "finish", "gap")
WAYS = ("forward", "drift", "away")
Table = tuple[Sequence[str], Sequence[Sequence[object]]]


@dataclass(frozen=True)
class JourneyPage:
    """`sheets` are the tables of the page, by the name of their CSV."""

    showing: Showing
    headline: Headline
    journey: Figure = field(default_factory=lambda: Figure("", None))
    ends: Figure = field(default_factory=lambda: Figure("", None))
    momentum: Figure = field(default_factory=lambda: Figure("", None))
    disagreements: Sequence[str] = ()
    outcomes: Figure = field(default_factory=lambda: Figure("", None))
    sheets: Mapping[str, Table] = field(default_factory=dict)


class Read(NamedTuple):
    """What the tallies hold here and, nameless, of the whole chain."""

    showing: Showing
    definition: QuestionSet
    here: Mapping[str, Sums]
    found: Mapping[str, MeanRange]
    chain: Mapping[str, Sums]
    language: str

    def count(self, measure: str, *, chain: bool = False) -> int:
        found = (self.chain if chain else self.here).get(measure)
        return found.n if found else 0

    @property
    def beside(self) -> Mapping[str, MeanRange]:
        """Means of the chain; none where the chain is what is shown."""
        return estimates.means(self.chain, {}) if self.compares else {}

    @property
    def compares(self) -> bool:
        return _compares(self.showing)


def journey(person: Person, showing: Showing) -> JourneyPage:
    """Everything the page says, in a fixed number of queries."""
    name = showing.branch.name if showing.branch else showing.region.name
    if showing.version is None:
        return JourneyPage(showing, sentences.nothing_yet(name))
    read = _read(person, showing)
    means = estimates.touchpoint_means(read.definition, read.found, read.language)
    lowest = estimates.weakest(means, estimates.lowest(read.definition, read.here))
    scored = read.here.get("overall")
    facts = journey_words.Facts(
        name,
        when(showing),
        scored.n if scored else 0,
        read.count("not_scored"),
        read.found,
        read.beside,
        lowest,
    )
    if scored is None:
        return JourneyPage(showing, journey_words.headline(facts))
    moved = _momentum(read, means)
    parts = {
        "journey": _journey(read, means, lowest),
        "ends": _ends(read),
        "momentum": _moved(read, moved),
    }
    told = outcomes.table(read)
    drawn = {name: (each.chart.columns, each.chart.rows) for name, each in parts.items() if each.chart}
    return JourneyPage(
        showing=showing,
        headline=journey_words.headline(facts),
        **parts,
        disagreements=journey_words.disagreements(moved),
        outcomes=outcomes.figure(read),
        sheets={**drawn, "ends": _ends_table(read), "outcomes": told},
    )


def _read(person: Person, showing: Showing) -> Read:
    definition = showing.asked.definition
    points = ["overall", *ENDS, *(f"t:{each.key}" for each in definition.touchpoints)]
    counts = [*outcomes.COUNTED, "not_scored"]
    chain, branches = Chain(person, showing.scope), _branches(person, showing)
    here = _here(chain, branches, points, [*counts, *_moves(definition)])
    spread = chain.spread([each for each in points if each in here], showing.scope.trailing)
    known = {measure: sums for measure, sums in here.items() if measure in points}
    return Read(
        showing=showing,
        definition=definition,
        here=here,
        found=estimates.means(known, spread),
        chain=_here(chain, None, points, counts) if _compares(showing) else {},
        language=spoken(definition),
    )


def _branches(person: Person, showing: Showing) -> frozenset[int]:
    if showing.branch:
        return frozenset([showing.branch.id])
    return frozenset(each.id for each in queries.branches_in(person, showing.region.path))


def _here(
    chain: Chain, branches: frozenset[int] | None, points: Sequence[str], counts: Sequence[str]
) -> dict[str, Sums]:
    """Sums at these branches, or at all of the chain."""
    if chain.scope.wave is not None:
        return chain.sums([*points, *counts], branches)
    return {**chain.sums(points, branches, learned=True), **chain.sums(counts, branches)}


def _compares(showing: Showing) -> bool:
    """Whether there is more of the chain than what is shown."""
    return showing.branch is not None or showing.region.parent_id is not None


def _moves(definition: QuestionSet) -> list[str]:
    scored = [f"momentum:{each.key}:{way}" for each in definition.touchpoints for way in WAYS]
    differs = [f"felt_differs:{each.key}" for each in definition.touchpoints]
    felt = [f"q:{key}={way}" for key in _asked(definition).values() for way in WAYS]
    return [*scored, *differs, *felt]


def _asked(definition: QuestionSet) -> dict[str, str]:
    """Touchpoint → its momentum question."""
    return {
        touchpoint.key: question.key
        for touchpoint in definition.touchpoints
        for question in touchpoint.asked
        if question.type == "momentum"
    }


def _momentum(read: Read, means: Sequence[TouchpointMean]) -> list[Momentum]:
    asked = _asked(read.definition)
    return [
        Momentum(
            each.title,
            tuple(read.count(f"momentum:{each.key}:{way}") for way in WAYS),
            tuple(read.count(f"q:{asked[each.key]}={way}") if each.key in asked else 0 for way in WAYS),
            read.count(f"felt_differs:{each.key}"),
            each is means[-1],
        )
        for each in means
    ]


def _journey(read: Read, means: Sequence[TouchpointMean], lowest: TouchpointMean | None) -> Figure:
    drawn = journey_charts.journey(read.definition, means, lowest, read.beside)
    if drawn is None:
        return Figure(sentences.finish(read.found.get("gap")), None)
    told = [_row(each, read.beside.get(f"t:{each.key}")) for each in means]
    weights = [row[2] for row in drawn.rows]
    head = [_("Touchpoint"), _("Score"), _("Likely"), _("Visits"), _("Weight of 100")]
    rows = [(*row[:4], weight, *row[4:]) for row, weight in zip(told, weights, strict=True)]
    if not read.compares:
        return _figure(read, drawn._replace(columns=tuple(head), rows=tuple(row[:5] for row in rows)), lowest)
    return _figure(read, drawn._replace(columns=(*head, _("Chain")), rows=tuple(rows)), lowest)


def _figure(read: Read, drawn: Chart, lowest: TouchpointMean | None) -> Figure:
    return Figure(
        journey_words.title(lowest, read.found.get("gap")),
        drawn,
        journey_words.caption(read.showing, read.here["overall"].n, compares=read.compares),
    )


def _row(each: TouchpointMean, chain: MeanRange | None) -> tuple[str | int | None, ...]:
    mean = each.mean
    return (
        each.title,
        int(pointed(mean.mean, 0)) if mean else None,
        span(mean.low, mean.high) if mean else None,
        mean.n if mean else 0,
        int(pointed(chain.mean, 0)) if chain else None,
    )


def _ends(read: Read) -> Figure:
    return Figure(
        sentences.finish(read.found.get("gap")),
        None,
        journey_words.ends_caption(read.showing, read.count("leaving_seen")),
    )


def _ends_table(read: Read) -> Table:
    names = {"set_up": _("Set-up"), "finish": _("Finish"), "gap": _("Gap")}
    head = [_("Part"), _("Score"), _("Likely"), _("Visits"), *([_("Chain")] if read.compares else [])]
    rows = []
    for key in ENDS:
        mean, chain = read.found.get(key), read.beside.get(key)
        known = (int(pointed(mean.mean, 0)), span(mean.low, mean.high), mean.n) if mean else (None, None, 0)
        beside = [int(pointed(chain.mean, 0)) if chain else None] if read.compares else []
        rows.append((names[key], *known, *beside))
    return head, rows


def _moved(read: Read, moved: Sequence[Momentum]) -> Figure:
    return Figure(
        journey_words.momentum_title(moved),
        journey_charts.momentum(moved),
        journey_words.momentum_caption(read.showing, read.definition),
        journey_words.uncounted(moved, read.here["overall"].n),
    )
