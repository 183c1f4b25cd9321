"""Trying a draft: on the phone, with answers, and with saved test cases."""
