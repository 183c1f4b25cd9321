"""What the pages that a region and a branch share begin with: the place of the address, and the filter."""

from flask import request

from shopper.accounts.sessions import me
from shopper.dashboards import queries
from shopper.dashboards.blueprint import ID
from shopper.dashboards.filters import Showing, read
from shopper.models import Branch

OF_BRANCH = f"/branches/<{ID}:branch_id>"


def asked(branch_id: int | None, *, waves: bool = True) -> tuple[Branch | None, Showing]:
    """The branch, None for a region's page, and what is to be shown of it; `waves`: of one wave alone too."""
    found = None if branch_id is None else queries.branch_or_404(me(), branch_id)
    return found, read(me(), request.args, found, waves=waves)


def file_of(what: str, branch: Branch | None) -> str:
    """The name of a file: what it holds, and of which branch."""
    return f"{what}-{branch.code}" if branch else what
