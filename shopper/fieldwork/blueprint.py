"""The blueprint of waves, that each of its subjects puts its pages on."""

from flask import Blueprint

fieldwork = Blueprint("fieldwork", __name__, url_prefix="/waves")
