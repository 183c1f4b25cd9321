"""What moves the intent to recommend, and its table as a file."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import as_csv
from shopper.dashboards.filters import read
from shopper.permissions import Can, needs


@dashboards.get("/drivers")
@needs(Can.RESULTS_SEE)
def drivers() -> ResponseReturnValue:
    page = making().drivers.drivers(me(), read(me(), request.args))
    return render_template("dashboards/drivers.html", page=page, showing=page.showing)


@dashboards.get("/drivers.csv")
@needs(Can.RESULTS_SEE)
def drivers_csv() -> ResponseReturnValue:
    chart = making().drivers.drivers(me(), read(me(), request.args)).figure.chart
    return as_csv(chart.columns, chart.rows, "drivers") if chart else abort(404)
