"""Appeals in words: for lists, for the report that they are about, and for whoever decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import format_timedelta
from flask_babel import gettext as _

from shopper import clock
from shopper.appeals import queries
from shopper.appeals.rules import NEVER_CORRECTED, open_until
from shopper.language import day, spoken
from shopper.models import Appeal, AppealSide, AppealState, Remedy, Visit
from shopper.privacy.duty.queries import answers_for_managers
from shopper.privacy.words import visit_words
from shopper.reporting import report_sections
from shopper.reporting.words import in_words
from shopper.visits.forms import Asked, asked_on
from shopper.visits.phrases import moment_words, visited_words
from survey_defs import say


@dataclass(frozen=True)
class Told:
    """One appeal. `question` is '' for one against a decision; `outcome` '' while it is open, `change`
    what upholding changed, `signal` one of components/state.html."""

    id: int
    open: bool
    branch: str
    visited: str
    question: str
    reason: str
    facts: tuple[str, ...]
    photo_url: str
    signal: str
    outcome: str
    words: str
    change: str
    late: bool


def told(appeal: Appeal, *, names: bool) -> Told:
    """An appeal in words; `names`: whether the reader may know a shopper's."""
    visit, is_open = appeal.visit, appeal.state == AppealState.OPEN
    return Told(
        id=appeal.id,
        open=is_open,
        branch=visit.branch.name,
        visited=visited_words(visit),
        question=_question(appeal),
        reason=appeal.reason or visit_words(visit),
        facts=tuple(_facts(appeal, names)),
        photo_url=url_for("appeals.photo", appeal_id=appeal.id) if appeal.photo_sha256 else "",
        signal="few" if is_open else "ok" if appeal.state == AppealState.UPHELD else "same",
        outcome=_outcome(appeal),
        words=appeal.words,
        change=_change(appeal),
        late=is_open and clock.now() > appeal.due_at,
    )


def own_appeals(visit: Visit) -> list[Told]:
    """A shopper's own about one visit, the latest first."""
    return [told(one, names=False) for one in queries.about(visit, AppealSide.SHOPPER)]


def _question(appeal: Appeal) -> str:
    definition = appeal.visit.version.definition
    asked = definition.by_key.get(appeal.question_key)
    return say(asked.text, spoken(definition)) if asked else ""


def _facts(appeal: Appeal, names: bool) -> list[str]:
    branch, waits = appeal.visit.branch, appeal.state == AppealState.OPEN
    by = appeal.opened_by.name if names or appeal.side == AppealSide.MANAGER else ""
    facts = [
        _("by %(person)s", person=by) if by else "",
        _("appealed %(at)s", at=moment_words(appeal.opened_at, branch)),
        _("to be decided by %(person)s", person=appeal.owner.name) if waits and appeal.owner else "",
        _("until %(day)s", day=day(clock.local_date(appeal.due_at, branch.time_zone))) if waits else "",
    ]
    return [words for words in facts if words]


def age(appeal: Appeal) -> str:
    """How long it has waited."""
    return str(format_timedelta(appeal.opened_at - clock.now(), granularity="minute", add_direction=True))


def _outcome(appeal: Appeal) -> str:
    if appeal.state == AppealState.OPEN:
        return ""
    outcomes = {
        Remedy.CORRECTED: _("Upheld: the answer was corrected."),
        Remedy.SET_ASIDE: _("Upheld: the question was set aside and moves no score."),
        Remedy.REOPENED: _("Upheld: the report is read again."),
    }
    outcome = outcomes.get(Remedy(appeal.remedy)) if appeal.remedy else _("Not upheld: it stays as it is.")
    who, at = queries.person_named(appeal.decided_by_id), appeal.decided_at
    when = moment_words(at, appeal.visit.branch) if at else ""
    return _("%(outcome)s Decided by %(person)s, %(at)s.", outcome=outcome, person=who, at=when)


def _change(appeal: Appeal) -> str:
    if appeal.remedy != Remedy.CORRECTED:
        return ""
    before, after = (_answer(appeal, one) for one in (appeal.before, appeal.after))
    return _("“%(before)s” became “%(after)s”.", before=before, after=after)


def _answer(appeal: Appeal, entry: Mapping[str, Any] | None) -> str:
    definition = appeal.visit.version.definition
    asked = definition.by_key[appeal.question_key]
    return in_words(asked, entry, spoken(definition), definition.currency) or _("not answered")


@dataclass(frozen=True)
class Line:
    """One line of a list of appeals."""

    url: str
    title: str
    words: str
    facts: tuple[str, ...]
    late: bool


def lines(appeals: Sequence[Appeal], *, for_deciders: bool) -> list[Line]:
    """A list of appeals in words, each leading to where its reader goes on."""
    return [_line(one, for_deciders) for one in appeals]


def _line(appeal: Appeal, for_deciders: bool) -> Line:
    said = told(appeal, names=for_deciders)
    asked = said.question or _("Against the decision on the report")
    where = url_for("appeals.appeal", appeal_id=appeal.id) if for_deciders else ""
    at_report = (
        "" if for_deciders else url_for("dashboards.report", visit_id=appeal.visit_id, _anchor="h-appeals")
    )
    facts = (age(appeal), *said.facts) if said.open else (said.outcome,)
    title = _("%(branch)s, %(day)s", branch=said.branch, day=said.visited)
    return Line(where or at_report, title, asked, facts, said.late)


@dataclass(frozen=True)
class Possible:
    """Whether the reader may appeal, and until when: both '' where they may not at all."""

    url: str
    words: str


def possible(visit: Visit, may: bool) -> Possible:
    """The way to an appeal, for a manager of the branch."""
    if not may or visit.released_at is None:
        return Possible("", "")
    until = open_until(visit, visit.released_at)
    last = day(clock.local_date(until, visit.branch.time_zone))
    if clock.now() > until:
        return Possible("", _("Appeals against this report were possible until %(day)s.", day=last))
    url = url_for("appeals.open_appeal", visit_id=visit.id)
    return Possible(url, _("If an answer is wrong, you may appeal against it until %(day)s.", day=last))


def questions_of(visit: Visit) -> list[tuple[str, str]]:
    """Key and words of everything that was asked on a visit, each with what was answered."""
    definition = visit.version.definition
    sections = report_sections(definition, answers_for_managers(visit), None, spoken(definition))
    return [
        (
            row.key,
            _("%(part)s: %(asked)s (%(given)s)", part=each.title, asked=row.asked, given=_short(row.given)),
        )
        for each in sections
        for row in each.rows
    ]


def _short(given: str) -> str:
    words = given or _("not answered")
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"


def correction(visit: Visit, key: str, typed: Mapping[str, Any] | None, problem: str) -> Asked | None:
    """The question with its inputs, filled with what was typed, else the answer as it stands."""
    definition = visit.version.definition
    for touchpoint, question in definition.walk():
        if question.key == key and question.type not in NEVER_CORRECTED:
            answers = {**(visit.answers or {}), **({key: typed} if typed else {})}
            told_of = {key: problem} if problem else {}
            asked = asked_on(definition, touchpoint, answers, told_of, spoken(definition))
            return next(one for one in asked if one.question.key == key)
    return None
