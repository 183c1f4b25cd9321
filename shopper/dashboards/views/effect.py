"""Did it help, for a region and a branch, with their tables as files."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards.blueprint import dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.views.places import OF_BRANCH, asked, file_of
from shopper.permissions import Can, needs


@dashboards.get("/effect")
@dashboards.get(f"{OF_BRANCH}/effect", endpoint="effect_branch")
@needs(Can.RESULTS_SEE)
def effect(branch_id: int | None = None) -> ResponseReturnValue:
    branch, showing = asked(branch_id, waves=False)
    page = making().effect.effect(me(), showing, request.args)
    return render_template("dashboards/effect.html", page=page, showing=showing, branch=branch)


@dashboards.get("/effect.xlsx", endpoint="effect_xlsx")
@dashboards.get("/effect.csv")
@dashboards.get(f"{OF_BRANCH}/effect.xlsx", endpoint="effect_branch_xlsx")
@dashboards.get(f"{OF_BRANCH}/effect.csv", endpoint="effect_branch_csv")
@needs(Can.RESULTS_SEE)
def effect_csv(branch_id: int | None = None) -> ResponseReturnValue:
    branch, showing = asked(branch_id, waves=False)
    page = making().effect.effect(me(), showing, request.args)
    columns, rows = page.table
    return spreadsheet(columns, rows, file_of("effect", branch), page.shown.stated())
