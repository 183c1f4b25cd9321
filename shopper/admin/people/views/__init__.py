"""Pages of people, their roles, their accounts and invitations; one module per subject."""

from shopper.admin.people.views.accounts import deactivate, make_link, reactivate, reset_factor
from shopper.admin.people.views.inviting import invite, resend, withdraw
from shopper.admin.people.views.listing import people
from shopper.admin.people.views.merging import find_other, merge
from shopper.admin.people.views.person import person, remove_grant
