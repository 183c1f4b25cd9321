"""What each page shows, made from what the queries found."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from flask import render_template, url_for
from flask_babel import gettext as _

from shopper.appeals.pages import own_appeals
from shopper.fees.own import total_lines
from shopper.fees.queries import own_of
from shopper.fees.words import fee_line
from shopper.language import spoken
from shopper.models import WRITABLE, Person, Submission, Visit, VisitState
from shopper.reporting import hidden_rows, report_sections
from shopper.review.replies.pages import in_context, questions_about
from shopper.review.replies.queries import waiting_for
from shopper.visits import queries
from shopper.visits.board.queries import has_passed
from shopper.visits.board.words import pay_words
from shopper.visits.brief import brief
from shopper.visits.drafts import saved_at
from shopper.visits.drawing import questions_of, touchpoint_page
from shopper.visits.due import contact_of, due_words
from shopper.visits.forms import SendForm
from shopper.visits.giving_up.reasons import reason_words
from shopper.visits.judging import judge
from shopper.visits.live import check_data, report_data
from shopper.visits.moves import state_words
from shopper.visits.on_site import STOPPED, first, moment
from shopper.visits.outcomes import outcome_words
from shopper.visits.phrases import iso_moment, moment_words, today_words, visited_words, window_words
from shopper.visits.pinning import pins
from shopper.visits.progress import Step, steps, where_to_go_on
from shopper.visits.proposing import with_proposals
from survey_defs import say
from survey_defs.schema import Touchpoint

WORDS = {
    "window_words": window_words,
    "moment_words": moment_words,
    "visited_words": visited_words,
    "state_words": state_words,
}


def today(person: Person) -> dict[str, Any]:
    """What to do next, what to finish, what came back, what was received."""
    waiting = queries.to_do(person)
    by_state = {state: [visit for visit in waiting if visit.state == state] for state in WRITABLE}
    assigned, recent = by_state[VisitState.ASSIGNED], queries.sent(person, size=5)[:5]
    return {
        "day": today_words(),
        "next": assigned[0] if assigned else None,
        "later": assigned[1:],
        "drafts": [(visit, *_progress(visit), due_words(visit)) for visit in by_state[VisitState.STARTED]],
        "returned": by_state[VisitState.RETURNED],
        "recent": recent,
        "missing": queries.missing_counts(recent),
        "asked": [(visit, in_context(visit, one)) for visit, one in waiting_for(person)],
        **WORDS,
    }


def _progress(visit: Visit) -> tuple[int, int]:
    on_the_way = _steps(visit)
    return sum(step.done for step in on_the_way), len(on_the_way)


def history(person: Person, number: int) -> dict[str, Any]:
    """A page of what was sent."""
    number = max(1, number)
    found = queries.sent(person, page=number)
    return {
        "found": found[: queries.PAGE],
        "missing": queries.missing_counts(found[: queries.PAGE]),
        "stopped": queries.not_completed(person) if number == 1 else [],
        "fees": own_of(person, found),
        "fee_line": fee_line,
        "fee_totals": total_lines(person),
        "outcome_words": outcome_words,
        "reason_words": reason_words,
        "number": number,
        "previous": url_for(".history", page=number - 1) if number > 1 else "",
        "following": url_for(".history", page=number + 1) if len(found) > queries.PAGE else "",
        **WORDS,
    }


def visit(mine: Visit, person: Person) -> dict[str, Any]:
    """One visit: where, when, what to do, and how far it is."""
    definition = mine.version.definition
    return {
        "visit": mine,
        "title": say(definition.title, spoken(definition)),
        "brief": brief(mine, person),
        "asked": questions_about(mine),
        "appeals": own_appeals(mine),
        "stopped": _stopped(mine),
        "reason": reason_words(mine),
        "steps": _steps(mine),
        "writable": mine.state in WRITABLE and mine.state != VisitState.ASSIGNED,
        "go_on": go_on_url(mine),
        "due": due_words(mine),
        "contact": contact_of(mine),
        "quiz_first": mine.state == VisitState.ASSIGNED and not has_passed(person, mine.wave),
        "pay": pay_words(mine.wave),
        **WORDS,
    }


def _stopped(mine: Visit) -> str:
    """When the shopper had to stop; '' where they did not."""
    stop = first(mine.stamps, STOPPED)
    return moment_words(moment(stop), mine.branch) if stop else ""


def _steps(mine: Visit) -> list[Step]:
    definition = mine.version.definition
    return steps(definition, mine.draft, spoken(definition))


def go_on_url(mine: Visit) -> str:
    """Where the report goes on: the first touchpoint not done, or the check."""
    step = where_to_go_on(_steps(mine))
    if step is None:
        return url_for(".check", visit_id=mine.id)
    return url_for(".touchpoint", visit_id=mine.id, key=step.key)


def touchpoint(
    mine: Visit, here: Touchpoint, problems: Mapping[str, str] | None = None, more: int = 0
) -> dict[str, Any]:
    """One touchpoint: its questions with the draft in them, and what to mend."""
    definition = mine.version.definition
    asked = questions_of(definition, here, mine.draft, problems or {})
    page = touchpoint_page(
        definition, here, mine.draft, with_proposals(asked, definition, mine.draft, mine.stamps)
    )
    return page | {
        "visit": mine,
        "rail": _rail(mine, page["steps"], here.key),
        "more": more,
        "saved": _saved(mine),
        "pins": pins(mine, here.key),
        "photo_url": lambda sha256: url_for(".photo", visit_id=mine.id, sha256=sha256),
        "live": report_data(mine, here),
    }


def _rail(mine: Visit, on_the_way: list[Step], key: str) -> list[tuple[str, str, str, bool]]:
    return [
        (
            step.title,
            url_for(".touchpoint", visit_id=mine.id, key=step.key),
            step.words,
            step.key == key,
        )
        for step in on_the_way
    ]


def _saved(mine: Visit) -> str:
    at = saved_at(mine.draft)
    return _("Saved at %(time)s, not sent yet", time=moment_words(iso_moment(at), mine.branch)) if at else ""


def check(mine: Visit, form: SendForm) -> dict[str, Any]:
    """Every answer in words, and what stops sending."""
    definition, language = mine.version.definition, spoken(mine.version.definition)
    judged = judge(definition, mine.draft, sending=True, left_early=bool(form.left_early.data))
    urls = {
        question.key: url_for(".touchpoint", visit_id=mine.id, key=where.key, _anchor=f"q:{question.key}")
        for where, question in definition.walk()
    }
    return {
        "visit": mine,
        "form": form,
        "sections": [one for one in report_sections(definition, mine.draft, None, language) if one.rows],
        "urls": urls,
        "missing": judged.missing,
        "told": judged.problems,
        "stops": [
            (
                _("%(part)s: %(asked)s", part=say(where.title, language), asked=say(question.text, language)),
                urls[question.key],
            )
            for where, question in definition.walk()
            if question.key in judged.problems
        ],
        "live": check_data(mine),
        "last": url_for(".touchpoint", visit_id=mine.id, key=_steps(mine)[-1].key),
        "saved": _saved(mine),
    }


def fresh(form: SendForm) -> SendForm:
    """The same form with an id of its own, after one that could not be read."""
    form.submission_id.data = str(uuid4())
    form.base.data = form.base.data if not form.base.errors else ""
    return form


def receipt(mine: Visit, report: Submission) -> dict[str, Any]:
    """What was received, what was left out of it, and which photos are still on their way."""
    definition, language = mine.version.definition, spoken(mine.version.definition)
    missing = [
        (say(definition.by_key[one["question"]].text, language), one["index"] + 1)
        for one in queries.missing_photos(mine, report)
    ]
    hidden = hidden_rows(definition, report.hidden, language)
    about = {"report": report, "hidden": hidden, "missing": missing, "contact": contact_of(mine)}
    claims = bool(mine.wave and mine.wave.expense_limit)
    return {"visit": mine, "claims": claims, **about, **WORDS}


def refusal(words: str, status: int, visit_id: UUID | None) -> str:
    """A refusal with the way back to the visit it is about."""
    return render_template(
        "errors/error.html",
        status=status,
        title=_("That is too large") if status == 413 else _("That is not possible now"),
        words=words,
        next_url=url_for("visits.visit", visit_id=visit_id) if visit_id else url_for("visits.today"),
        next_label=_("Open the visit") if visit_id else _("Today"),
    )
