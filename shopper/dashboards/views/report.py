"""One visit and its CSVs."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import as_csv
from shopper.permissions import Can, needs


@dashboards.get("/reports/<uuid:visit_id>")
@needs(Can.RESULTS_SEE)
def report(visit_id: UUID) -> ResponseReturnValue:
    visit, score = queries.report_or_404(me(), visit_id)
    page = making().report_page(me(), visit, score)
    return render_template("dashboards/report.html", page=page, visit=visit)


@dashboards.get("/reports/<uuid:visit_id>/<name>.csv")
@needs(Can.RESULTS_SEE)
def report_csv(visit_id: UUID, name: str) -> ResponseReturnValue:
    visit, score = queries.report_or_404(me(), visit_id)
    chart = making().report_page(me(), visit, score).figures.get(name)
    return (
        as_csv(chart.columns, chart.rows, f"visit-{visit.reference or visit.id}-{name}")
        if chart
        else abort(404)
    )
