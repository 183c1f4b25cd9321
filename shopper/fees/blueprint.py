"""The blueprint of the ledger."""

from flask import Blueprint

fees = Blueprint("fees", __name__, url_prefix="/fees")
