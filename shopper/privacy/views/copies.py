"""Everything about one person as a file: made by an admin for them, or by themselves."""

from datetime import date

from flask import Response, send_file
from flask.typing import ResponseReturnValue

from shopper import clock
from shopper.accounts.sessions import me
from shopper.admin.people.commands.accounts import refuse_elsewhere
from shopper.admin.people.queries import person_or_404
from shopper.models import Person
from shopper.permissions import Can, needs
from shopper.privacy import queries
from shopper.privacy.blueprint import privacy
from shopper.privacy.copies.commands import note_copy
from shopper.privacy.copies.making import written


@privacy.post("/admin/people/<int:person_id>/copy")
@needs(Can.PEOPLE_EDIT)
def copy_of(person_id: int) -> ResponseReturnValue:
    """For somebody who asks for it; refused where they have roles that the admin does not see."""
    row = person_or_404(me(), person_id)
    refuse_elsewhere(row, me())
    return _handed_out(row)


@privacy.post("/account/copy")
@needs(Can.ACCOUNT)
def own_copy() -> ResponseReturnValue:
    return _handed_out(me())


def _handed_out(person: Person) -> Response:
    """The file, opened before its name is gone; it is in the log before anybody has it."""
    note_copy(person, by=me())
    with written(person, queries.accounts_of(person)) as path:
        file = path.open("rb")
    return send_file(file, "application/zip", as_attachment=True, download_name=_named(clock.now().date()))


def _named(day: date) -> str:
    return f"last-inch-{day.isoformat()}.zip"
