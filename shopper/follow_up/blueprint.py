"""The blueprint of what follows from visits."""

from flask import Blueprint

follow_up = Blueprint("follow_up", __name__)

ID = "int(max=2147483647)"
