"""Erasing somebody who left, after reading what goes and what stays."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.people.queries import person_or_404
from shopper.attempts import attempt
from shopper.permissions import Can, needs
from shopper.privacy import queries
from shopper.privacy.blueprint import privacy
from shopper.privacy.commands import erase_person
from shopper.privacy.commands.people import left_words
from shopper.privacy.forms import ErasePersonForm


@privacy.route("/admin/people/<int:person_id>/erase", methods=["GET", "POST"])
@needs(Can.PEOPLE_EDIT)
def erase(person_id: int) -> ResponseReturnValue:
    row, form = person_or_404(me(), person_id), ErasePersonForm()
    name = row.name
    tried = attempt(form, lambda: erase_person(row, by=me()))
    if tried.done:
        flash(_("%(name)s is erased. Scores, fees and the log stay, and name nobody.", name=name))
        return redirect(url_for("admin.person", person_id=person_id))
    accounts = queries.accounts_of(row)
    left = left_words(queries.still_to_do([one.id for one in accounts]))
    shown = {"one": row, "accounts": accounts, "left": left}
    return render_template("privacy/erase.html", form=form, **shown), tried.status
