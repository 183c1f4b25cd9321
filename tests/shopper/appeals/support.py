"""Reports that are disputed."""

from shopper.appeals.commands import open_appeal
from shopper.models import Appeal, Visit
from shopper.review import commands
from tests.shopper.review.support import sent


def released(house, branch=None, ago=0, **changed) -> Visit:
    """A report that Ben accepted."""
    visit = sent(house, branch, ago, **changed)
    commands.accept(visit, leaving_unseen=True, by=house.ben)
    return visit


def appealed(house, visit: Visit, key="greeted", reason="The camera shows the greeting.") -> Appeal:
    """Dev's appeal against one answer."""
    return open_appeal(visit, key=key, reason=reason, by=house.dev)
