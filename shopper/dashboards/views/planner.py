"""The planner of visits, and its table as a file."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.permissions import Can, needs


@dashboards.get("/planner")
@needs(Can.RESULTS_SEE)
def planner() -> ResponseReturnValue:
    page = making().planner.planner(me(), read(me(), request.args, waves=False), request.args.get("d", ""))
    return render_template("dashboards/planner.html", page=page, showing=page.showing)


@dashboards.get("/planner.xlsx", endpoint="planner_xlsx")
@dashboards.get("/planner.csv")
@needs(Can.RESULTS_SEE)
def planner_csv() -> ResponseReturnValue:
    page = making().planner.planner(me(), read(me(), request.args, waves=False), request.args.get("d", ""))
    columns, rows = page.table
    return spreadsheet(columns, rows, "planner", page.showing.stated())
