"""Whether branches were visited alike: by the same shoppers, at the same parts of the day."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.dashboards.queries.against import Chosen, Mix
from shopper.language import listed
from shopper.models import DayPart

UNLIKE = 0.3
"""Share of visits that would have to be at another part of the day, from which on it is said."""


def notes(mix: Sequence[Mix], found: Sequence[Chosen]) -> list[str]:
    """What the first branch does not have in common with each of the others."""
    first, *rest = found
    told = [words for other in rest for words in (_shoppers(mix, first, other), _parts(mix, first, other))]
    return [words for words in told if words]


def _shoppers(mix: Sequence[Mix], one: Chosen, other: Chosen) -> str:
    """How many visits were made by somebody who also visited the other; nobody is named."""
    mine, theirs = _by(mix, one, "shopper_id"), _by(mix, other, "shopper_id")
    if not mine or not theirs:
        return ""
    both = {each for each in mine.keys() & theirs.keys() if each is not None}
    shared = sum(mine[each] for each in both)
    if not shared:
        return _(
            "No shopper visited both %(one)s and %(other)s, so part of the difference may be how shoppers mark.",
            one=one.name,
            other=other.name,
        )
    if 2 * shared >= mine.total():
        return ""
    return ngettext(
        "Only one visit to %(one)s was made by a shopper who also visited %(other)s, so part of the difference may be how shoppers mark.",
        "Only %(num)s visits to %(one)s were made by shoppers who also visited %(other)s, so part of the difference may be how shoppers mark.",
        shared,
        one=one.name,
        other=other.name,
    )


def _parts(mix: Sequence[Mix], one: Chosen, other: Chosen) -> str:
    mine, theirs = _by(mix, one, "day_part"), _by(mix, other, "day_part")
    if not mine or not theirs or _unlike(mine, theirs) < UNLIKE:
        return ""
    return _(
        "They were visited at different times of the day: %(one)s %(parts)s; %(other)s %(others)s.",
        one=one.name,
        parts=_listed(mine),
        other=other.name,
        others=_listed(theirs),
    )


def _by(mix: Sequence[Mix], branch: Chosen, what: str) -> Counter[int | str | None]:
    found: Counter[int | str | None] = Counter()
    for each in mix:
        if each.branch_id == branch.id:
            found[getattr(each, what)] += each.n
    return found


def _unlike(one: Mapping[int | str | None, int], other: Mapping[int | str | None, int]) -> float:
    """Half the sum of what their shares differ by, 0 for alike and 1 for nothing in common."""
    n, m = sum(one.values()), sum(other.values())
    return sum(abs(one.get(key, 0) / n - other.get(key, 0) / m) for key in one.keys() | other.keys()) / 2


def _listed(parts: Mapping[int | str | None, int]) -> str:
    """6 in the morning and 2 in the evening"""
    words = {
        DayPart.MORNING: _("in the morning"),
        DayPart.AFTERNOON: _("in the afternoon"),
        DayPart.EVENING: _("in the evening"),
    }
    return listed(
        [
            _("%(num)s %(part)s", num=n, part=words.get(DayPart(str(part))) if part else _("at any time"))
            for part, n in sorted(parts.items(), key=lambda one: str(one[0]))
        ]
    )
