"""The list of actions: what its address asks for, its sentence and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from shopper.clock import local_date
from shopper.dashboards.pages import Page, page_at
from shopper.follow_up.actions import queries
from shopper.follow_up.actions.forms import ListForm
from shopper.follow_up.actions.queries import ALL, LATE, MINE, Wanted
from shopper.follow_up.actions.words import CAUSE_NAMES, P_NAMES, STATE_NAMES
from shopper.language import counted, sentence_case
from shopper.models import Action, ActionState, Cause, Person
from shopper.permissions import Can
from shopper.reach import places

SIZE, MOST = 40, 10_000
"""Actions on a page, and in a file."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `label` names the region."""

    wanted: Wanted
    form: ListForm
    label: str

    @property
    def args(self) -> dict[str, str]:
        return {**({} if self.wanted.show == MINE else {"show": self.wanted.show}), **self.form.args()}

    @property
    def sentence(self) -> Markup:
        """What is shown, in one line."""
        parts = [shows()[self.wanted.show], self.label]
        parts += [str(STATE_NAMES[self.wanted.state])] if self.wanted.state else []
        parts += [str(CAUSE_NAMES[self.wanted.cause])] if self.wanted.cause else []
        told = Markup(", ").join(Markup("<b>%s</b>") % part for part in parts if part)
        return Markup(_("Showing %(what)s", what=told))  # noqa: S704  the parts were escaped above


def shows() -> dict[str, str]:
    """The three lists."""
    return {MINE: _("Mine, still to be done"), LATE: _("Late"), ALL: _("All")}


def read(person: Person, args: Mapping[str, str]) -> Asked:
    """What an address asks for; whatever cannot be followed is left out."""
    known = places(person, Can.FOLLOW_UP)
    form = ListForm(args, meta={"csrf": False})
    form.offer(known)
    here = next((one for one in known if str(one.region.id) == form.region.data), None)
    show = args.get("show", MINE)
    wanted = Wanted(
        show=show if show in shows() else MINE,
        path=here.region.path if here else "",
        state=ActionState(form.state.data) if form.state.data else None,
        cause=Cause(form.cause.data) if form.cause.data else None,
    )
    return Asked(wanted, form, here.label if here else "")


def page(person: Person, asked: Asked, number: str) -> Page[Action]:
    """One page of the list."""
    total = queries.count(person, asked.wanted)
    return page_at(total, number, SIZE, lambda first: queries.listed(person, asked.wanted, first, SIZE))


def verdict(person: Person, asked: Asked) -> str:
    """How many are late among those in reach of this list."""
    late = queries.count(person, Wanted(LATE, asked.wanted.path))
    if not late:
        return _("No action is late.")
    told = ngettext("%(count)s action is late.", "%(count)s actions are late.", late, count=counted(late))
    return sentence_case(told)


def sheet(person: Person, asked: Asked) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """Columns and rows of the file."""
    head = (
        _("What will be changed"), _("Branch"), _("Code"), _("State"), _("Owner"), _("Due"), _("What let it happen"),
        _("What it is about"), _("What was found"), _("Opened"), _("Opened by"), _("Done"),
    )  # fmt: skip
    return head, [_row(each) for each in queries.listed(person, asked.wanted, 0, MOST)]


def _row(each: Action) -> tuple[object, ...]:
    zone = each.branch.time_zone
    return (
        each.plan,
        each.branch.name,
        each.branch.code,
        STATE_NAMES[each.state],
        each.owner.name,
        each.due_on.isoformat(),
        CAUSE_NAMES[each.cause],
        P_NAMES[each.p],
        each.finding,
        local_date(each.opened_at, zone).isoformat(),
        each.opened_by.name if each.opened_by else None,
        local_date(each.done_at, zone).isoformat() if each.done_at else None,
    )
