"""From what an admin ticked and wrote to the branches of a wave, and back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from shopper.fieldwork import queries
from shopper.fieldwork.forms import WaveForm
from shopper.fieldwork.terms_form import as_term_fields
from shopper.models import Branch, Person, QuestionSetVersion, Wave
from shopper.permissions import Can
from shopper.reach import places
from shopper.troubles import Refused, Trouble


@dataclass(frozen=True)
class Chosen:
    """The branches of a plan, and those that were named but are closed or not yet open in its days."""

    branches: list[Branch]
    left_out: list[Branch]


def branches_of(form: WaveForm, version: QuestionSetVersion, by: Person) -> Chosen:
    """The branches that the form names, of the version's client. Raises Refused for unknown codes."""
    ticked = [p.region for p in places(by, Can.WAVES_EDIT) if p.region.id in (form.regions.data or ())]
    client_id, dates = version.question_set.client_id, form.plan()
    found = queries.branches(by, client_id, ticked, form.code_list(), form.branch_ids())
    _all_found(form, found)
    shut = queries.closed_then(found, dates.starts_on, dates.ends_on)
    return Chosen([branch for branch in found if branch not in shut], shut)


def _all_found(form: WaveForm, found: Iterable[Branch]) -> None:
    known = {branch.code.casefold() for branch in found}
    missing = [code for code in form.code_list() if code.casefold() not in known]
    if missing:
        words = _("No branch here has the code %(codes)s.", codes=", ".join(missing))
        form.codes.errors = [*form.codes.errors, words]
        raise Refused(Trouble.NO_PLACE)


def as_fields(wave: Wave) -> dict[str, Any]:
    """A plan as the form shows it: the usual number of visits, and others beside their branches."""
    numbers = Counter(one.visits for one in wave.branches)
    usual = numbers.most_common(1)[0][0] if numbers else 1
    return {
        "name": wave.name,
        "version": wave.version_id,
        "starts_on": wave.starts_on,
        "ends_on": wave.ends_on,
        "visits": usual,
        "holds_results": wave.holds_results,
        **as_term_fields(wave),
        "branches": [one.branch_id for one in wave.branches],
        "own": {one.branch_id: str(one.visits) for one in wave.branches if one.visits != usual},
    }


def as_copy(wave: Wave) -> dict[str, Any]:
    """The same for another wave: its name and days are still to be chosen."""
    return {**as_fields(wave), "name": "", "starts_on": None, "ends_on": None}
