"""One branch and its CSVs."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.blueprint import ID, dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.dashboards.pages import page_of
from shopper.permissions import Can, needs

VISITS_A_PAGE = 20


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
        beside=making().beside_branch(me(), found, page.showing.version),
    )


@dashboards.get(f"/branches/<{ID}:branch_id>/<name>.xlsx", endpoint="branch_xlsx")
@dashboards.get(f"/branches/<{ID}:branch_id>/<name>.csv")
@needs(Can.RESULTS_SEE)
def branch_csv(branch_id: int, name: str) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = making().branch.branch_page(me(), found, read(me(), request.args, found))
    chart = making().branch.file_of(page, name) or abort(404)
    return spreadsheet(chart.columns, chart.rows, f"branch-{found.code}-{name}", page.showing.stated())
