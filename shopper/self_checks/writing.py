"""What the pages show on which a self-check is written: the same questions as on a shopper's phone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from shopper.language import spoken
from shopper.models import QuestionSetVersion, SelfCheck
from shopper.reporting import report_sections
from shopper.reporting.words import in_words
from shopper.self_checks import queries
from shopper.self_checks.meeting import stood
from shopper.self_checks.pages import is_closed, title_of
from shopper.visits.brief import in_lines
from shopper.visits.controls import Entry
from shopper.visits.drafts import saved_at
from shopper.visits.drawing import questions_of, touchpoint_page
from shopper.visits.forms import Asked
from shopper.visits.judging import Judged, judge
from shopper.visits.live import live_data
from shopper.visits.phrases import iso_moment, moment_words
from shopper.visits.progress import Step, steps, where_to_go_on
from survey_defs import say
from survey_defs.schema import Touchpoint


def touchpoint_or_404(check: SelfCheck, key: str) -> Touchpoint:
    """A touchpoint of what the self-check asks."""
    return next((one for one in check.version.definition.touchpoints if one.key == key), None) or abort(404)


def was_of(fields: MultiDict[str, str]) -> dict[str, str]:
    """By question what stood on the page when it was opened."""
    names = [name for name in fields if name.startswith("q:") and name.endswith(":was")]
    return {name[len("q:") : -len(":was")]: fields[name] for name in names}


def start(check: SelfCheck) -> dict[str, Any]:
    """What to do, and how far it is."""
    definition = check.version.definition
    scenario = say(definition.scenario, spoken(definition)) if definition.scenario else ""
    on_the_way = _steps(check)
    step = where_to_go_on(on_the_way)
    return {
        **_about(check),
        "lines": in_lines(scenario),
        "steps": on_the_way,
        "go_on": _url(check, step.key) if step else url_for(".check", check_id=check.id),
        "under_way": any(one.answered for one in on_the_way),
        "newer": newer(check),
        "closed": is_closed(check.branch),
    }


def newer(check: SelfCheck) -> QuestionSetVersion | None:
    """A version that was published since it was begun."""
    latest = queries.of_set(check.branch, check.version.question_set_id)
    return latest if latest and latest.number > check.version.number else None


def _steps(check: SelfCheck) -> list[Step]:
    definition = check.version.definition
    return steps(definition, check.draft, spoken(definition))


def _about(check: SelfCheck) -> dict[str, Any]:
    at = saved_at(check.draft)
    saved = (
        _("Saved at %(time)s, not finished yet", time=moment_words(iso_moment(at), check.branch))
        if at
        else ""
    )
    return {"check": check, "name": title_of(check), "saved": saved}


def _url(check: SelfCheck, key: str, anchor: str | None = None) -> str:
    return url_for(".touchpoint", check_id=check.id, key=key, _anchor=anchor)


def touchpoint(
    check: SelfCheck,
    here: Touchpoint,
    problems: Mapping[str, str] | None = None,
    *,
    typed: Mapping[str, Entry] | None = None,
    more: int = 0,
) -> dict[str, Any]:
    """One touchpoint with the draft in it; over that, where it was not kept, what was `typed`."""
    definition, over = check.version.definition, typed or {}
    draft = {**check.draft, **over}
    asked = [_as_it_stood(check, one) for one in questions_of(definition, here, draft, problems or {})]
    page = touchpoint_page(definition, here, draft, asked)
    return page | {
        **_about(check),
        "rail": [(one.title, _url(check, one.key), one.words, one.key == here.key) for one in page["steps"]],
        "more": more,
        "photo_url": lambda sha256: url_for(".photo", check_id=check.id, sha256=sha256),
        "live": live_data(definition, draft),
    }


def _as_it_stood(check: SelfCheck, one: Asked) -> Asked:
    return replace(one, was=stood(check.version.definition, check.draft, one.question.key))


def apart_words(check: SelfCheck, apart: Sequence[str]) -> dict[str, str]:
    """What to say of answers that another window gave otherwise meanwhile."""
    return {key: _apart(check, key) for key in apart}


def _apart(check: SelfCheck, key: str) -> str:
    definition = check.version.definition
    there = in_words(definition.by_key[key], check.draft.get(key), spoken(definition), definition.currency)
    return _(
        "Another window saved “%(answer)s” here meanwhile. Yours stands here and is not saved: "
        "press Continue to keep yours, or choose the other.",
        answer=there,
    )


def whole(check: SelfCheck) -> Judged:
    """As it would be judged at finishing."""
    return judge(check.version.definition, check.draft, sending=True)


def check_page(check: SelfCheck) -> dict[str, Any]:
    """Every answer in words, and what stops finishing."""
    definition, judged = check.version.definition, whole(check)
    language = spoken(definition)
    urls = {one.key: _url(check, where.key, f"q:{one.key}") for where, one in definition.walk()}
    on_the_way = _steps(check)
    return {
        **_about(check),
        "sections": [one for one in report_sections(definition, check.draft, None, language) if one.rows],
        "urls": urls,
        "missing": judged.missing,
        "told": judged.problems,
        "stops": [(say(definition.by_key[key].text, language), urls[key]) for key in judged.problems],
        "last": _url(check, on_the_way[-1].key),
    }
