"""Forms of uploading and publishing a question set."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import ValidationError

import survey_defs
from shopper.form_parts import Choice, line
from shopper.models import Region
from shopper.question_sets.commands import Read, read


class UploadForm(FlaskForm):
    """A file, or the words themselves; `problems` holds all that is wrong with them."""

    client = Choice(_l("Client"), coerce=int)
    file = FileField(_l("The YAML file"))
    text = TextAreaField(_l("Or paste it here"))

    problems: tuple[survey_defs.Problem, ...] = ()
    given: Read

    def offer(self, clients: Iterable[Region]) -> None:
        """Put the clients into the list; the first is chosen where there is only one."""
        self.client.choices = [(client.id, client.name) for client in clients]
        self.client.data = self.client.data or self.client.choices[0][0]

    def validate_text(self, field: Any) -> None:
        source, name = self._source()
        if not source.strip():
            raise ValidationError(_("Choose a file, or paste what is in it."))
        try:
            self.given = read(source, name)
        except survey_defs.QuestionSetError as wrong:
            self.problems = wrong.problems
            field.data = self._shown(source)
            raise ValidationError(_("Nothing was saved. Mend what is listed, then send it again.")) from wrong

    def _source(self) -> tuple[str | bytes, str]:
        """The file where one was chosen, else the words."""
        chosen = self.file.data
        if chosen and chosen.filename:
            return chosen.read(), chosen.filename
        return self.text.data or "", _("question set")

    def _shown(self, source: str | bytes) -> str:
        """The words to mend on the page; a file that is no text has none."""
        if isinstance(source, str):
            return source
        try:
            return source.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.text.data or ""


class PublishForm(FlaskForm):
    checksum = HiddenField()
    note = line(_l("What changed, and why"), None, 500)


class CopyForm(FlaskForm):
    """Start from a shipped question set."""

    client = Choice(_l("Client"), coerce=int)

    def offer(self, clients: Iterable[Region]) -> None:
        """Put the clients into the list."""
        self.client.choices = [(client.id, client.name) for client in clients]
