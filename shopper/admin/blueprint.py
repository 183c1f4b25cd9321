"""The admin's blueprint, that each of its subjects puts its pages on."""

from flask import Blueprint

admin = Blueprint("admin", __name__, url_prefix="/admin")
