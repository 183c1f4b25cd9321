"""What the pages of self-checks show, but for the one that is written on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.clock import local_date, now
from shopper.dashboards.pages import Page, page_at
from shopper.language import counted, day, sentence_case, spoken
from shopper.models import Branch, Person, QuestionSetVersion, SelfCheck, SelfCheckState
from shopper.permissions import Can
from shopper.reach import places
from shopper.reporting import report_sections
from shopper.reporting.sections import Section
from shopper.reporting.words import UNANSWERED
from shopper.self_checks import queries
from shopper.self_checks.fixes import Fix, fixes_of
from shopper.self_checks.forms import PlaceForm
from shopper.self_checks.queries import Standing
from survey_defs import QuestionSet, say

SIZE = 30
"""Branches on a page."""


def title_of(check: SelfCheck) -> str:
    """What was checked, in the language of the page."""
    return set_title(check.version.definition)


def set_title(definition: QuestionSet) -> str:
    return say(definition.title, spoken(definition))


def day_of(check: SelfCheck) -> str:
    """The day on which it ended, in the clocks of the branch."""
    return day(local_date(check.ended_at or check.begun_at, check.branch.time_zone))


def is_closed(branch: Branch) -> bool:
    """Whether no customer comes there any more."""
    return bool(branch.closed_on and branch.closed_on <= local_date(now(), branch.time_zone))


@dataclass(frozen=True)
class ListPage:
    """`offered`: whether there is any set to begin with; None of the rest matters much without."""

    form: PlaceForm
    args: Mapping[str, str]
    where: str
    verdict: str
    part: Page[Standing]
    offered: bool


def list_page(person: Person, args: Mapping[str, str]) -> ListPage:
    """Where somebody looked for themselves, and where nobody ever did."""
    known = places(person, Can.FOLLOW_UP)
    form = PlaceForm(args, meta={"csrf": False})
    form.offer(known)
    here = next((one for one in known if str(one.region.id) == form.region.data), None)
    path = here.region.path if here else "/"
    found = queries.reached(person, path)
    part = page_at(
        found.branches,
        args.get("page", ""),
        SIZE,
        lambda first: queries.standings(person, path, first, SIZE),
    )
    clients = {one.region.client_id for one in known}
    return ListPage(
        form,
        form.args(),
        here.label if here else "",
        _verdict(found.branches, found.branches - found.checked),
        part,
        any(queries.offered(client_id) for client_id in clients),
    )


def _verdict(branches: int, never: int) -> str:
    if not branches:
        return _("There is no open branch here.")
    if not never:
        return _("Every branch was checked by its own people.")
    told = ngettext(
        "%(count)s branch of %(all)s was never checked by its own people.",
        "%(count)s branches of %(all)s were never checked by their own people.",
        never,
        count=counted(never),
        all=branches,
    )
    return sentence_case(told)


@dataclass(frozen=True)
class Offer:
    """A set that can be begun at a branch: `draft` is the reader's own one under way, `last` the last done."""

    version: QuestionSetVersion
    title: str
    questions: int
    draft: SelfCheck | None
    last: SelfCheck | None


@dataclass(frozen=True)
class Done:
    """One line of what was done: `fixes` is None where it was set aside."""

    check: SelfCheck
    fixes: Sequence[Fix] | None

    @property
    def words(self) -> str:
        """What it found, and how much of that nobody has promised to change."""
        if self.fixes is None:
            return _("set aside, unfinished")
        if not self.fixes:
            return _("nothing to put right")
        without = sum(one.action is None for one in self.fixes)
        told = ngettext("%(num)s thing to put right", "%(num)s things to put right", len(self.fixes))
        return _("%(told)s, %(num)s without an action", told=told, num=without) if without else told


def branch_page(person: Person, branch: Branch) -> dict[str, Any]:
    """What can be begun or gone on with at a branch, and what was done there."""
    drafts = {one.version.question_set_id: one for one in queries.drafts_at(person, branch)}
    last = queries.last_by_set(branch)
    offers = [_offer(one, drafts, last) for one in queries.offered(branch.client_id)]
    known = {one.version.question_set_id for one in offers}
    done = queries.history(person, branch)
    opened = queries.fixes([one.id for one in done])
    ended = [one.state == SelfCheckState.DONE for one in done]
    return {
        "branch": branch,
        "closed": day(branch.closed_on) if branch.closed_on and is_closed(branch) else "",
        "own": [one for one in offers if one.version.is_self_check],
        "calls": [one for one in offers if not one.version.is_self_check],
        "left": [one for set_id, one in drafts.items() if set_id not in known],
        "done": [
            Done(one, fixes_of(one, opened[one.id]) if is_done else None)
            for one, is_done in zip(done, ended, strict=True)
        ],
        "title_of": title_of,
        "day_of": day_of,
    }


def _offer(
    version: QuestionSetVersion, drafts: Mapping[int, SelfCheck], last: Mapping[int, SelfCheck]
) -> Offer:
    set_id, definition = version.question_set_id, version.definition
    asked = sum(question.type not in ("note", "momentum") for _touchpoint, question in definition.walk())
    return Offer(version, set_title(definition), asked, drafts.get(set_id), last.get(set_id))


def result_page(check: SelfCheck) -> dict[str, Any]:
    """What was found: the fix list, then every answer."""
    fixes = fixes_of(check, queries.fixes([check.id])[check.id]) if check.state == SelfCheckState.DONE else []
    return {
        "check": check,
        "title": title_of(check),
        "day": day_of(check),
        "fixes": fixes,
        "without": [one for one in fixes if one.action is None],
        "verdict": result_verdict(fixes),
        "sections": sections_of(check),
    }


def result_verdict(fixes: Sequence[Fix]) -> str:
    """How much there is to put right."""
    if not fixes:
        return _("Nothing to put right.")
    told = ngettext(
        "%(count)s thing to put right.",
        "%(count)s things to put right.",
        len(fixes),
        count=counted(len(fixes)),
    )
    return sentence_case(told)


def sections_of(check: SelfCheck) -> list[Section]:
    """Every answer by touchpoint, without what was left open; of one that is not done, what was written."""
    definition = check.version.definition
    answers = check.draft if check.answers is None else check.answers
    sections = report_sections(definition, answers, None, spoken(definition))
    told = [replace(one, rows=tuple(row for row in one.rows if row.state != UNANSWERED)) for one in sections]
    return [one for one in told if one.rows]
