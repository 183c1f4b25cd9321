"""Change over time of a region and of a branch, with their tables as files."""

from typing import TYPE_CHECKING

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import Showing
from shopper.dashboards.views.places import OF_BRANCH, asked, file_of
from shopper.models import Branch
from shopper.permissions import Can, needs

if TYPE_CHECKING:
    from shopper.dashboards.change import ChangePage


@dashboards.get("/change")
@dashboards.get(f"{OF_BRANCH}/change", endpoint="change_branch")
@needs(Can.RESULTS_SEE)
def change(branch_id: int | None = None) -> ResponseReturnValue:
    branch, showing = asked(branch_id, waves=False)
    page = _page(branch, showing)
    return render_template("dashboards/change.html", page=page, showing=showing, branch=branch)


@dashboards.get("/change/<name>.xlsx", endpoint="change_xlsx")
@dashboards.get("/change/<name>.csv")
@dashboards.get(f"{OF_BRANCH}/change/<name>.xlsx", endpoint="change_branch_xlsx")
@dashboards.get(f"{OF_BRANCH}/change/<name>.csv", endpoint="change_branch_csv")
@needs(Can.RESULTS_SEE)
def change_csv(name: str, branch_id: int | None = None) -> ResponseReturnValue:
    branch, showing = asked(branch_id, waves=False)
    page = _page(branch, showing)
    columns, rows = making().change.sheet(page, name) or abort(404)
    return spreadsheet(
        columns,
        rows,
        f"{file_of('change', branch)}-{name}",
        page.shown.stated(measure=page.measure.name if page.measure else ""),
    )


def _page(branch: Branch | None, showing: Showing) -> "ChangePage":
    measure = request.args.get("measure", "")
    page: ChangePage = (
        making().change_branch.branch(me(), branch, showing, measure)
        if branch
        else making().change.region(me(), showing, measure)
    )
    return page
