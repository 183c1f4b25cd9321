"""Whether a photo came in before: the same one, or one that looks nearly the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.evidence.looks import NEAR, apart
from shopper.language import day, spoken
from shopper.review.checks import queries
from shopper.review.checks.parts import Beside, Check, same, same_pairs
from shopper.review.checks.queries import Look, Past
from survey_defs import say

PAIRED = 60
"""Of how many earlier reports with photos every two are compared, to tell how often photos are alike."""


def photos(beside: Beside) -> Check:
    count = queries.photos_of(beside.visit)
    if not count:
        return Check(_("Photos."), False, _("None came in."), known=False)
    return _same(beside) or _alike(beside) or _new(count)


def _new(count: int) -> Check:
    words = ngettext("One, never seen before.", "%(num)s, none seen before.", count)
    return Check(_("Photos."), False, words)


def _same(beside: Beside) -> Check | None:
    found = queries.reused(beside.reader, beside.visit)
    if not found:
        return None
    _key, branch, on = found[0]
    words = _("The same picture stands in the report on %(branch)s, %(day)s.", branch=branch, day=_day(on))
    hits, among = queries.reused_among([one.id for one in beside.past])
    return Check(_("Photo used before."), True, words, same(hits, among))


def _alike(beside: Beside) -> Check | None:
    mine = queries.looks([beside.visit.id])
    near = {one.id: one for one in beside.near}
    theirs = queries.looks(list(near)) if mine else []
    own, twin = min(
        ((one, other) for one in mine for other in theirs),
        key=lambda both: apart(both[0].look, both[1].look),
        default=(None, None),
    )
    if own is None or twin is None or apart(own.look, twin.look) > NEAR:
        return None
    words = _words(beside, own, near[twin.visit_id])
    return Check(_("Photo like an earlier one."), True, words, _pairs(beside.past))


def _words(beside: Beside, own: Look, twin: Past) -> str:
    definition = beside.visit.version.definition
    return _(
        "The picture at “%(asked)s” looks nearly the same as one in the report on %(branch)s, %(day)s.",
        asked=say(definition.by_key[own.key].text, spoken(definition)),
        branch=twin.branch,
        day=_day(twin.visited_on),
    )


def _pairs(past: Sequence[Past]) -> str:
    """How often photos of two earlier reports are as much alike: receipts are, more than faces of shops."""
    by_visit = _by_visit(queries.looks([one.id for one in past]))
    pairs = list(combinations(list(by_visit.values())[:PAIRED], 2))
    hits = sum(any(apart(one, other) <= NEAR for one in mine for other in theirs) for mine, theirs in pairs)
    return same_pairs(hits, len(pairs))


def _by_visit(looks: Sequence[Look]) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for one in looks:
        found[one.visit_id].append(one.look)
    return found


def _day(on: date | None) -> str:
    return day(on) if on else "–"
