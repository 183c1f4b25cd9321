"""What moves the intent to recommend, and its table as a file."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.permissions import Can, needs


@dashboards.get("/drivers")
@needs(Can.RESULTS_SEE)
def drivers() -> ResponseReturnValue:
    page = making().drivers.drivers(me(), read(me(), request.args))
    return render_template("dashboards/drivers.html", page=page, showing=page.showing)


@dashboards.get("/drivers.xlsx", endpoint="drivers_xlsx")
@dashboards.get("/drivers.csv")
@needs(Can.RESULTS_SEE)
def drivers_csv() -> ResponseReturnValue:
    page = making().drivers.drivers(me(), read(me(), request.args))
    columns, rows = page.table
    return spreadsheet(columns, rows, "drivers", page.shown.stated())
