"""The page of the weight simulator, and its tables as CSV."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.dashboards.exports import spreadsheet
from shopper.models import QuestionSet, QuestionSetVersion
from shopper.permissions import Can, needs
from shopper.question_sets import queries as sets
from shopper.question_sets.blueprint import ID, question_sets

if TYPE_CHECKING:
    from shopper.question_sets.simulating.asking import Asked
    from shopper.question_sets.simulating.page import SimulationPage
    from shopper.question_sets.simulating.run import Run

ADDRESS = f"/<{ID}:set_id>/simulate"
TABLES = ("scores", "bands", "moves", "branches", "refused")


def making() -> ModuleType:
    """What makes the page, loaded when it is first asked for: it loads numpy, and a start waits for nobody."""
    return import_module("shopper.question_sets.simulating.making")


@question_sets.route(ADDRESS, methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def simulate(set_id: int) -> ResponseReturnValue:
    """The first visits at once; where there are more, the page's own form goes on with them."""
    question_set = sets.set_or_404(me(), set_id)
    version, wanted = sets.draft(question_set), _asked(question_set)
    if version is None or wanted is None:
        return render_template("question_sets/simulate_nothing.html", set=question_set, version=version)
    going = _going(version, wanted)
    if going is None:
        flash(_("The draft changed meanwhile, so it was begun again."))
        return redirect(url_for("question_sets.simulate", set_id=set_id, **wanted.address))
    going.work()
    if not going.done:
        return render_template("question_sets/simulate_going.html", set=question_set, going=going)
    return render_template("question_sets/simulate.html", set=question_set, page=_page(going))


def _asked(question_set: QuestionSet) -> Asked | None:
    """Which visits; None where there are none."""
    visited = making().queries.days_visited(me(), question_set)
    return making().asked(visited, request.args) if visited else None


def _going(version: QuestionSetVersion, wanted: Asked) -> Run | None:
    run, token = making().run, request.form.get("held", "")
    return run.go_on(version, wanted, me(), token) if token else run.begin(version, wanted, me())


def _page(going: Run) -> SimulationPage:
    names = making().queries.branch_names(me(), going.version.question_set)
    return making().SimulationPage(going.outcome(), going.version, going.asked, names)


@question_sets.get(f"{ADDRESS}/<any{TABLES}:name>.xlsx", endpoint="simulate_xlsx")
@question_sets.get(f"{ADDRESS}/<any{TABLES}:name>.csv")
@needs(Can.SETS_EDIT)
def simulate_csv(set_id: int, name: str) -> ResponseReturnValue:
    """One of the tables, whole; where there is nothing to tell, the page says why."""
    question_set = sets.set_or_404(me(), set_id)
    version, wanted = sets.draft(question_set), _asked(question_set)
    if version is None or wanted is None:
        return redirect(url_for("question_sets.simulate", set_id=set_id))
    going = making().run.begin(version, wanted, me())
    going.work(most=going.total + making().run.BATCH)
    table = _page(going).table(name)
    return spreadsheet(table.columns, table.rows, f"simulation-{name}")
