"""The heat table and its CSV."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.dashboards.heat_columns import split_names
from shopper.dashboards.months import iso
from shopper.dashboards.pages import page_of
from shopper.permissions import Can, needs

BRANCHES_A_PAGE = 40


@dashboards.get("/touchpoints")
@needs(Can.RESULTS_SEE)
def touchpoints() -> ResponseReturnValue:
    made, order = making().touchpoints, request.args.get("order", "need")
    page = made.heat(me(), read(me(), request.args), request.args.get("by", ""), order)
    part = page_of(page.shown, request.args.get("page", ""), BRANCHES_A_PAGE)
    return render_template(
        "dashboards/touchpoints.html",
        page=page,
        showing=page.showing,
        part=part,
        rows=made.rows(page, part.items),
        order=made.order_of(page, order),
        title=made.title(page, made.order_of(page, order)),
        splits=split_names(),
    )


@dashboards.get("/touchpoints.xlsx", endpoint="touchpoints_xlsx")
@dashboards.get("/touchpoints.csv")
@needs(Can.RESULTS_SEE)
def touchpoints_csv() -> ResponseReturnValue:
    made, order = making().touchpoints, request.args.get("order", "need")
    page = made.heat(me(), read(me(), request.args), request.args.get("by", ""), order)
    columns, rows = made.sheet(page)
    name = f"by-{page.split}-{iso(page.showing.first)}-{iso(page.showing.last)}"
    return spreadsheet(columns, rows, name, page.showing.stated(by=page.split))
