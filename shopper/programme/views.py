"""Pages of the programme's sheets: out as CSV, and back in by way of a check."""

import base64
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.accounts.tokens import public_address
from shopper.admin.places.forms import SaveForm, SheetForm
from shopper.attempts import attempt
from shopper.form_parts import tidy
from shopper.kept_files import as_file
from shopper.models import ProgrammeSheet
from shopper.permissions import Can, needs
from shopper.programme import commands, queries
from shopper.programme.blueprint import programme
from shopper.programme.commands import Saved
from shopper.programme.kinds import KINDS, Kind
from shopper.programme.plan import Plan
from shopper.programme.reading import places
from shopper.settings import MEGA
from shopper.sheets import SheetError, parse_sheet, write_sheet

LARGEST = 12 * MEGA
SHOWN = 300
"""Problems and lines on the page; the file of problems has all of them."""


@programme.url_value_preprocessor
def allow_sheets(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A sheet may be larger than a page."""
    if endpoint == "programme.send":
        request.max_content_length = LARGEST


@programme.get("/")
@needs(Can.WAVES_EDIT)
def index() -> ResponseReturnValue:
    clients = {kind.name: queries.clients_of(me(), kind) for kind in KINDS.values()}
    return render_template("programme/index.html", kinds=KINDS.values(), clients=clients)


@programme.route("/<kind>/import", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def send(kind: str) -> ResponseReturnValue:
    """Posting a file checks it and keeps it until it is saved."""
    of, form, wrong = queries.kind_or_404(kind), SheetForm(), list[str]()
    form.offer(queries.clients_of(me(), of))
    tried = attempt(form, lambda: _keep(of, form, wrong))
    if tried.done and not wrong:
        return redirect(url_for(".check", sheet_id=tried.result.id))
    form.form_errors.extend(wrong)
    status = 400 if wrong else tried.status
    return render_template("programme/import.html", kind=of, form=form), status


def _keep(kind: Kind, form: SheetForm, wrong: list[str]) -> ProgrammeSheet | None:
    client = queries.client_or_404(me(), kind, form.client.data)
    content, name = form.file.data.read(), tidy(form.file.data.filename)[-ProgrammeSheet.NAME_MAX :]
    try:
        places(parse_sheet(content).columns, kind.columns, kind.needed)
    except SheetError as refused:
        wrong.append(str(refused))
        return None
    return commands.keep_sheet(client, content, kind=kind.name, name=name, by=me())


@programme.route("/sheets/<uuid:sheet_id>", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def check(sheet_id: UUID) -> ResponseReturnValue:
    """What the sheet would do; posting does just that."""
    row, form = queries.sheet_or_404(me(), sheet_id), SaveForm()
    kind = KINDS[row.kind]
    tried = attempt(form, lambda: _save(row, kind, form))
    if tried.done:
        return _told(kind, tried.result)
    plan = _plan(row)
    form.plan.data, form.skip_bad.data = plan.digest, "yes" if plan.bad else ""
    page = {"kind": kind, "form": form, "sheet": row, "client": row.client, "plan": plan, "shown": SHOWN}
    return render_template("programme/check.html", **page), tried.status


def _plan(row: ProgrammeSheet) -> Plan:
    return KINDS[row.kind].plan(parse_sheet(row.sent), me(), row.client)


def _save(row: ProgrammeSheet, kind: Kind, form: SaveForm) -> Saved:
    agreed, skip_bad = form.plan.data or "", form.skip_bad.data == "yes"
    sheet = parse_sheet(row.sent)
    return commands.save_sheet(
        row.client, kind, sheet, agreed=agreed, name=row.name, skip_bad=skip_bad, by=me()
    )


def _told(kind: Kind, saved: Saved) -> ResponseReturnValue:
    """Back to the sheets; links of invitations are shown at once, since nobody can look at them again."""
    words = _summary(saved.plan)
    if not saved.given:
        flash(words)
        return redirect(url_for(".index"))
    head = (_("Name"), _("Signs in as"), _("Link"))
    links = [(one.name, one.sign_in, public_address("accounts.join", token=one.token)) for one in saved.given]
    packed = base64.b64encode(("\ufeff" + write_sheet(head, links)).encode()).decode()
    return render_template("programme/links.html", kind=kind, words=words, links=links, packed=packed)


def _summary(plan: Plan) -> str:
    left = plan.bad + plan.left
    return " ".join(
        [
            ngettext("%(num)s is new.", "%(num)s are new.", len(plan.new)),
            ngettext("%(num)s is changed.", "%(num)s are changed.", len(plan.changed)),
            ngettext(
                "%(num)s row says what stands already.", "%(num)s rows say what stands already.", plan.same
            ),
            ngettext("%(num)s row was left out.", "%(num)s rows were left out.", left),
        ]
    )


@programme.get("/sheets/<uuid:sheet_id>/problems.csv")
@needs(Can.WAVES_EDIT)
def problems(sheet_id: UUID) -> ResponseReturnValue:
    found = _plan(queries.sheet_or_404(me(), sheet_id)).problems
    head = (_("Row"), _("Column"), _("Problem"), _("How to mend it"))
    return as_file(write_sheet(head, ((str(p.row), p.column, p.problem, p.mend) for p in found)), "problems")


@programme.get("/<kind>/template.csv")
@needs(Can.WAVES_EDIT)
def template(kind: str) -> ResponseReturnValue:
    return as_file(queries.kind_or_404(kind).template(), f"{kind}-template")


@programme.get("/<kind>/<int:client_id>.csv")
@needs(Can.WAVES_EDIT)
def download(kind: str, client_id: int) -> ResponseReturnValue:
    """What is there now of one client, as far as the person edits it."""
    of = queries.kind_or_404(kind)
    client = queries.client_or_404(me(), of, client_id)
    return as_file(of.as_sheet(me(), client), f"{kind}-{client.id}")
