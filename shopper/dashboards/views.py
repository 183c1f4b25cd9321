"""The dashboards' pages and their CSVs: read the filter, ask one function, draw."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import branch as branches
from shopper.dashboards import compare as comparing
from shopper.dashboards import queries
from shopper.dashboards.exports import as_csv
from shopper.dashboards.filters import read
from shopper.dashboards.months import iso
from shopper.dashboards.overview import overview as see_all
from shopper.dashboards.pages import page_of
from shopper.dashboards.report import report_page
from shopper.permissions import Can, needs

dashboards = Blueprint("dashboards", __name__)

BRANCHES_A_PAGE, VISITS_A_PAGE = 40, 20
ID = "int(max=2147483647)"


@dashboards.get("/overview")
@needs(Can.RESULTS_SEE)
def overview() -> ResponseReturnValue:
    page = see_all(me(), read(me(), request.args))
    return render_template("dashboards/overview.html", page=page, showing=page.showing)


@dashboards.get("/overview/<name>.csv")
@needs(Can.RESULTS_SEE)
def overview_csv(name: str) -> ResponseReturnValue:
    page = see_all(me(), read(me(), request.args))
    chart = page.figures[name].chart if name in page.figures else None
    return as_csv(chart.columns, chart.rows, f"overview-{name}") if chart else abort(404)


@dashboards.get("/compare")
@needs(Can.RESULTS_SEE)
def compare() -> ResponseReturnValue:
    order = request.args.get("order", "")
    page = comparing.compare(me(), read(me(), request.args), order)
    part = page_of(page.shown, request.args.get("page", ""), BRANCHES_A_PAGE)
    return render_template(
        "dashboards/compare.html",
        page=page,
        showing=page.showing,
        part=part,
        chart=comparing.drawing(page, part.items),
        rows=comparing.table(page, part.items),
        title=comparing.title(page, order),
        planning=comparing.planning(page),
        orders=comparing.orders(),
        order=order if order in comparing.orders() else "need",
    )


@dashboards.get("/compare.csv")
@needs(Can.RESULTS_SEE)
def compare_csv() -> ResponseReturnValue:
    page = comparing.compare(me(), read(me(), request.args), request.args.get("order", ""))
    columns, rows = comparing.sheet(page)
    return as_csv(columns, rows, f"compare-{iso(page.showing.first)}-{iso(page.showing.last)}")


@dashboards.get(f"/branches/<{ID}:branch_id>")
@needs(Can.RESULTS_SEE)
def branch(branch_id: int) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = branches.branch_page(me(), found, read(me(), request.args, found))
    part = page_of(page.visits, request.args.get("page", ""), VISITS_A_PAGE)
    return render_template(
        "dashboards/branch.html",
        page=page,
        showing=page.showing,
        branch=found,
        part=part,
        visits=branches.listed(part.items),
    )


@dashboards.get(f"/branches/<{ID}:branch_id>/<name>.csv")
@needs(Can.RESULTS_SEE)
def branch_csv(branch_id: int, name: str) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = branches.branch_page(me(), found, read(me(), request.args, found))
    chart = page.figures[name].chart if name in page.figures else None
    return as_csv(chart.columns, chart.rows, f"branch-{found.code}-{name}") if chart else abort(404)


@dashboards.get("/reports/<uuid:visit_id>")
@needs(Can.RESULTS_SEE)
def report(visit_id: UUID) -> ResponseReturnValue:
    visit, score = queries.report_or_404(me(), visit_id)
    page = report_page(me(), visit, score)
    return render_template(
        "dashboards/report.html", page=page, visit=visit, places=read(me(), {}, visit.branch)
    )


@dashboards.get("/reports/<uuid:visit_id>/<name>.csv")
@needs(Can.RESULTS_SEE)
def report_csv(visit_id: UUID, name: str) -> ResponseReturnValue:
    visit, score = queries.report_or_404(me(), visit_id)
    chart = report_page(me(), visit, score).figures.get(name)
    return (
        as_csv(chart.columns, chart.rows, f"visit-{visit.reference or visit.id}-{name}")
        if chart
        else abort(404)
    )
