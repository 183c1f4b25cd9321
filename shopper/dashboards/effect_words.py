"""The words of *Did it help?*: what was reached beside what was to be expected without it."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.change import Helped
from scoring.change.effect import LEAST_COMPARED, Effect
from scoring.figures import pointed
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.measures import Measure
from shopper.dashboards.months import day_in_words, period_in_words
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import branches, span, visits, whole
from shopper.language import counted


def no_day() -> Headline:
    return Headline(
        _("Did it help?"),
        _(
            "Choose the day on which something began, or one of the notes below. What followed is set against what was to be expected without it."
        ),
    )


def headline(name: str, on: date, found: Helped, around: tuple[int, int, int, int]) -> Headline:
    """Mill Lane after 3 May 2026: 72, where 74 was expected without it. …"""
    day = day_in_words(on)
    if found.effect is None or found.after is None or found.expected is None:
        return Headline(_("Nobody can tell whether it helped."), _why(name, found, around))
    facts = {"name": name, "day": day, "after": whole(found.after), "expected": whole(found.expected)}
    told = {
        "better": _(
            "%(name)s did better after %(day)s than it would have anyway, unlikely to be chance: %(after)s, where %(expected)s was expected without it.",
            **facts,
        ),
        "worse": _(
            "%(name)s did worse after %(day)s than it would have anyway, unlikely to be chance: %(after)s, where %(expected)s was expected without it.",
            **facts,
        ),
        "cannot tell": _(
            "Nobody can tell whether it helped: %(name)s reached %(after)s after %(day)s, where %(expected)s was expected without it.",
            **facts,
        ),
    }[found.effect.verdict]
    return Headline(told, _rest(found, found.effect))


def _rest(found: Helped, effect: Effect) -> str:
    before, after = found.visits
    worth = _(
        "Effect %(effect)s points (likely %(range)s), from %(before)s before and %(after)s after.",
        effect=whole(effect.effect),
        range=span(effect.low, effect.high),
        before=visits(before),
        after=visits(after),
    )
    others = ngettext(
        "One other branch says what would have happened anyway.",
        "%(num)s other branches say what would have happened anyway.",
        found.compared,
    )
    return " ".join(filter(None, [worth, others, _set_aside(found.set_aside)]))


def _set_aside(others: int) -> str:
    """Who does not say what would have happened anyway, and why."""
    if not others:
        return ""
    return ngettext(
        "One more is left out: it has a note of its own in these months.",
        "%(num)s more are left out: they have notes of their own in these months.",
        others,
    )


def _why(name: str, found: Helped, around: tuple[int, int, int, int]) -> str:
    """Why nothing can be said; the next step where there is one."""
    start, end, first, last = around
    facts = {
        "name": name,
        "before": period_in_words(start, end),
        "after": period_in_words(first, last),
    }
    return {
        "no_before": _(
            "No scored visit to %(name)s in %(before)s on this version. Choose more months, or the version that was in use then.",
            **facts,
        ),
        "no_after": _(
            "No scored visit to %(name)s in %(after)s on this version yet. It can be told when visits are in.",
            **facts,
        ),
        "no_both": _(
            "No branch of %(name)s was visited both in %(before)s and in %(after)s. Choose more months.",
            **facts,
        ),
        "one_visit_each": _(
            "Every branch has one visit in each quarter, so nobody knows how much visits differ by chance."
        ),
        "few_branches": _("Too few branches were visited to learn how much branches differ."),
        "few_compared": _few(found),
        None: "",
    }[found.why]


def _few(found: Helped) -> str:
    told = ngettext(
        "%(count)s other branch was visited both before and after; it takes %(least)s to know what would have happened anyway.",
        "%(count)s other branches were visited both before and after; it takes %(least)s to know what would have happened anyway.",
        found.compared,
        count=found.compared,
        least=counted(LEAST_COMPARED),
    )
    more = _("Before and after alone shows nothing: what is chosen because it is bad gets better by itself.")
    return " ".join(filter(None, [told, _set_aside(found.set_aside), more]))


def title(found: Helped) -> str:
    if found.effect is None:
        return ""
    return {
        "better": _("More was reached than was to be expected"),
        "worse": _("Less was reached than was to be expected"),
        "cannot tell": _("What was reached lies within what was to be expected"),
    }[found.effect.verdict]


def caption(
    showing: Showing, measure: Measure, on: date, found: Helped, around: tuple[int, int, int, int]
) -> str:
    start, end, first, last = around
    told = _(
        "%(measure)s, mean of %(branches)s visited before and after: %(before)s against %(after)s, %(version)s. Expected: what %(before)s predicts once chance is allowed for, moved as the other branches moved.",
        measure=measure.name,
        branches=branches(found.treated),
        before=period_in_words(start, end),
        after=period_in_words(first, last),
        version=version_in_words(showing.asked),
    )
    taken = _(
        "It is taken that nothing else began here in these months, nor at the others but what their notes say: the cause is for people to judge."
    )
    told = f"{told} {taken}"
    if on.day == 1:
        return told
    return told + " " + _("The month of the day itself belongs to neither.")


def table(found: Helped | None) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows, as the page and the file have them; no rows where nobody can tell."""
    head = (_("Measure"), _("Points"), _("Likely from"), _("Likely to"), _("Visits"))
    if found is None or found.effect is None:
        return head, []
    ranged = [
        (_("Before"), found.before, None, found.visits[0]),
        (_("Expected without it"), found.expected, found.expected_range, None),
        (_("Reached"), found.after, found.after_range, found.visits[1]),
        (
            _("Effect: reached less expected"),
            found.effect.effect,
            (found.effect.low, found.effect.high),
            None,
        ),
    ]
    return head, [(name, _point(at), *map(_point, ends or (None, None)), n) for name, at, ends, n in ranged]


def _point(value: float | None) -> int | None:
    return None if value is None else int(pointed(value, 0))
