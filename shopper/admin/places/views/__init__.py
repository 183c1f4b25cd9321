"""Pages of regions and branches."""

from shopper.admin.places.views.branches import branches
from shopper.admin.places.views.regions import places
from shopper.admin.places.views.sheets import import_branches
