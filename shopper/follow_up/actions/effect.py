"""What came of an action: its branch after it was done, against what was to be expected without it.

Importing it loads numpy and scipy; the view does so when somebody looks at an action that is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from scoring.change import did_it_help
from shopper.clock import local_date
from shopper.dashboards import effect_words, filters
from shopper.dashboards.annotations.queries import branches_noted
from shopper.dashboards.effect import YEAR, Window, record, window
from shopper.dashboards.effect_charts import drawing
from shopper.dashboards.filters import Showing
from shopper.dashboards.measures import Measure, chosen, measures
from shopper.dashboards.months import QUARTER, first_day, last_day
from shopper.dashboards.overview import Figure
from shopper.dashboards.queries.change import cells_between
from shopper.dashboards.sentences import Headline
from shopper.follow_up.actions.queries import branches_acting
from shopper.language import spoken
from shopper.models import Action, Person


@dataclass(frozen=True)
class Told:
    """`address` leads to the page that takes other months and measures."""

    headline: Headline
    figure: Figure
    table: tuple[Sequence[str], Sequence[Sequence[object]]]
    address: dict[str, object]


def told(person: Person, action: Action) -> Told | None:
    """Three months after it was done against three before it was opened; None while it is not done,
    or where its branch has no visit."""
    around = months_around(action)
    known = {"version": str(action.version_id)} if action.version_id else {}
    showing = filters.read(person, known, action.branch)
    if around is None or action.done_at is None or showing.version is None:
        return None
    definition = showing.asked.definition
    scores = [each for each in measures(definition, spoken(definition)) if not each.is_rate]
    measure, _missed = chosen(scores, action.measure)
    rows = cells_between(
        person, showing.scope, measure.tally, min(around.start, around.end - YEAR + 1), around.last
    )
    found = did_it_help(record(rows, around), {str(action.branch_id)}, _apart(person, action, around))
    day = local_date(action.done_at, action.branch.time_zone)
    return Told(
        effect_words.headline(action.branch.name, day, found, around),
        Figure(effect_words.title(found), drawing(measure, found), _caption(showing, measure, found, around)),
        effect_words.table(found),
        {"branch_id": action.branch_id, "on": day, "measure": measure.key, "version": showing.asked.id},
    )


def _apart(person: Person, action: Action, around: Window) -> set[str]:
    """Branches that changed something too, by their notes or actions: they do not say what would have been."""
    days = first_day(around.start), last_day(around.last)
    noted = branches_noted(person, action.branch.region, *days)
    return {str(each) for each in (*noted, *branches_acting(action.branch, *days))}


def months_around(action: Action) -> Window | None:
    """The months before it was opened, which chose it, and those after it was done."""
    if action.done_at is None:
        return None
    zone = action.branch.time_zone
    chose = window(local_date(action.opened_at, zone), QUARTER)
    follow_up = window(local_date(action.done_at, zone), QUARTER)
    return Window(chose.start, chose.end, follow_up.first, follow_up.last)


def _caption(showing: Showing, measure: Measure, found: object, around: Window) -> str:
    told = effect_words.caption(showing, measure, first_day(around.first), found, around)  # type: ignore[arg-type]
    between = _("The months in which it was open and being done belong to neither.")
    acting = _("Branches that had actions of their own are left out as well.")
    return f"{told} {between} {acting}"
