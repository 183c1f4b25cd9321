"""Did it help, for a region and a branch, with their tables as files."""

from typing import TYPE_CHECKING

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.blueprint import ID, dashboards, making
from shopper.dashboards.exports import spreadsheet
from shopper.dashboards.filters import read
from shopper.models import Branch
from shopper.permissions import Can, needs

if TYPE_CHECKING:
    from shopper.dashboards.effect import EffectPage


@dashboards.get("/effect")
@needs(Can.RESULTS_SEE)
def effect() -> ResponseReturnValue:
    page = _page(None)
    return render_template("dashboards/effect.html", page=page, showing=page.showing, branch=None)


@dashboards.get("/effect.xlsx", endpoint="effect_xlsx")
@dashboards.get("/effect.csv")
@needs(Can.RESULTS_SEE)
def effect_csv() -> ResponseReturnValue:
    return _sheet(_page(None), "effect")


@dashboards.get(f"/branches/<{ID}:branch_id>/effect")
@needs(Can.RESULTS_SEE)
def effect_branch(branch_id: int) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    page = _page(found)
    return render_template("dashboards/effect.html", page=page, showing=page.showing, branch=found)


@dashboards.get(f"/branches/<{ID}:branch_id>/effect.xlsx", endpoint="effect_branch_xlsx")
@dashboards.get(f"/branches/<{ID}:branch_id>/effect.csv")
@needs(Can.RESULTS_SEE)
def effect_branch_csv(branch_id: int) -> ResponseReturnValue:
    found = queries.branch_or_404(me(), branch_id)
    return _sheet(_page(found), f"effect-{found.code}")


def _page(branch: Branch | None) -> "EffectPage":
    page: EffectPage = making().effect.effect(me(), read(me(), request.args, branch), request.args)
    return page


def _sheet(page: "EffectPage", name: str) -> ResponseReturnValue:
    columns, rows = page.table
    return spreadsheet(columns, rows, name, page.sentence)
