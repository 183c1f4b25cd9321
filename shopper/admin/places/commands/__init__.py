"""Making and changing regions and branches."""

from shopper.admin.places.commands.branches import Closing, add_branch, change_branch
from shopper.admin.places.commands.regions import add_region, change_region, delete_region
from shopper.admin.places.commands.sheets import import_branches, keep_sheet

__all__ = [
    "Closing",
    "add_branch",
    "add_region",
    "change_branch",
    "change_region",
    "delete_region",
    "import_branches",
    "keep_sheet",
]
