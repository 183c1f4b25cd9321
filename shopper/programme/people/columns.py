"""The columns of a sheet of people."""

from flask_babel import lazy_gettext as _l

from shopper.admin.places import fields
from shopper.admin.places.sheets.columns import Column
from shopper.models import Person, Role
from shopper.programme.cells import folded, one_of, same

STATES = ("active", "deactivated", "invited")

COLUMNS = (
    Column("sign_in", _l("The e-mail, or a code of at least 3 characters for somebody without one. It names the person for ever."),
           lambda text: folded(fields.words(Person.SIGN_IN_MAX)(text)), same, "robin@example.test"),
    Column("name", _l("What the person is called. Whoever has an account changes it there alone."),
           fields.words(Person.NAME_MAX), same, "Robin Field"),
    Column("role", _l("One of these: admin, reviewer, manager, shopper. A second role is a second row."),
           one_of(*(role.value for role in Role)), same, "shopper"),
    Column("region", _l("Where the role counts, with all below: North / Leeds. A slash alone is the client itself."),
           fields.region_path, fields.write_region_path, "North"),
    Column("state", _l("How it stands: active, deactivated or invited. It is told here and changed on the person’s page."),
           one_of(*STATES), same),
)  # fmt: skip
NEEDED = ("sign_in", "role", "region")
