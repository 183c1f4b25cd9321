"""Branches side by side, and the file."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.permissions import Can, needs


@dashboards.get("/compare/branches")
@needs(Can.RESULTS_SEE)
def against() -> ResponseReturnValue:
    made = making()
    page = made.against.against(me(), read(me(), request.args), request.args)
    return render_template(
        "dashboards/against.html", page=page, showing=page.showing, words=made.against_words
    )


@dashboards.get("/compare/branches.xlsx", endpoint="against_xlsx")
@dashboards.get("/compare/branches.csv")
@needs(Can.RESULTS_SEE)
def against_csv() -> ResponseReturnValue:
    page = making().against.against(me(), read(me(), request.args), request.args)
    columns, rows = page.table
    return spreadsheet(columns, rows, "side-by-side", page.showing.stated())
