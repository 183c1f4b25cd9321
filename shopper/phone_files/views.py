"""The page where an admin takes in what a phone saved."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from shopper.accounts.sessions import me
from shopper.permissions import Can, needs
from shopper.phone_files.commands import Outcome, take_file
from shopper.phone_files.reading import read_file
from shopper.settings import MEGA
from shopper.troubles import Refused

phone_files = Blueprint("phone_files", __name__)

LARGEST = 100 * MEGA
"""Two hundred photos, written as text."""


class PhoneFileForm(FlaskForm):
    file = FileField(_l("The file that the phone saved"), [FileRequired(_l("Choose the file first."))])


@phone_files.url_value_preprocessor
def allow_photos(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A phone's file holds its photos."""
    if endpoint == "phone_files.take" and request.mimetype == "multipart/form-data":
        request.max_content_length = LARGEST


@phone_files.route("/phone-file", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def take() -> ResponseReturnValue:
    form, outcomes = PhoneFileForm(), list[Outcome]()
    if form.validate_on_submit():
        try:
            outcomes = take_file(read_file(form.file.data.read()), by=me())
        except Refused as refused:
            form.file.errors = [str(refused)]
    page = render_template("phone_files/take.html", form=form, outcomes=outcomes)
    return page, 400 if form.errors or form.file.errors else 200
