"""The overview and its CSVs."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.permissions import Can, needs


@dashboards.get("/overview")
@needs(Can.RESULTS_SEE)
def overview() -> ResponseReturnValue:
    page = making().overview(me(), read(me(), request.args))
    beside = making().beside_region(me(), page.showing.region, page.showing.version)
    return render_template("dashboards/overview.html", page=page, showing=page.showing, beside=beside)


@dashboards.get("/overview/<name>.xlsx", endpoint="overview_xlsx")
@dashboards.get("/overview/<name>.csv")
@needs(Can.RESULTS_SEE)
def overview_csv(name: str) -> ResponseReturnValue:
    page = making().overview(me(), read(me(), request.args))
    chart = (page.figures[name].chart if name in page.figures else None) or abort(404)
    return spreadsheet(chart.columns, chart.rows, f"overview-{name}", page.showing.stated())
