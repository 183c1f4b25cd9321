"""What a simulation says, words first."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.simulating import BranchChange, Difference, Simulation, Turn, Why
from shopper.dashboards.words import number, span, visits, whole
from shopper.language import listed
from shopper.reporting.words import band_words

NAMED = 3
"""Branches that a sentence names before it counts the rest."""
TURNS: tuple[Turn, ...] = ("falls_below", "rises_above", "no_longer_above", "no_longer_below")


def headline(found: Simulation) -> str:
    """Who changes band."""
    seen, up, down = visits(found.compared), found.up, found.down
    if not found.compared:
        return _("None of these visits can be compared.")
    if not up + down:
        return _("None of %(visits)s would change band.", visits=seen)
    return _(
        "%(changed)s of %(visits)s would change band: %(up)s up, %(down)s down.",
        changed=up + down,
        visits=seen,
        up=up,
        down=down,
    )


def rest(found: Simulation, names: Mapping[int, str]) -> str:
    """The mean, and the branches whose comparison turns."""
    told = [_mean(found)] if found.mean else []
    for turn in TURNS:
        who = [names[each.branch] for each in found.branches if each.turn == turn]
        if who:
            told.append(_turned(turn, who))
    return " ".join(told)


def _mean(found: Simulation) -> str:
    before, after = map(whole, map(float, found.mean or (0, 0)))
    if before == after:
        return _("The mean score would stay at %(mean)s.", mean=after)
    return _("The mean score would go from %(before)s to %(after)s.", before=before, after=after)


def _turned(turn: Turn, who: Sequence[str]) -> str:
    shown = [*who[:NAMED], *([_others(len(who) - NAMED)] if len(who) > NAMED else [])]
    facts = {"branches": listed(shown), "n": len(who)}
    if turn == "falls_below":
        words = ngettext(
            "%(branches)s would fall below the mean of the others.",
            "%(branches)s would fall below the mean of the others.",
            facts["n"],
            branches=facts["branches"],
        )
    elif turn == "rises_above":
        words = ngettext(
            "%(branches)s would rise above the mean of the others.",
            "%(branches)s would rise above the mean of the others.",
            facts["n"],
            branches=facts["branches"],
        )
    elif turn == "no_longer_above":
        words = ngettext(
            "%(branches)s would no longer stand above the mean of the others.",
            "%(branches)s would no longer stand above the mean of the others.",
            facts["n"],
            branches=facts["branches"],
        )
    else:
        words = ngettext(
            "%(branches)s would no longer stand below the mean of the others.",
            "%(branches)s would no longer stand below the mean of the others.",
            facts["n"],
            branches=facts["branches"],
        )
    return str(words)


def _others(n: int) -> str:
    return str(ngettext("%(num)s more branch", "%(num)s more branches", n))


def largest_shift(found: Simulation) -> str:
    """The range of scores whose number of visits changes most."""
    at = max(range(len(found.tens)), key=lambda at: abs(found.tens[at].after - found.tens[at].before))
    before, after = found.tens[at]
    if before == after:
        return _("As many visits as before at every score")
    return _(
        "%(after)s instead of %(before)s at %(scores)s",
        after=visits(after),
        before=before,
        scores=ten(at),
    )


def ten(at: int) -> str:
    """90–100."""
    return f"{10 * at}–{10 * at + 10}"


def unsure(found: Simulation) -> str:
    """The changes of side about which nothing is claimed; empty without any."""
    n = sum(each.turn == "unsure" for each in found.branches)
    if not n:
        return ""
    return str(
        ngettext(
            "%(num)s branch changes side of the others, but by no more than chance does to so few visits.",
            "%(num)s branches change side of the others, but by no more than chance does to so few visits.",
            n,
        )
    )


def sensitivity(found: Simulation, names: Mapping[int, str]) -> list[str]:
    """What the draft's marks would be worth under other weightings, and who depends on them."""
    if not found.sensitivity:
        return []
    means = {name: whole(float(mean)) for name, mean in found.sensitivity.items()}
    told = _(
        "By the draft's marks and points the mean is %(flat)s with flat weights, and with the finish at 25 %% of the score %(share_25)s, at 35 %% %(share_35)s, at 60 %% %(share_60)s.",
        **means,
    )
    depends = [names[each.branch] for each in found.branches if each.depends]
    return [told, _depends(depends)] if depends else [told]


def _depends(who: Sequence[str]) -> str:
    shown = [*who[:NAMED], *([_others(len(who) - NAMED)] if len(who) > NAMED else [])]
    return str(
        ngettext(
            "Whether %(branches)s is above or below the others depends on the weighting.",
            "Whether %(branches)s are above or below the others depends on the weighting.",
            len(who),
            branches=listed(shown),
        )
    )


def left_out(found: Simulation) -> str:
    """How many visits cannot be scored by the draft; empty where all can."""
    if not found.cannot:
        return ""
    return str(
        ngettext(
            "%(num)s visit cannot be scored by the draft",
            "%(num)s visits cannot be scored by the draft",
            found.cannot,
        )
    )


def not_scored(found: Simulation) -> list[str]:
    """Visits that are scored on one side only, or on none."""
    told = []
    if found.newly_scored:
        told.append(
            ngettext(
                "%(num)s visit that had too little to be scored would get a score.",
                "%(num)s visits that had too little to be scored would get a score.",
                found.newly_scored,
            )
        )
    if found.no_longer_scored:
        told.append(
            ngettext(
                "%(num)s visit would lose its score: too little of it was seen for the draft.",
                "%(num)s visits would lose their score: too little of them was seen for the draft.",
                found.no_longer_scored,
            )
        )
    if found.never_scored:
        told.append(
            ngettext(
                "%(num)s visit has no score before or after.",
                "%(num)s visits have no score before or after.",
                found.never_scored,
            )
        )
    return told


def why_words(why: Why) -> str:
    """Why a visit cannot be scored by the draft."""
    return {
        "other_visits": _("channel, kind or currency changed: these are other visits"),
        "new": _("new: these visits were never asked it"),
        "meaning": _("asks something else now"),
        "not_asked": _("was not asked on these visits"),
        "answer": _("what was answered is no longer taken"),
    }[why]


def says(change: BranchChange) -> str:
    """What is claimed about one branch; an en dash where nothing changes."""
    if change.turn is None:
        return "–"
    return {
        "falls_below": _("falls below"),
        "rises_above": _("rises above"),
        "no_longer_above": _("no longer above"),
        "no_longer_below": _("no longer below"),
        "unsure": _("changes side, may be chance"),
    }[change.turn]


def way_words(way: int) -> str:
    return {1: _("up"), -1: _("down"), 0: _("another name")}[way]


def level(name: str | None) -> str:
    """A band, or being under all of them."""
    return band_words(name) if name else _("under all bands")


def above(one: Difference) -> str:
    """+3 (−1 to 7): points above the mean of the others, with the likely range."""
    told = signed(float(one.above))
    likely = span(one.low, one.high)
    return _("%(points)s (%(range)s)", points=told, range=likely) if likely else told


def signed(points: float) -> str:
    words = number(points, 0)
    return f"+{words}" if points > 0 and words != "0" else words
