"""A branch as a PDF."""

from importlib import import_module

from flask import Response, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.blueprint import ID, dashboards
from shopper.dashboards.filters import read
from shopper.permissions import Can, needs


@dashboards.get(f"/branches/<{ID}:branch_id>.pdf")
@needs(Can.RESULTS_SEE)
def branch_pdf(branch_id: int) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    made = import_module("shopper.dashboards.paper.report")
    answer = Response(
        made.branch_report(me(), found, read(me(), request.args, found)), content_type="application/pdf"
    )
    answer.headers.set("Content-Disposition", "attachment", filename=f"branch-{found.code}.pdf")
    return answer
