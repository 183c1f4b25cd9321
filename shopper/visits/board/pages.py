"""What the pages of the Board say: everything that a shopper must know before taking a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.admin.client_settings.queries import settings_of
from shopper.fieldwork.distance import Start, own_words, starts_of
from shopper.fieldwork.rotation import refused_at
from shopper.language import day, spoken
from shopper.models import Person, Visit, VisitState, Wave
from shopper.visits.board import queries
from shopper.visits.board.words import pay_words
from shopper.visits.brief import brief
from shopper.visits.phrases import window_words
from survey_defs import say
from survey_defs.linting import minutes


@dataclass(frozen=True)
class Offer:
    """A line of the Board."""

    visit: Visit
    when: str
    pay: str
    takes: str
    far: str


def board(person: Person, words: str, page: int, *, nearest: bool = False) -> dict[str, Any]:
    """A page of the Board; `nearest` first where it is known from where."""
    start = starts_of(person, [person])[person.id]
    found = queries.board(person, words, page, start.places if nearest else ())
    one_each = {visit.version_id: visit for visit in found}
    minutes_of = {version_id: minutes_words(visit) for version_id, visit in one_each.items()}
    return {
        "offers": [_offer(visit, minutes_of[visit.version_id], start) for visit in found[: queries.PAGE]],
        "more": len(found) > queries.PAGE,
        "page": page,
        "words": words,
        "nearest": nearest and bool(start.places),
        "known": bool(start.places),
    }


def _offer(visit: Visit, takes: str, start: Start) -> Offer:
    return Offer(visit, window_words(visit), pay_words(visit.wave), takes, own_words(start, visit.branch))


def minutes_words(visit: Visit) -> str:
    """How long the report takes."""
    number = max(1, round(float(minutes(visit.version.definition))))
    return ngettext("%(num)s minute to report", "%(num)s minutes to report", number)


def offer(visit: Visit, person: Person) -> dict[str, Any]:
    """One visit of the Board, before it is taken."""
    definition = visit.version.definition
    return {
        "visit": visit,
        "title": say(definition.title, spoken(definition)),
        "brief": brief(visit, person),
        "window": window_words(visit),
        "pay": pay_words(visit.wave) or _("No fee is paid for this visit"),
        "takes": minutes_words(visit),
        "far": own_words(starts_of(person, [person])[person.id], visit.branch),
        "rules": rules(visit),
        "not_now": _not_now(visit, person),
        "quiz_first": not queries.has_passed(person, visit.wave),
    }


def rules(visit: Visit) -> Sequence[str]:
    """What is expected of whoever takes it."""
    wave = visit.wave
    if wave is None:
        return []
    return [one for one in (_hours(wave), _rotation(wave), _back()) if one]


def _hours(wave: Wave) -> str:
    chosen = settings_of(wave.client_id)
    soft, hard = wave.soft_due_hours or chosen.soft_due_hours, wave.hard_due_hours or chosen.hard_due_hours
    return _(
        "Send the report within %(soft)s hours of leaving; after %(hard)s hours it counts as late.",
        soft=soft,
        hard=max(soft, hard),
    )


def _rotation(wave: Wave) -> str:
    if not wave.rotation_days:
        return ""
    return ngettext(
        "You may visit the same branch again after %(num)s day.",
        "You may visit the same branch again after %(num)s days.",
        wave.rotation_days,
    )


def _back() -> str:
    return _("If you cannot make it, give it back, so that somebody else can.")


def _not_now(visit: Visit, person: Person) -> str:
    """Why this shopper cannot take it; '' where they can."""
    if visit.state != VisitState.OPEN:
        return _("This visit was taken a moment ago. Look for another one on the Board.")
    if visit.wave is None:
        return ""
    refused = refused_at(visit.wave, person, {visit.branch_id})
    if not refused:
        return ""
    again = refused[visit.branch_id]
    if again is None:
        return _("You have a visit at this branch already. Make that one first.")
    return _("You were there lately. You may visit this branch again from %(day)s.", day=day(again))
