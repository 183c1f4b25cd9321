"""Switching accounts off and on, and helping people back in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.commands import make_reset_link, reset_second_factor
from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.people import commands, queries
from shopper.admin.people.slips import as_square
from shopper.permissions import Can, needs


@admin.post("/people/<int:person_id>/deactivate")
@needs(Can.PEOPLE_EDIT)
def deactivate(person_id: int) -> ResponseReturnValue:
    row = commands.deactivate(queries.person_or_404(me(), person_id), by=me())
    flash(_("%(name)s is signed out everywhere; open visits went back.", name=row.name))
    return redirect(url_for(".person", person_id=person_id))


@admin.post("/people/<int:person_id>/reactivate")
@needs(Can.PEOPLE_EDIT)
def reactivate(person_id: int) -> ResponseReturnValue:
    row = commands.reactivate(queries.person_or_404(me(), person_id), by=me())
    flash(_("%(name)s can sign in again.", name=row.name))
    return redirect(url_for(".person", person_id=person_id))


@admin.post("/people/<int:person_id>/password-link")
@needs(Can.PEOPLE_EDIT)
def make_link(person_id: int) -> ResponseReturnValue:
    """A link to choose a new password with, shown this once."""
    row = queries.person_or_404(me(), person_id)
    link = make_reset_link(row, by=me())
    return render_template("admin/password_link.html", one=row, link=link, square=as_square(link))


@admin.post("/people/<int:person_id>/second-factor/reset")
@needs(Can.PEOPLE_EDIT)
def reset_factor(person_id: int) -> ResponseReturnValue:
    row = reset_second_factor(queries.person_or_404(me(), person_id), by=me())
    flash(_("%(name)s signs in with the password alone until a new second factor is set up.", name=row.name))
    return redirect(url_for(".person", person_id=person_id))
