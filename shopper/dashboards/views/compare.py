"""Branches compared, and the CSV."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.dashboards.months import iso
from shopper.dashboards.pages import page_of
from shopper.permissions import Can, needs

BRANCHES_A_PAGE = 40


@dashboards.get("/compare")
@needs(Can.RESULTS_SEE)
def compare() -> ResponseReturnValue:
    made, order = making().compare, request.args.get("order", "")
    page = made.compare(me(), read(me(), request.args), order)
    part = page_of(page.shown, request.args.get("page", ""), BRANCHES_A_PAGE)
    on_page = made.on_page(page, part.items, order)
    return render_template("dashboards/compare.html", page=page, showing=page.showing, part=part, **on_page)


@dashboards.get("/compare.xlsx", endpoint="compare_xlsx")
@dashboards.get("/compare.csv")
@needs(Can.RESULTS_SEE)
def compare_csv() -> ResponseReturnValue:
    page = making().compare.compare(me(), read(me(), request.args), request.args.get("order", ""))
    columns, rows = making().compare.sheet(page)
    name = f"compare-{iso(page.showing.first)}-{iso(page.showing.last)}"
    return spreadsheet(columns, rows, name, page.showing.stated())


@dashboards.get("/compare/outside.xlsx", endpoint="compare_outside_xlsx")
@dashboards.get("/compare/outside.csv")
@needs(Can.RESULTS_SEE)
def compare_outside_csv() -> ResponseReturnValue:
    made = making().compare
    page = made.compare(me(), read(me(), request.args), "need")
    found = made.outside(page)
    if found is None:  # the page says why there is none
        return redirect(f"{url_for('.compare')}?{request.query_string.decode()}")
    return spreadsheet(found.chart.columns, found.chart.rows, "outside", page.showing.stated())
