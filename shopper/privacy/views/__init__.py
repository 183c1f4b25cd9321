"""Pages about what is kept and what goes; one module per subject."""

from shopper.privacy.blueprint import privacy
from shopper.privacy.filters import erased
from shopper.privacy.views.copies import copy_of, own_copy
from shopper.privacy.views.duty import on_duty
from shopper.privacy.views.people import erase
from shopper.privacy.views.soon import soon

__all__ = ["copy_of", "erase", "erased", "on_duty", "own_copy", "privacy", "soon"]
