"""The dashboards' pages and their CSVs: read the filter, ask one function, draw."""

from importlib import import_module
from types import ModuleType
from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.exports import as_csv
from shopper.dashboards.filters import read
from shopper.dashboards.months import iso
from shopper.dashboards.pages import page_of
from shopper.permissions import Can, needs

dashboards = Blueprint("dashboards", __name__)

BRANCHES_A_PAGE, VISITS_A_PAGE = 40, 20
ID = "int(max=2147483647)"


def making() -> ModuleType:
    """The makers of the pages, loaded when the first page is asked for, or by a worker that is idle."""
    return import_module("shopper.dashboards.making")


@dashboards.get("/overview")
@needs(Can.RESULTS_SEE)
def overview() -> ResponseReturnValue:
    page = making().overview(me(), read(me(), request.args))
    return render_template("dashboards/overview.html", page=page, showing=page.showing)


@dashboards.get("/overview/<name>.csv")
@needs(Can.RESULTS_SEE)
def overview_csv(name: str) -> ResponseReturnValue:
    page = making().overview(me(), read(me(), request.args))
    chart = page.figures[name].chart if name in page.figures else None
    return as_csv(chart.columns, chart.rows, f"overview-{name}") if chart else abort(404)


@dashboards.get("/compare")
@needs(Can.RESULTS_SEE)
def compare() -> ResponseReturnValue:
    made, order = making().compare, request.args.get("order", "")
    page = made.compare(me(), read(me(), request.args), order)
    part = page_of(page.shown, request.args.get("page", ""), BRANCHES_A_PAGE)
    on_page = made.on_page(page, part.items, order)
    return render_template("dashboards/compare.html", page=page, showing=page.showing, part=part, **on_page)


@dashboards.get("/compare.csv")
@needs(Can.RESULTS_SEE)
def compare_csv() -> ResponseReturnValue:
    page = making().compare.compare(me(), read(me(), request.args), request.args.get("order", ""))
    columns, rows = making().compare.sheet(page)
    return as_csv(columns, rows, f"compare-{iso(page.showing.first)}-{iso(page.showing.last)}")


@dashboards.get(f"/branches/<{ID}:branch_id>")
@needs(Can.RESULTS_SEE)
def branch(branch_id: int) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = making().branch.branch_page(me(), found, read(me(), request.args, found))
    part = page_of(page.visits, request.args.get("page", ""), VISITS_A_PAGE)
    return render_template(
        "dashboards/branch.html",
        page=page,
        showing=page.showing,
        branch=found,
        part=part,
        visits=making().branch.listed(part.items),
    )


@dashboards.get(f"/branches/<{ID}:branch_id>/<name>.csv")
@needs(Can.RESULTS_SEE)
def branch_csv(branch_id: int, name: str) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = making().branch.branch_page(me(), found, read(me(), request.args, found))
    chart = page.figures[name].chart if name in page.figures else None
    return as_csv(chart.columns, chart.rows, f"branch-{found.code}-{name}") if chart else abort(404)


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
