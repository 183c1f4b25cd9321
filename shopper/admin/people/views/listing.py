"""The list of people, and of the invitations that wait."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from shopper import clock
from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.people import queries
from shopper.admin.people.forms import PeopleForm
from shopper.permissions import Can, needs
from shopper.roles.words import ROLE_NAMES


@admin.get("/people")
@needs(Can.PEOPLE_EDIT)
def people() -> ResponseReturnValue:
    form, regions = PeopleForm(request.args, meta={"csrf": False}), queries.regions(me())
    form.offer(regions)
    found = queries.people(me(), form.which(regions), request.args.get("page", 1, int))
    return render_template(
        "admin/people.html",
        form=form,
        found=found,
        grants=queries.grants(me(), found.people),
        invitations=queries.invitations(me()),
        role_names=ROLE_NAMES,
        now=clock.now(),
    )
