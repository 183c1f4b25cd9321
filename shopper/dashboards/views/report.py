"""One visit and its CSVs."""

from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.appeals.pages import possible, told
from shopper.appeals.queries import about
from shopper.dashboards import queries
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.choosing import filter_words
from shopper.dashboards.exports import Stated, spreadsheet
from shopper.follow_up.actions.finding import misses_of
from shopper.follow_up.misses import missed
from shopper.permissions import Can, needs, reaches
from shopper.reporting import answers_sheet


@dashboards.get("/reports/<uuid:visit_id>")
@needs(Can.RESULTS_SEE)
def report(visit_id: UUID) -> ResponseReturnValue:
    visit, score = queries.report_or_404(me(), visit_id)
    page = making().report_page(me(), visit, score)
    misses = misses_of(visit, score.explanation, missed(score.explanation))
    may = reaches(me(), Can.APPEAL_OPEN, visit.branch.region)
    more = {"appeals": [told(one, names=False) for one in about(visit)], "possible": possible(visit, may)}
    return render_template("dashboards/report.html", **more, page=page, visit=visit, misses=misses)


@dashboards.get("/reports/<uuid:visit_id>/<name>.xlsx", endpoint="report_xlsx")
@dashboards.get("/reports/<uuid:visit_id>/<name>.csv")
@needs(Can.RESULTS_SEE)
def report_csv(visit_id: UUID, name: str) -> ResponseReturnValue:
    visit, score = queries.report_or_404(me(), visit_id)
    page = making().report_page(me(), visit, score)
    chart = page.figures.get(name)
    table = answers_sheet(page.sections) if name == "answers" else chart and (chart.columns, chart.rows)
    columns, rows = table or abort(404)
    where = {"branch": visit.branch.name, "day": visit.visited_on.isoformat() if visit.visited_on else ""}
    stated = Stated(
        f"{visit.branch.name}, {page.day}", {filter_words()[key]: told for key, told in where.items()}
    )
    return spreadsheet(columns, rows, f"visit-{visit.reference or visit.id}-{name}", stated)
