"""Change over time of a region and of a branch, with their CSVs."""

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
    from shopper.dashboards.change import ChangePage


@dashboards.get("/change")
@needs(Can.RESULTS_SEE)
def change() -> ResponseReturnValue:
    page = _of_region()
    return render_template("dashboards/change.html", page=page, showing=page.showing, branch=None)


@dashboards.get("/change/<name>.xlsx", endpoint="change_xlsx")
@dashboards.get("/change/<name>.csv")
@needs(Can.RESULTS_SEE)
def change_csv(name: str) -> ResponseReturnValue:
    return _sheet(_of_region(), name, "change")


@dashboards.get(f"/branches/<{ID}:branch_id>/change")
@needs(Can.RESULTS_SEE)
def change_branch(branch_id: int) -> ResponseReturnValue:
    page, found = _of_branch(branch_id)
    return render_template("dashboards/change.html", page=page, showing=page.showing, branch=found)


@dashboards.get(f"/branches/<{ID}:branch_id>/change/<name>.xlsx", endpoint="change_branch_xlsx")
@dashboards.get(f"/branches/<{ID}:branch_id>/change/<name>.csv")
@needs(Can.RESULTS_SEE)
def change_branch_csv(branch_id: int, name: str) -> ResponseReturnValue:
    page, found = _of_branch(branch_id)
    return _sheet(page, name, f"change-{found.code}")


def _of_region() -> "ChangePage":
    asked = request.args.get("measure", "")
    page: ChangePage = making().change.region(me(), read(me(), request.args), asked)
    return page


def _of_branch(branch_id: int) -> "tuple[ChangePage, Branch]":
    found = queries.branch_or_404(me(), branch_id)
    showing, asked = read(me(), request.args, found), request.args.get("measure", "")
    return making().change_branch.branch(me(), found, showing, asked), found


def _sheet(page: "ChangePage", name: str, file: str) -> ResponseReturnValue:
    columns, rows = making().change.sheet(page, name) or abort(404)
    return spreadsheet(columns, rows, f"{file}-{name}", page.sentence)
