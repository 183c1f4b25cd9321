"""The journey of a region and of a branch, with their tables as files."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.views.places import OF_BRANCH, asked, file_of
from shopper.permissions import Can, needs


@dashboards.get("/journey")
@dashboards.get(f"{OF_BRANCH}/journey", endpoint="journey_branch")
@needs(Can.RESULTS_SEE)
def journey(branch_id: int | None = None) -> ResponseReturnValue:
    branch, showing = asked(branch_id)
    page = making().journey.journey(me(), showing)
    return render_template("dashboards/journey.html", page=page, showing=showing, branch=branch)


@dashboards.get("/journey/<name>.xlsx", endpoint="journey_xlsx")
@dashboards.get("/journey/<name>.csv")
@dashboards.get(f"{OF_BRANCH}/journey/<name>.xlsx", endpoint="journey_branch_xlsx")
@dashboards.get(f"{OF_BRANCH}/journey/<name>.csv", endpoint="journey_branch_csv")
@needs(Can.RESULTS_SEE)
def journey_csv(name: str, branch_id: int | None = None) -> ResponseReturnValue:
    branch, showing = asked(branch_id)
    sheets = making().journey.journey(me(), showing).sheets
    if name not in sheets:
        abort(404)
    columns, rows = sheets[name]
    return spreadsheet(columns, rows, f"{file_of('journey', branch)}-{name}", showing.stated())
