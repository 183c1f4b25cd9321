"""The journey of a region and of a branch, with their CSVs."""

from typing import TYPE_CHECKING

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.blueprint import ID, dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.models import Branch
from shopper.permissions import Can, needs

if TYPE_CHECKING:
    from shopper.dashboards.journey import JourneyPage


@dashboards.get("/journey")
@needs(Can.RESULTS_SEE)
def journey() -> ResponseReturnValue:
    page = _page(None)
    return render_template("dashboards/journey.html", page=page, showing=page.showing, branch=None)


@dashboards.get("/journey/<name>.xlsx", endpoint="journey_xlsx")
@dashboards.get("/journey/<name>.csv")
@needs(Can.RESULTS_SEE)
def journey_csv(name: str) -> ResponseReturnValue:
    return _sheet(_page(None), name, "journey")


@dashboards.get(f"/branches/<{ID}:branch_id>/journey")
@needs(Can.RESULTS_SEE)
def journey_branch(branch_id: int) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = _page(found)
    return render_template("dashboards/journey.html", page=page, showing=page.showing, branch=found)


@dashboards.get(f"/branches/<{ID}:branch_id>/journey/<name>.xlsx", endpoint="journey_branch_xlsx")
@dashboards.get(f"/branches/<{ID}:branch_id>/journey/<name>.csv")
@needs(Can.RESULTS_SEE)
def journey_branch_csv(branch_id: int, name: str) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    return _sheet(_page(found), name, f"journey-{found.code}")


def _page(branch: Branch | None) -> "JourneyPage":
    page: JourneyPage = making().journey.journey(me(), read(me(), request.args, branch))
    return page


def _sheet(page: "JourneyPage", name: str, file: str) -> ResponseReturnValue:
    if name not in page.sheets:
        abort(404)
    columns, rows = page.sheets[name]
    return spreadsheet(columns, rows, f"{file}-{name}", page.showing.sentence)
