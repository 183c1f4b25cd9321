"""The one question of a reviewer, and the shopper's answer to it, with nothing else reopened."""
