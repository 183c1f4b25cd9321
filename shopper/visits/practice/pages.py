"""What the pages of practice show."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from scoring import score_visit
from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.language import spoken
from shopper.models import Person, Practice
from shopper.reporting import report_sections, score_working
from shopper.visits.brief import in_lines
from shopper.visits.drawing import problems_here, questions_of, touchpoint_page
from shopper.visits.forms import Posted
from shopper.visits.judging import Judged, judge
from shopper.visits.live import live_data
from shopper.visits.on_site import standing
from shopper.visits.pinning import pins_of
from shopper.visits.pocket.pages import notebook
from shopper.visits.pocket.shopping import lines_of
from shopper.visits.practice.the_set import practice_set
from shopper.visits.progress import Step, beside, steps
from shopper.visits.proposing import with_proposals
from survey_defs import say
from survey_defs.schema import Touchpoint


def zone_of(person: Person) -> str:
    """Practice has no branch, so its times are in the zone of the first client that the person works for."""
    return settings_of(person.grants[0].region.client_id).time_zone


def kept(person: Person) -> Practice | None:
    """What the person has done in practice so far."""
    return db.session.get(Practice, person.id)


def draft_of(person: Person) -> dict[str, Any]:
    """The answers so far."""
    found = kept(person)
    return found.draft if found else {}


def start(person: Person) -> dict[str, Any]:
    """Where practice begins: what to do, and how far it is."""
    definition, found = practice_set(), kept(person)
    language = spoken(definition)
    scenario = say(definition.scenario, language) if definition.scenario else ""
    under_way = bool(found and (found.draft or standing(found.stamps)))
    return {"lines": in_lines(scenario), "steps": _steps(person), "under_way": under_way}


def _steps(person: Person) -> list[Step]:
    return steps(practice_set(), draft_of(person), spoken(practice_set()))


def notes(person: Person) -> dict[str, Any]:
    """Pocket mode, kept on the server."""
    found = kept(person)
    book = notebook(practice_set(), found.stamps if found else [], zone_of(person))
    return {"rooms": [], "lines": lines_of(person), "home": url_for(".practice"), "known": None, **book}


def touchpoint(person: Person, here: Touchpoint, problems: Mapping[str, str]) -> dict[str, Any]:
    """One touchpoint with its questions."""
    definition, found = practice_set(), kept(person)
    draft, stamps = draft_of(person), found.stamps if found else []
    asked = with_proposals(questions_of(definition, here, draft, problems), definition, draft, stamps)
    page = touchpoint_page(definition, here, draft, asked)
    return page | {
        "pins": pins_of(definition, here.key, stamps, zone_of(person)),
        "live": live_data(definition, draft),
    }


def problems_on(person: Person, here: Touchpoint) -> dict[str, str]:
    """What to mend on a page, after it was kept."""
    return problems_here(practice_set(), draft_of(person), here)


def whole(person: Person) -> Judged:
    """The report as it would be judged at sending."""
    return judge(practice_set(), draft_of(person), sending=True)


def check(person: Person) -> dict[str, Any]:
    """Every answer in words, and what would stop sending."""
    definition, judged = practice_set(), whole(person)
    language = spoken(definition)
    urls = {
        question.key: url_for(".practice_touchpoint", key=where.key, _anchor=f"q:{question.key}")
        for where, question in definition.walk()
    }
    sections = [one for one in report_sections(definition, draft_of(person), None, language) if one.rows]
    return {
        "sections": sections,
        "urls": urls,
        "missing": judged.missing,
        "told": judged.problems,
        "stops": [
            (say(definition.by_key[key].text, language), urls[key]) for key in urls if key in judged.problems
        ],
    }


def end(person: Person) -> dict[str, Any]:
    """How the score of this report would come about."""
    definition, judged = practice_set(), whole(person)
    result = score_visit(definition, judged.checked.answers, left_early=False)
    return {"working": score_working(definition, result.to_dict(), spoken(definition))}


def changes(posted: Posted, here: Touchpoint, clear: str, go: str) -> dict[str, Any]:
    """What a posted page asks to keep."""
    if clear:
        posted = posted.with_cleared(clear)
    return (posted.with_nothing_seen(here) if go == "unseen" else posted).changes


def next_url(person: Person, key: str, clear: str, go: str) -> str:
    """Where a posted page leads: the same one, or the one before or after it."""
    if clear or go == "unseen":
        return url_for(".practice_touchpoint", key=key)
    step = beside(_steps(person), key, -1 if go == "back" else 1)
    if step:
        return url_for(".practice_touchpoint", key=step.key)
    return url_for(".practice" if go == "back" else ".practice_check")
