"""People inside an admin's grants, their roles, their invitations, and what they hold."""

from shopper.admin.people.queries.holdings import (
    HELD,
    Holdings,
    held_visits,
    holdings,
    reviewed_by_each_other,
)
from shopper.admin.people.queries.invited import (
    code_taken,
    invitation_or_404,
    invitations,
    invitations_around,
    person_signing_in_as,
    usable_invitations,
)
from shopper.admin.people.queries.seen import (
    PAGE,
    STATES,
    Found,
    Which,
    grant_or_404,
    grants,
    has_more,
    merged_into,
    other_admins,
    people,
    person_or_404,
    regions,
    visible,
)
