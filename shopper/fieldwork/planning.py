"""From what an admin ticked and wrote to the branches of a wave."""

from flask_babel import gettext as _

from shopper.fieldwork import queries
from shopper.fieldwork.forms import WaveForm
from shopper.models import Branch, Person, QuestionSetVersion
from shopper.permissions import Can
from shopper.reach import places
from shopper.troubles import Refused, Trouble


def branches_of(form: WaveForm, version: QuestionSetVersion, by: Person) -> list[Branch]:
    """The branches that the form names, of the version's client. Raises Refused for unknown codes."""
    client_id = version.question_set.client_id
    ticked = [p.region for p in places(by, Can.WAVES_EDIT) if p.region.id in (form.regions.data or ())]
    dates = form.plan()
    found = queries.branches(by, ticked, form.code_list(), dates.starts_on, dates.ends_on)
    mine = [branch for branch in found if branch.client_id == client_id]
    _all_found(form, mine)
    return mine


def _all_found(form: WaveForm, found: list[Branch]) -> None:
    known = {branch.code.casefold() for branch in found}
    missing = [code for code in form.code_list() if code.casefold() not in known]
    if missing:
        form.codes.errors = [
            *form.codes.errors,
            _("Not found, or closed then: %(codes)s.", codes=", ".join(missing)),
        ]
        raise Refused(Trouble.NO_PLACE)
