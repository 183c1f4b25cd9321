"""What became of visits: fumbles and touchdowns as rates with their ranges, the rest in words."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flask_babel import gettext as _

from scoring.compare import wilson
from scoring.figures import pointed
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.overview import Figure
from shopper.dashboards.words import number, outcome_name, percent, visits
from shopper.language import sentence_case

AT_THE_END = ("touchdown", "rescue", "field_goal", "fumble", "punt")
"""Outcomes that only a visit whose leaving was seen can have."""
OTHERS = ("penalty", "turnover", "unfinished")
COUNTED = ("leaving_seen", *(f"outcome:{each}" for each in (*AT_THE_END, *OTHERS)))


class Counts(Protocol):
    """What was counted here and in the whole chain."""

    @property
    def showing(self) -> Showing: ...
    @property
    def compares(self) -> bool: ...
    def count(self, measure: str, *, chain: bool = False) -> int: ...


def figure(read: Counts) -> Figure:
    """The finding over the table: how often a strong set-up was fumbled."""
    seen = read.count("leaving_seen")
    return Figure(
        _title(read.count("outcome:fumble"), seen),
        None,
        _(
            "%(place)s, %(period)s, %(version)s, %(visits)s, of which %(seen)s saw the end.",
            place=read.showing.branch.name if read.showing.branch else read.showing.place.label,
            period=read.showing.period,
            version=version_in_words(read.showing.asked),
            visits=visits(read.count("overall")),
            seen=seen,
        ),
        _note(read),
    )


def _title(hits: int, seen: int) -> str:
    rate = wilson(hits, seen)
    if rate is None:
        return _("No visit saw the end, so none can be called a fumble")
    told = {"hits": hits, "visits": visits(seen), "rate": percent(rate.low, rate.high)}
    if not hits:
        return _("No fumble in %(visits)s (likely %(rate)s)", **told)
    return _("Fumbles in %(hits)s of %(visits)s (likely %(rate)s)", **told)


def _note(read: Counts) -> str:
    """What a fumble is, and how often the chain has one."""
    told = [_("A fumble is a strong set-up thrown away at the end.")]
    seen = read.count("leaving_seen", chain=True)
    if read.compares and seen:
        share = number(100 * read.count("outcome:fumble", chain=True) / seen, 0)
        told.append(_("In the whole chain it is %(share)s %%.", share=share))
    return " ".join(told)


def table(read: Counts) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """A row per outcome: what how many visits of how many, the likely range, the chain's share, what it means."""
    head = [_("Outcome"), _("Visits"), _("Of"), _("Likely"), *_chain_head(read), _("Meaning")]
    return head, [_row(read, each) for each in (*AT_THE_END, *OTHERS)]


def _chain_head(read: Counts) -> list[str]:
    return [_("Chain, percent")] if read.compares else []


def _row(read: Counts, outcome: str) -> tuple[object, ...]:
    of = "leaving_seen" if outcome in AT_THE_END else "overall"
    hits, n = read.count(f"outcome:{outcome}"), read.count(of)
    rate = wilson(hits, n)
    likely = percent(rate.low, rate.high) if rate else None
    told = (sentence_case(outcome_name(outcome)), hits, n, likely)
    return (*told, *([_chain_share(read, outcome, of)] if read.compares else []), meanings()[outcome])


def _chain_share(read: Counts, outcome: str, of: str) -> int | None:
    """Percent of the chain's visits, in whole numbers."""
    n = read.count(of, chain=True)
    return int(pointed(100 * read.count(f"outcome:{outcome}", chain=True) / n, 0)) if n else None


def meanings() -> Mapping[str, str]:
    return {
        "touchdown": _("strong set-up, strong finish"),
        "rescue": _("weak set-up, saved by the finish"),
        "field_goal": _("strong set-up, a finish that was not strong"),
        "fumble": _("strong set-up, then a weak finish"),
        "punt": _("neither was strong"),
        "penalty": _("a critical question failed"),
        "turnover": _("the customer left before the end"),
        "unfinished": _("how it ended was not seen"),
    }
