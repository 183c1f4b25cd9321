"""What people do to their accounts, and what admins do for them; one module per subject."""

from shopper.accounts.commands.email import ask_for_email, confirm_email
from shopper.accounts.commands.joining import accept, join, refuse_over
from shopper.accounts.commands.password import ask_for_reset, change_password, make_reset_link, reset_password
from shopper.accounts.commands.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    switch_off_second_factor,
)
from shopper.accounts.commands.sessions import end_other_sessions, end_session
from shopper.accounts.commands.signing_in import sign_in, sign_in_with_code, sign_out
