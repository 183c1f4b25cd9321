"""Where the pages of privacy hang."""

from flask import Blueprint

privacy = Blueprint("privacy", __name__)
