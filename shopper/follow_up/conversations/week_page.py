"""This week: who to talk to, what is missing, and how many of our conversations we begin ourselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.dashboards.months import day_in_words, short_day
from shopper.follow_up.conversations import queries
from shopper.follow_up.conversations.queries import Shares
from shopper.follow_up.conversations.reaching import is_closed
from shopper.follow_up.conversations.rules import lacks
from shopper.follow_up.conversations.weeks import FIVE, monday, since, sunday, today_of
from shopper.follow_up.conversations.words import reach_in_words, still_missing, week_in_words, where
from shopper.language import counted, sentence_case
from shopper.models import Conversation, Customer, Person


@dataclass(frozen=True)
class Place:
    """One of the five: `signal` is a kind of components/state.html, or '' for none."""

    talk: Conversation
    where: str
    reach: str
    standing: str
    signal: str
    carried: str


@dataclass(frozen=True)
class Suggestion:
    customer: Customer
    where: str
    why: str


@dataclass(frozen=True)
class WeekPage:
    """`none` is the worst of states: nobody was talked to in 30 days."""

    strong: str
    rest: str
    none: bool
    title: str
    summary: str
    places: Sequence[Place]
    free: int
    between: Sequence[Place]
    suggestions: Sequence[Suggestion]


def week_page(person: Person) -> WeekPage:
    """Everything on it, in a fixed number of queries."""
    today = today_of(person)
    week = monday(today)
    five, between = queries.five(person, week), queries.unfinished(person)
    opened = queries.actions_of(person, [each for each in (*five, *between) if each.closed_at is None])
    told = [_place(each, len(opened.get(each.id, ())), week, today) for each in five]
    free = max(0, FIVE - len(five))
    shares = queries.shares(person, since(today), today)
    return WeekPage(
        strong=share_in_words(shares),
        rest="" if shares.total else _since_when(queries.last_held(person)),
        none=not shares.total,
        title=_("The five of %(first)s to %(last)s", first=short_day(week), last=short_day(sunday(week))),
        summary=_summary(told, free),
        places=told,
        free=free,
        between=[_place(each, len(opened[each.id]), week, today) for each in between],
        suggestions=_suggestions(person, sunday(week), today) if free else [],
    )


def share_in_words(shares: Shares) -> str:
    """“3 of 4 conversations in 30 days were ours to start.” None at all is a state of its own, not 0 of 0."""
    if not shares.total:
        return _("None in 30 days.")
    if shares.total == 1:
        one = _("The one conversation in 30 days was ours to start.")
        return one if shares.ours else _("The one conversation in 30 days was theirs to start.")
    if not shares.ours:
        return _("None of %(total)s conversations in 30 days was ours to start.", total=shares.total)
    return ngettext(
        "%(num)s of %(total)s conversations in 30 days was ours to start.",
        "%(num)s of %(total)s conversations in 30 days were ours to start.",
        shares.ours,
        total=shares.total,
    )


def _since_when(last: date | None) -> str:
    if last is None:
        return _("No conversation with a customer was closed yet. Choose the first one below.")
    return _("The last one was on %(day)s. Who does not ask hears only complaints.", day=day_in_words(last))


def _summary(places: Sequence[Place], free: int) -> str:
    """How many are closed, were carried over, and are still to be chosen."""
    closed = sum(each.talk.closed_at is not None for each in places)
    carried = sum(bool(each.carried) for each in places)
    parts = [
        ngettext(
            "%(count)s of five is closed.", "%(count)s of five are closed.", closed, count=counted(closed)
        )
    ]
    if carried:
        parts.append(
            ngettext(
                "%(count)s was carried over.", "%(count)s were carried over.", carried, count=counted(carried)
            )
        )
    if free:
        parts.append(
            ngettext(
                "%(count)s is still to be chosen.",
                "%(count)s are still to be chosen.",
                free,
                count=counted(free),
            )
        )
    return " ".join(map(sentence_case, parts))


def _place(talk: Conversation, actions: int, week: date, today: date) -> Place:
    standing, signal = _standing(talk, actions, today)
    over = talk.closed_at is None and talk.week is not None and talk.week < week
    return Place(
        talk,
        where(talk.customer),
        reach_in_words(talk.customer),
        standing,
        signal,
        _("Carried over from %(week)s", week=week_in_words(talk.week)) if over and talk.week else "",
    )


def _standing(talk: Conversation, actions: int, today: date) -> tuple[str, str]:
    if talk.closed_at:
        return _("Closed"), "ok"
    if talk.edit_number > 1 or actions:
        missing = lacks(talk, actions, today)
        return still_missing(missing) if missing else _("The log is whole: close it."), "few"
    if is_closed(talk.customer):
        return _("Take them out: they asked not to be contacted."), "stop"
    return _("Not talked to yet"), ""


def _suggestions(person: Person, until: date, today: date) -> list[Suggestion]:
    found = queries.suggested(person, until, FIVE)
    return [Suggestion(customer, where(customer), _why(talk, until, today)) for customer, talk in found]


def _why(talk: Conversation | None, until: date, today: date) -> str:
    if talk is None:
        return _("Never talked to yet")
    if talk.next_on and talk.next_on < today:
        return _("Was to hear from us by %(day)s", day=short_day(talk.next_on))
    if talk.next_on and talk.next_on <= until:
        return _("Is to hear from us by %(day)s", day=short_day(talk.next_on))
    return _("Last talked to on %(day)s", day=short_day(talk.held_on)) if talk.held_on else ""
