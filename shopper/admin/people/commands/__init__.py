"""What admins do about people: inviting them, their roles, their accounts, two accounts of one human."""

from shopper.admin.people.commands.accounts import deactivate, reactivate
from shopper.admin.people.commands.inviting import (
    INVITATION_LASTS,
    Guest,
    hashed,
    invite,
    new_invitation,
    resend,
    withdraw,
)
from shopper.admin.people.commands.merging import merge
from shopper.admin.people.commands.roles import add_grant, remove_grant
