"""What the visits of a planned wave can and cannot show, from how much visits differ here."""

import math
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.admin.client_settings.queries import settings_of
from shopper.dashboards.blueprint import making
from shopper.fieldwork import queries
from shopper.fieldwork.terms import DAY_PART_WORDS
from shopper.language import day
from shopper.models import Person, Wave
from shopper.money import money_words
from shopper.permissions import Can
from shopper.reach import places

BEYOND = 100
"""Points: a difference that no score can have."""


def can_show(wave: Wave, person: Person) -> list[str]:
    """Sentences of the planner for this wave; what they rest on, or that nothing is known yet, is said."""
    visits, branches = queries.planned(wave)
    spread = _spread(wave, person)
    if spread is None or not branches:
        return [
            _(
                "How much visits to the same branch differ is not known yet for this question set, so nobody can say what these visits will show. Two visits to some branches in the same quarter tell."
            )
        ]
    sd, pairs = spread
    return [_whole(visits, sd), _single(visits / branches, sd), _doubt(sd, pairs)]


def _spread(wave: Wave, person: Person) -> tuple[float, int] | None:
    """The standard deviation of one visit and from how many repeated visits it is known."""
    made = making()
    region = next((p.region.id for p in places(person, Can.RESULTS_SEE) if p.region.id == wave.client_id), 0)
    asked = {"version": str(wave.version_id), **({"region": str(region)} if region else {})}
    return made.planner.visit_spread(person, asked)


def _whole(visits: int, sd: float) -> str:
    off = max(1, round(1.96 * sd / math.sqrt(visits)))
    return ngettext(
        "All %(visits)s visits together tell the mean to about ± %(num)s point.",
        "All %(visits)s visits together tell the mean to about ± %(num)s points.",
        off,
        visits=visits,
    )


def _single(each: float, sd: float) -> str:
    notices = math.ceil(making().planner.noticed(each, sd))
    if notices >= BEYOND:
        return _("At a single branch they show no change at all: plan more visits there, or look at regions.")
    return ngettext(
        "At a single branch they show a change of %(num)s point or more, 8 times in 10; smaller ones stay hidden.",
        "At a single branch they show a change of %(num)s points or more, 8 times in 10; smaller ones stay hidden.",
        notices,
    )


def _doubt(sd: float, pairs: int) -> str:
    return ngettext(
        "This rests on one visit having a standard deviation of %(sd)s points, learned from %(num)s repeated visit.",
        "This rests on one visit having a standard deviation of %(sd)s points, learned from %(num)s repeated visits.",
        pairs,
        sd=f"{sd:.1f}",
    )


def term_facts(wave: Wave) -> list[str]:
    """The terms of a wave, each in a few words."""
    pay, rules = (
        (_fee(wave), _expenses(wave)),
        (_hours(wave), _rotation(wave), _names(wave), _kept(wave), _quiz(wave)),
    )
    parts = (_part(part, number) for part, number in wave.day_parts.items())
    board = _("on the Board") if wave.on_board else _("given out by hand")
    return [one for one in (*pay, *rules, *parts, board) if one]


def _fee(wave: Wave) -> str:
    return _("fee %(sum)s", sum=money_words(wave.fee, wave.currency)) if wave.fee else _("no fee")


def _expenses(wave: Wave) -> str:
    if not wave.expense_limit:
        return ""
    return _("expenses up to %(sum)s", sum=money_words(wave.expense_limit, wave.currency))


def _hours(wave: Wave) -> str:
    if not wave.soft_due_hours and not wave.hard_due_hours:
        return ""
    soft, hard = wave.soft_due_hours or "–", wave.hard_due_hours or "–"
    return _("due after %(soft)s hours, late after %(hard)s", soft=soft, hard=hard)


def _rotation(wave: Wave) -> str:
    if not wave.rotation_days:
        return ""
    return ngettext(
        "%(num)s day before a shopper returns", "%(num)s days before a shopper returns", wave.rotation_days
    )


def _part(part: str, number: int) -> str:
    return _("%(number)s %(part)s", number=number, part=DAY_PART_WORDS[part])


def _names(wave: Wave) -> str:
    return _("reports may name staff") if wave.names_staff else _("no names of staff")


def _kept(wave: Wave) -> str:
    days = wave.retention_days or settings_of(wave.client_id).retention_days
    on = day(wave.ends_on + timedelta(days=days))
    return ngettext(
        "words erased %(num)s day after the last, on %(day)s",
        "words erased %(num)s days after the last, on %(day)s",
        days,
        day=on,
    )


def _quiz(wave: Wave) -> str:
    number = len(wave.quiz)
    return ngettext("quiz of %(num)s question", "quiz of %(num)s questions", number) if number else ""
