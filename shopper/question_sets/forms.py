"""Forms of uploading and publishing a question set."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import ValidationError

import survey_defs
from shopper.form_parts import Choice, line, tidy
from shopper.models import Region, UploadedForm
from shopper.question_sets.commands import Read, read
from shopper.question_sets.exchange.reading import findings, is_form, read_form
from survey_defs.formats import FormFinding


class Sent(NamedTuple):
    """A file as it came."""

    content: bytes
    name: str


class UploadForm(FlaskForm):
    """A file, or the words themselves; `problems` holds all that is wrong with words, `found` with a form.

    Where it holds, `sheet` is the form that came, else `given` what the words say."""

    client = Choice(_l("Client"), coerce=int)
    file = FileField(_l("The file"))
    text = TextAreaField(_l("Or paste YAML here"))

    problems: tuple[survey_defs.Problem, ...] = ()
    found: Sequence[FormFinding] = ()
    sheet: Sent | None = None
    given: Read

    def offer(self, clients: Iterable[Region]) -> None:
        """Put the clients into the list; the first is chosen where there is only one."""
        self.client.choices = [(client.id, client.name) for client in clients]
        self.client.data = self.client.data or self.client.choices[0][0]

    def validate_text(self, field: Any) -> None:
        source, name = self._source()
        if not source.strip():
            raise ValidationError(_("Choose a file, or paste what is in it."))
        if isinstance(source, bytes) and is_form(source, name):
            self._look_at(Sent(source, name))
            return
        try:
            self.given = read(source, name)
        except survey_defs.QuestionSetError as wrong:
            self.problems = wrong.problems
            field.data = self._shown(source)
            raise ValidationError(_("Nothing was saved. Mend what is listed, then send it again.")) from wrong

    def _look_at(self, sent: Sent) -> None:
        made = read_form(sent.content, sent.name)
        if made.question_set is None:
            self.found = findings(made)
            raise ValidationError(_("Nothing was saved. Mend what is listed, then send it again."))
        self.sheet = sent

    def _source(self) -> tuple[str | bytes, str]:
        """The file where one was chosen, else the words."""
        chosen = self.file.data
        if chosen and chosen.filename:
            return chosen.read(), tidy(chosen.filename)[-UploadedForm.NAME_MAX :]
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


class NewForm(FlaskForm):
    """A set that begins with nothing but its two ends."""

    client = Choice(_l("Client"), coerce=int)
    title = line(
        _l("What is the question set called?"), _l("Write a title, for example Coffee shop visit."), 150
    )
    languages = line(_l("Languages"), None, 60, default="en")
    slug = line(_l("Short name in addresses and files"), None, 64)

    def offer(self, clients: Iterable[Region]) -> None:
        """Put the clients into the list; the first is chosen where there is only one."""
        self.client.choices = [(client.id, client.name) for client in clients]
        self.client.data = self.client.data or self.client.choices[0][0]

    def wanted_languages(self) -> list[str]:
        """The languages in their order, at least one."""
        said = (one.strip().casefold() for one in (self.languages.data or "").split(","))
        return list(dict.fromkeys(one for one in said if one)) or ["en"]

    def chosen_slug(self) -> str:
        """The slug, proposed from the title where none was written."""
        return self.slug.data or slug_for(self.title.data or "")

    def validate_slug(self, field: Any) -> None:
        if field.data and not SLUG.fullmatch(field.data):
            raise ValidationError(_("Use small letters a to z, digits, and single dashes between them."))


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug_for(title: str) -> str:
    """The slug that is proposed for a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-") or "set"


class PressForm(FlaskForm):
    """A button."""


class CopyForm(FlaskForm):
    """Start from a shipped question set."""

    client = Choice(_l("Client"), coerce=int)

    def offer(self, clients: Iterable[Region]) -> None:
        """Put the clients into the list."""
        self.client.choices = [(client.id, client.name) for client in clients]
