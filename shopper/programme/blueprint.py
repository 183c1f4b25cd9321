"""The blueprint of the programme's sheets."""

from flask import Blueprint

programme = Blueprint("programme", __name__, url_prefix="/programme")
