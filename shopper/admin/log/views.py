"""The audit log, newest first, as a page and as a file."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.log.files import as_file
from shopper.admin.log.forms import LogForm
from shopper.admin.log.queries.lines import Wanted, lines, people_called
from shopper.admin.log.sentences import actions_of
from shopper.admin.log.telling import told
from shopper.permissions import Can, needs


@admin.get("/audit-log")
@needs(Can.AUDIT_SEE)
def audit_log() -> ResponseReturnValue:
    form = _form()
    before = max(0, request.args.get("before", 0, int))
    found = lines(me(), _wanted(form, before))
    return render_template(
        "admin/audit_log.html",
        form=form,
        lines=told(me(), found.lines),
        found=found,
        args=form.args(),
        newest=form.args() if before else None,
    )


@admin.get("/audit-log.xlsx", endpoint="audit_xlsx")
@admin.get("/audit-log.csv")
@needs(Can.AUDIT_SEE)
def audit_csv() -> Response:
    return as_file(me(), _wanted(_form(), 0))


def _form() -> LogForm:
    form = LogForm(request.args, meta={"csrf": False})
    form.offer()
    return form


def _wanted(form: LogForm, before: int) -> Wanted:
    who = form.held("who")
    return Wanted(
        who=people_called(me(), who) if who else None,
        actions=actions_of(form.held("kind") or ""),
        words=form.held("words") or "",
        first=form.held("first"),
        last=form.held("last"),
        before=before,
    )
