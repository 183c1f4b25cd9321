"""`flask --app wsgi sets convert`: question sets from one kind of file to another."""

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

import survey_defs
from survey_defs.formats import grouped

FILE = click.Path(path_type=Path)
YAML = (".yaml", ".yml", ".json")
_LEVELS = {"refused": "refused", "lost": "left out", "changed": "changed", "told": "note"}


@click.command("convert")
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=FILE)
def convert(source: Path, target: Path) -> None:
    """Write the question set of IN as OUT: .yaml, .json, or an XLSForm as .xlsx or .csv (.xls is read too).

    Prints what became of each sheet. Ends with 0 when all is carried over, 1 when something is told,
    2 when nothing was written."""
    ending = target.suffix.lower()
    if ending not in (*YAML, ".xlsx", ".csv"):
        _refuse(
            f"{target.name}: files are written as .yaml, .json, .xlsx or .csv. Choose one of these endings."
        )
    question_set, told = _read(source)
    _write(question_set, target, ending)
    click.echo(f"“{question_set.slug}” is written to {target}.")
    sys.exit(1 if told else 0)


def _read(source: Path) -> tuple[survey_defs.QuestionSet, bool]:
    """The set, and whether anything was told about it."""
    if source.suffix.lower() in YAML:
        try:
            return survey_defs.load_question_set(source), False
        except survey_defs.QuestionSetError as wrong:
            _refuse(*map(str, wrong.problems))
    made = survey_defs.read_form(_bytes(source), source.name)
    _tell(made)
    if made.question_set is None:
        _refuse(f"Nothing was written: {source.name} could not be imported.")
    return made.question_set, bool(made.findings)


def _bytes(source: Path) -> bytes:
    try:
        if source.stat().st_size > 50_000_000:
            _refuse(f"{source} is far larger than a form. Forms may have 10 MB.")
        return source.read_bytes()
    except (OSError, ValueError) as wrong:
        _refuse(
            f"{source} cannot be read: {getattr(wrong, 'strerror', wrong)}. Check the path and its permissions."
        )


def _tell(made: survey_defs.Import) -> None:
    for one in grouped(made.findings):
        click.echo(f"{_LEVELS[one.level]}: {one.place or made.file}: {one.what} {one.mend}")
    for sheet, count in made.counts.items():
        click.echo(f"{sheet}: {count.rows} rows, {count.imported} imported, {count.named} named above.")


def _write(question_set: survey_defs.QuestionSet, target: Path, ending: str) -> None:
    try:
        target.write_bytes(_content(question_set, ending))
    except survey_defs.Unwritable as wrong:
        _refuse(str(wrong))
    except OSError as wrong:
        _refuse(f"{target} cannot be written: {wrong.strerror}. Check the path and its permissions.")


def _content(question_set: survey_defs.QuestionSet, ending: str) -> bytes:
    if ending == ".json":
        return json.dumps(survey_defs.definition(question_set), ensure_ascii=False, indent=2).encode() + b"\n"
    if ending in YAML:
        return survey_defs.to_yaml(question_set).encode()
    return survey_defs.write_form(question_set, ending)


def _refuse(*words: str) -> NoReturn:
    for line in words:
        click.echo(line, err=True)
    sys.exit(2)
