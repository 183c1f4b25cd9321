"""The audit log, newest first."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.log import queries
from shopper.admin.log.forms import LogForm
from shopper.permissions import Can, needs


@admin.get("/audit-log")
@needs(Can.AUDIT_SEE)
def audit_log() -> ResponseReturnValue:
    actors, actions = queries.actors(me()), queries.actions(me())
    form = LogForm(request.args, meta={"csrf": False})
    form.offer(actors, actions)
    wanted = queries.Wanted(before=request.args.get("before", 0, int), **form.wanted())
    lines, more = queries.lines(me(), wanted)
    return render_template(
        "admin/audit_log.html",
        form=form,
        lines=lines,
        actors=actors,
        names=queries.names(lines),
        older={**form.wanted_args(), "before": lines[-1].id} if more else None,
        newest=form.wanted_args() if wanted.before else None,
    )
