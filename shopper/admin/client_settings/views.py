"""Pages of a client's settings."""

from zoneinfo import available_timezones

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.client_settings import commands, queries
from shopper.admin.client_settings.forms import SettingsForm
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.permissions import Can, needs


@admin.get("/settings")
@needs(Can.SETTINGS_EDIT)
def settings() -> ResponseReturnValue:
    """Which client; straight to its settings where there is but one."""
    rows = queries.mine(me())
    if len(rows) == 1:
        return redirect(url_for(".client_settings", client_id=rows[0].id))
    return render_template("admin/settings.html", clients=rows)


@admin.route("/settings/<int:client_id>", methods=["GET", "POST"])
@needs(Can.SETTINGS_EDIT)
def client_settings(client_id: int) -> ResponseReturnValue:
    row = queries.client_or_404(me(), client_id)
    form = SettingsForm(obj=queries.settings_of(client_id), data={"name": row.name})
    form.offer()
    tried = attempt(form, lambda: commands.change_settings(row, sure(form.name), form.chosen(), by=me()))
    if tried.done:
        flash(_("The settings of “%(name)s” are saved.", name=tried.result.name))
        return redirect(url_for(".client_settings", client_id=client_id))
    zones = sorted(available_timezones())
    return render_template("admin/client_settings.html", form=form, client=row, zones=zones), tried.status
