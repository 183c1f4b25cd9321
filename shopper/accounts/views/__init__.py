"""Pages of signing in and of one's own account, one module per subject."""

from shopper.accounts.blueprint import accounts
from shopper.accounts.home import views as home
from shopper.accounts.programs import views as programs
from shopper.accounts.views import joining, me, resets, second_factor, signing_in
