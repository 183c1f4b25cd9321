"""The words of branches side by side: a verdict on each pair, and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.comparison import ENOUGH_VISITS, Against, BranchEstimate, Difference
from scoring.figures import pointed
from shopper.dashboards.queries import Sums
from shopper.dashboards.queries.against import Chosen
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import span, visits, whole
from shopper.language import counted, listed

Names = Mapping[str, str]


def which() -> Headline:
    return Headline(_("Which branches stand side by side?"), _("Name two, three or four of them."))


def unclear(asked: str, place: str, codes: Sequence[str]) -> str:
    """Why no branch could be told from these words."""
    if codes:
        return _(
            "“%(asked)s” is the name of several branches. Write the code: %(codes)s.",
            asked=asked[:60],
            codes=listed(codes),
        )
    return _(
        "No branch of %(place)s has the code or the name “%(asked)s”. Write either of them whole.",
        place=place,
        asked=asked[:60],
    )


def unvisited(branch: Chosen) -> str:
    return _(
        "%(branch)s has no scored visit in this period, or was closed by its end, so it is not compared.",
        branch=branch.name,
    )


def not_scored(counts: Mapping[int, int], found: Sequence[Chosen]) -> Iterator[str]:
    for each in found:
        if counts.get(each.id):
            yield ngettext(
                "One visit to %(branch)s saw too little to be scored, and is left out.",
                "%(num)s visits to %(branch)s saw too little to be scored, and are left out.",
                counts[each.id],
                branch=each.name,
            )


def headline(pairs: Sequence[Against], known: Mapping[str, BranchEstimate], names: Names) -> Headline:
    """Mill Lane is better than Quayside, unlikely to be chance. Estimated 84 (likely 78–89) …"""
    if not pairs:
        return Headline(
            _("These branches cannot be compared."),
            _("Fewer than two of them have scored visits in this period. Choose other months or branches."),
        )
    if len(pairs) == 1:
        return Headline(_verdict(pairs[0], names), _rest(pairs[0], known, names))
    strong, *rest = [words for words in _groups(pairs, names) if words]
    rest.append(_("The ranges hold for all of these differences together."))
    return Headline(strong, " ".join(rest))


def _verdict(pair: Against, names: Names) -> str:
    one, other = names[pair.key], names[pair.other]
    if not pair.carried:
        return _("%(one)s and %(other)s have too few visits to compare.", one=one, other=other)
    if not pair.apart:
        return _("%(one)s and %(other)s cannot be told apart on these visits.", one=one, other=other)
    better, lower = (one, other) if pair.difference > 0 else (other, one)
    return _("%(better)s is better than %(lower)s, unlikely to be chance.", better=better, lower=lower)


def _groups(pairs: Sequence[Against], names: Names) -> Iterator[str]:
    one = names[pairs[0].key]
    above = listed([names[each.other] for each in pairs if each.apart and each.difference > 0])
    below = listed([names[each.other] for each in pairs if each.apart and each.difference < 0])
    level = listed([names[each.other] for each in pairs if each.carried and not each.apart])
    few = listed([names[each.other] for each in pairs if not each.carried])
    yield (
        _("%(one)s is better than %(others)s, unlikely to be chance.", one=one, others=above) if above else ""
    )
    yield (
        _("%(one)s is lower than %(others)s, unlikely to be chance.", one=one, others=below) if below else ""
    )
    yield _("%(one)s cannot be told apart from %(others)s.", one=one, others=level) if level else ""
    yield (
        _("There are too few visits to compare %(one)s with %(others)s.", one=one, others=few) if few else ""
    )


def _rest(pair: Against, known: Mapping[str, BranchEstimate], names: Names) -> str:
    told = [
        _(
            "%(one)s is estimated at %(estimate)s, %(other)s at %(theirs)s.",
            one=names[pair.key],
            estimate=_estimate(known[pair.key]),
            other=names[pair.other],
            theirs=_estimate(known[pair.other]),
        ),
        _apart(pair, names),
        _chance(pair, names),
    ]
    if not pair.carried:
        told.append(_("From %(least)s visits each they are compared.", least=counted(ENOUGH_VISITS)))
    return " ".join(filter(None, told))


def _estimate(one: BranchEstimate) -> str:
    range_ = span(one.low, one.high)
    if range_ is None:
        return _("%(theta)s from %(visits)s", theta=whole(one.theta), visits=visits(one.n))
    return _(
        "%(theta)s (likely %(range)s) from %(visits)s",
        theta=whole(one.theta),
        range=range_,
        visits=visits(one.n),
    )


def _apart(pair: Against, names: Names) -> str:
    told = {"one": names[pair.key], "other": names[pair.other], "points": signed(pair.difference)}
    range_ = span(pair.low, pair.high)
    if range_ is None:
        return _(
            "By their own visits, %(one)s less %(other)s is %(points)s; nobody knows yet how much visits differ.",
            **told,
        )
    return _(
        "By their own visits, %(one)s less %(other)s is %(points)s (likely %(range)s).", **told, range=range_
    )


def _chance(pair: Against, names: Names) -> str:
    if pair.better is None or not pair.carried:
        return ""
    likelier, chance = max((pair.better, pair.key), (1 - pair.better, pair.other))[::-1]
    return _(
        "The chance that %(branch)s is the better one is %(chance)s.",
        branch=names[likelier],
        chance=percent(chance),
    )


def touchpoints(lines: Sequence[Any]) -> str:
    """The finding over the touchpoints."""
    apart = [line.title for line in lines if any(found and found.apart for _sums, found in line.others)]
    if apart:
        return _("They differ at %(touchpoints)s, unlikely to be chance", touchpoints=listed(apart))
    if any(found and found.carried for line in lines for _sums, found in line.others):
        return _("No touchpoint tells them apart")
    return _("Too few visits to compare their touchpoints")


def scored(sums: Sums | None) -> str:
    """81 (9)"""
    return f"{whole(sums.total / sums.n / 100)} ({sums.n})" if sums else "–"


def ranged(found: Difference | Against | None) -> str:
    """+8 (−3 to 19)"""
    if found is None or not found.carried:
        return "–"
    range_ = span(found.low, found.high)
    return f"{signed(found.difference)} ({range_})" if range_ else signed(found.difference)


def percent(chance: float) -> str:
    """Never nothing and never certain."""
    if chance < 0.01:
        return _("under 1 %")
    if chance > 0.99:
        return _("over 99 %")
    return _("%(share)s %%", share=round(100 * chance))


def signed(points: float) -> str:
    """+8, −3, 0."""
    told = whole(points)
    return f"+{told}" if points > 0 and told != "0" else told


def mark(one: Difference | Against | None) -> tuple[str, str]:
    """A signal of components/state.html, and its words."""
    if one is None:
        return "few", _("not seen by both")
    if not one.carried:
        return "few", _("too few visits")
    if not one.apart:
        return "same", _("cannot be told apart")
    return ("better", _("better")) if one.difference > 0 else ("worse", _("lower"))


def sheet(
    shown: Mapping[str, BranchEstimate], pairs: Sequence[Against], lines: Sequence[Any], names: Names
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows of the file: a row for each measure and each pair, the overall score first."""
    head = (
        _("Branch"),
        _("Against"),
        _("What"),
        _("Score"),
        _("Visits"),
        _("Score of the other"),
        _("Visits of the other"),
        _("Difference"),
        _("Likely from"),
        _("Likely to"),
        _("Chance of being better"),
        _("Says"),
    )
    rows = [_overall(each, shown, names) for each in pairs]
    for at, each in enumerate(pairs):
        rows += [_line(names[each.key], names[each.other], line, *line.others[at]) for line in lines]
    return head, rows


def _overall(pair: Against, shown: Mapping[str, BranchEstimate], names: Names) -> tuple[object, ...]:
    means = shown[pair.key].mean, shown[pair.other].mean
    scores = (whole_points(means[0]), pair.n, whole_points(means[1]), pair.n_other)
    ends = (whole_points(pair.difference), whole_points(pair.low), whole_points(pair.high))
    chance = None if pair.better is None or not pair.carried else percent(pair.better)
    return names[pair.key], names[pair.other], _("Overall score"), *scores, *ends, chance, mark(pair)[1]


def _line(
    one: str, other: str, line: Any, theirs: Sums | None, found: Difference | None
) -> tuple[object, ...]:
    scores = (mean(line.own), line.own.n if line.own else 0, mean(theirs), theirs.n if theirs else 0)
    ends = (found.difference, found.low, found.high) if found else (None,) * 3
    return one, other, line.title, *scores, *map(whole_points, ends), None, mark(found)[1]


def mean(sums: Sums | None) -> int | None:
    """In whole points."""
    return whole_points(sums.total / sums.n / 100) if sums else None


def whole_points(value: float | None) -> int | None:
    return None if value is None else int(pointed(value, 0))
