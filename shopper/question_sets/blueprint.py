"""The blueprint of question sets."""

from flask import Blueprint

question_sets = Blueprint("question_sets", __name__, url_prefix="/question-sets")

ID = "int(max=2147483647)"
