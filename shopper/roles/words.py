"""What the roles are called, in lists and in sentences."""

from flask_babel import lazy_gettext as _l

from shopper.models import Role

ROLE_NAMES = {
    Role.ADMIN: _l("admin"),
    Role.SHOPPER: _l("shopper"),
    Role.REVIEWER: _l("reviewer"),
    Role.MANAGER: _l("manager"),
}
"""In the order in which a person's first page is chosen."""
