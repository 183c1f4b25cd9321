"""One shopper, as a reviewer may look at them: how they mark, and what asks for a look, never a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.markers import Marker
from shopper.dashboards.words import visits, whole
from shopper.models import Person
from shopper.review.checks.page import Check, ChecksPage
from shopper.review.pages import Waiting, latest_lines
from shopper.review.shoppers import queries
from shopper.review.shoppers.marking import Marked, marked, range_of, signed, verdict
from shopper.review.shoppers.waits import LEAST_WAITS


@dataclass(frozen=True)
class ShopperPage:
    """`checks` is one list of what is known of their marks; `latest` their reports."""

    name: str
    headline: str
    checks: ChecksPage
    latest: Sequence[Waiting]
    read: int


def shopper_page(person: Person, shopper: Person) -> ShopperPage:
    found = marked(person)
    checks = (
        _severity(found, shopper),
        _company(found, shopper),
        _flat(found, shopper),
        _round(found, shopper),
    )
    latest = latest_lines(queries.latest_of(person, shopper))
    return ShopperPage(shopper.name, _headline(found, shopper), _page(checks), latest, found.read)


def beside_report(person: Person, shopper: Person) -> Check:
    """How the shopper of a report marks, in one line."""
    return _severity(marked(person, waits=False), shopper)


def _page(checks: tuple[Check, ...]) -> ChecksPage:
    flagged = sum(one.flagged for one in checks)
    words = ngettext("One thing asks for a look", "%(num)s things ask for a look", flagged)
    return ChecksPage(words if flagged else _("Nothing asks for a look"), checks)


def _headline(found: Marked, shopper: Person) -> str:
    one = found.known.get(shopper.id)
    if one is None:
        return _("%(name)s has no released visit with a score yet.", name=shopper.name)
    return {
        "high": _("%(name)s marks more kindly than others at the same branches.", name=shopper.name),
        "low": _("%(name)s marks more severely than others at the same branches.", name=shopper.name),
        "same": _("%(name)s marks like the others.", name=shopper.name),
        "few": _("How %(name)s marks cannot be told yet.", name=shopper.name),
    }[verdict(one)[0]]


def _severity(found: Marked, shopper: Person) -> Check:
    one = found.known.get(shopper.id)
    if one is None:
        return Check(_("Marks."), False, _("No released visit with a score yet."), known=False)
    signal, says = verdict(one)
    if signal == "few":
        words = _("%(says)s: %(visits)s.", says=says, visits=visits(one.severity.n))
        return Check(_("Marks."), False, words, known=False)
    words = _(
        "%(says)s: %(points)s points (likely %(range)s) beside others at the same branches, from %(visits)s.",
        says=says,
        points=signed(one.severity.effect),
        range=range_of(one.severity),
        visits=visits(one.severity.n),
    )
    return Check(_("Marks."), signal != "same", words, _of_others(found, shopper))


def _of_others(found: Marked, shopper: Person) -> str:
    """How many others stand as far off, kindly or severely."""
    signals = [
        verdict(one)[0] for each, one in found.known.items() if each != shopper.id and one.severity.shown
    ]
    out = sum(signal in ("high", "low") for signal in signals)
    words = _(
        "Base rate: %(hits)s of %(among)s other shoppers mark otherwise than the rest.",
        hits=out,
        among=len(signals),
    )
    return _base(words, len(signals))


def _base(words: str, among: int) -> str:
    return words if among else _("There is no other shopper yet to tell how often that happens.")


def _company(found: Marked, shopper: Person) -> Check:
    one = found.known.get(shopper.id)
    if one is None:
        return Check(_("Compared with."), False, _("Nobody yet."), known=False)
    if not one.company:
        words = _(
            "Nobody: no other shopper has been at these branches, so nothing can tell a severe shopper from a poor branch."
        )
        return Check(_("Compared with."), False, words, known=False)
    words = ngettext(
        "One other shopper, who has been at the same branches.",
        "%(num)s other shoppers who have been at the same branches, or at branches of those who have.",
        one.company,
    )
    apart = len(found.known) - 1 - one.company
    rest = ngettext("One more shares no branch with them.", "%(num)s more share no branch with them.", apart)
    return Check(_("Compared with."), False, f"{words} {rest}" if apart else words)


def _flat(found: Marked, shopper: Person) -> Check:
    one = found.known.get(shopper.id)
    if one is None or not one.severity.shown:
        return Check(_("Ups and downs."), False, _("Too few visits to tell."), known=False)
    flagged = shopper.id in found.flat
    words = _(
        "Visits stand %(own)s points from what their branch explains; %(usual)s is usual.",
        own=whole(one.spread),
        usual=whole(one.usual),
    )
    name = _("Hardly any ups and downs.") if flagged else _("Ups and downs.")
    return Check(name, flagged, words, _as_flat(found, shopper, one))


def _as_flat(found: Marked, shopper: Person, mine: Marker) -> str:
    others = [one for each, one in found.known.items() if each != shopper.id and one.severity.shown]
    words = _(
        "Base rate: the visits of %(hits)s of %(among)s other shoppers differ as little.",
        hits=sum(one.flat <= mine.flat for one in others),
        among=len(others),
    )
    return _base(words, len(others))


def _round(found: Marked, shopper: Person) -> Check:
    mine = found.waits.get(shopper.id)
    if mine is None or not mine.shown:
        words = _("Fewer than %(least)s waits were written without a stamp.", least=LEAST_WAITS)
        return Check(_("Waits."), False, words, known=False)
    flagged = shopper.id in found.round
    words = _(
        "%(round)s of %(waits)s waits that were written without a stamp are whole fives of seconds.",
        round=mine.round,
        waits=mine.waits,
    )
    if mine.usual is not None:
        words += " " + _("Of those that others wrote, %(share)s %% are.", share=whole(100 * mine.usual))
    others = [one for each, one in found.waits.items() if each != shopper.id and one.shown]
    base = _(
        "Base rate: %(hits)s of %(among)s other shoppers round as often.",
        hits=sum(one.share >= mine.share for one in others),
        among=len(others),
    )
    name = _("Round waits.") if flagged else _("Waits.")
    return Check(name, flagged, words, _base(base, len(others)))
