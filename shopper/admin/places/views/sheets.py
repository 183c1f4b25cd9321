"""Pages of branches as a sheet: out, and back in by way of a check."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.places import commands, queries
from shopper.admin.places.forms import SaveForm, SheetForm
from shopper.admin.places.sheets import COLUMNS, Plan, as_sheet, make_plan, places, template
from shopper.attempts import attempt
from shopper.form_parts import tidy
from shopper.kept_files import as_file
from shopper.models import BranchSheet, Region
from shopper.permissions import Can, needs
from shopper.settings import MEGA
from shopper.sheets import SheetError, parse_sheet, write_sheet

LARGEST = 12 * MEGA
SHOWN = 500
"""Problems and changed branches on the page; the file of problems has all of them."""


@admin.url_value_preprocessor
def allow_sheets(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A sheet may be larger than a page."""
    if endpoint == "admin.import_branches":
        request.max_content_length = LARGEST


@admin.route("/branches/import", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def import_branches() -> ResponseReturnValue:
    """Posting a file checks it and keeps it until it is saved."""
    form = SheetForm()
    form.offer(queries.clients_of(me()))
    wrong: list[str] = []
    tried = attempt(form, lambda: _keep(form, wrong))
    if tried.done and not wrong:
        return redirect(url_for(".check_branches", sheet_id=tried.result.id))
    form.form_errors.extend(wrong)
    status = 400 if wrong else tried.status
    return render_template("admin/import_branches.html", form=form, columns=COLUMNS), status


def _keep(form: SheetForm, wrong: list[str]) -> BranchSheet | None:
    client = queries.client_or_404(me(), form.client.data)
    content, name = form.file.data.read(), tidy(form.file.data.filename)[-BranchSheet.NAME_MAX :]
    try:
        places(parse_sheet(content).columns)
    except SheetError as refused:
        wrong.append(str(refused))
        return None
    return commands.keep_sheet(client, content, name=name, by=me())


@admin.route("/branches/import/<uuid:sheet_id>", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def check_branches(sheet_id: UUID) -> ResponseReturnValue:
    """What the sheet would do; posting saves just that."""
    row, form = queries.sheet_or_404(me(), sheet_id), SaveForm()
    client, plan = row.client, _plan(row)
    tried = attempt(form, lambda: _save(row, plan, form))
    if tried.done:
        flash(_told(plan))
        return redirect(url_for(".branches"))
    plan = _plan(row) if tried.code else plan
    form.plan.data, form.skip_bad.data = plan.digest, "yes" if plan.bad else ""
    page = render_template(
        "admin/check_branches.html", form=form, sheet=row, client=client, plan=plan, shown=SHOWN
    )
    return page, tried.status


def _plan(row: BranchSheet) -> Plan:
    return make_plan(parse_sheet(row.sent), queries.ground(me(), row.client))


def _save(row: BranchSheet, plan: Plan, form: SaveForm) -> Plan:
    agreed, skip_bad = form.plan.data or "", form.skip_bad.data == "yes"
    return commands.import_branches(
        row.client, plan, agreed=agreed, name=row.name, skip_bad=skip_bad, by=me()
    )


def _told(plan: Plan) -> str:
    return " ".join(
        [
            ngettext("%(num)s branch is new.", "%(num)s branches are new.", len(plan.new)),
            ngettext("%(num)s branch is changed.", "%(num)s branches are changed.", len(plan.changed)),
            ngettext("%(num)s is the same as before.", "%(num)s are the same as before.", plan.same),
            ngettext("%(num)s bad row was left out.", "%(num)s bad rows were left out.", plan.bad),
        ]
    )


@admin.get("/branches/import/<uuid:sheet_id>/problems.csv")
@needs(Can.PLACES_EDIT)
def branch_problems(sheet_id: UUID) -> ResponseReturnValue:
    problems = _plan(queries.sheet_or_404(me(), sheet_id)).problems
    head = (_("Row"), _("Column"), _("Problem"), _("How to mend it"))
    return as_file(
        write_sheet(head, ((str(p.row), p.column, p.problem, p.mend) for p in problems)), "problems"
    )


@admin.get("/branches/template.csv")
@needs(Can.PLACES_EDIT)
def branch_template() -> ResponseReturnValue:
    return as_file(template(), "branches-template")


@admin.get("/branches/<int:client_id>.csv")
@needs(Can.PLACES_EDIT)
def branches_csv(client_id: int) -> ResponseReturnValue:
    """The branches of one client that the person edits."""
    client: Region = queries.client_or_404(me(), client_id)
    return as_file(as_sheet(queries.export_rows(me(), client)), f"branches-{client.id}")
