"""The page of the weight simulator, and its tables as CSV."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.dashboards.exports import as_csv
from shopper.models import QuestionSetVersion, VersionState
from shopper.permissions import Can, needs
from shopper.question_sets import queries as sets
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.simulating import queries, run
from shopper.question_sets.simulating.asking import Asked, asked
from shopper.question_sets.simulating.page import SimulationPage, unfinished
from shopper.question_sets.simulating.run import Run
from shopper.question_sets.simulating.tables import Table

ADDRESS = f"/<{ID}:set_id>/versions/<{ID}:number>/simulate"


@question_sets.route(ADDRESS, methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def simulate(set_id: int, number: int) -> ResponseReturnValue:
    """The first visits at once; where there are more, the page's own form goes on with them."""
    version = sets.version_or_404(me(), set_id, number)
    wanted = _asked(version)
    if wanted is None or version.state != VersionState.DRAFT:
        return _page(version, wanted)
    going = _going(version, wanted)
    if going is None:
        flash(_("The draft changed meanwhile, so it was begun again."))
        return redirect(_url(version, wanted))
    going.work()
    return _page(version, wanted, going)


def _asked(version: QuestionSetVersion) -> Asked | None:
    """Which visits; None where there are none."""
    visited = queries.days_visited(me(), version.question_set)
    return asked(visited, request.args) if visited else None


def _going(version: QuestionSetVersion, wanted: Asked) -> Run | None:
    token = request.form.get("held", "")
    return run.go_on(version, wanted, me(), token) if token else run.begin(version, wanted, me())


def _url(version: QuestionSetVersion, wanted: Asked) -> str:
    return url_for(
        "question_sets.simulate", set_id=version.question_set_id, number=version.number, **wanted.address
    )


def _page(version: QuestionSetVersion, wanted: Asked | None, going: Run | None = None) -> str:
    return render_template(
        "question_sets/simulate.html",
        version=version,
        asked=wanted,
        going=going,
        page=_result(going) if going and going.done else None,
        unfinished=going is not None and unfinished(version),
        again=_url(version, wanted) if wanted else "",
    )


def _result(going: Run) -> SimulationPage:
    names = queries.branch_names(me(), going.version.question_set)
    return SimulationPage(going.outcome(), going.asked, going.version.definition, names)


@question_sets.get(f"{ADDRESS}/<name>.csv")
@needs(Can.SETS_EDIT)
def simulate_csv(set_id: int, number: int, name: str) -> Response:
    """One of the tables, whole."""
    version = sets.version_or_404(me(), set_id, number)
    wanted = _asked(version)
    if wanted is None or version.state != VersionState.DRAFT:
        abort(404)
    going = run.begin(version, wanted, me())
    going.work(most=going.total + run.BATCH)
    table = _table(_result(going), name)
    return as_csv(table.columns, table.rows, f"simulation-{name}")


def _table(page: SimulationPage, name: str) -> Table:
    if name == "scores":
        return Table(page.chart.columns, page.chart.rows) if page.chart else abort(404)
    if name not in ("bands", "moves", "branches", "refused"):
        abort(404)
    found: Table = getattr(page, name)
    return found
