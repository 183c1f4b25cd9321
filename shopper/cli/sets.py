"""`flask --app wsgi sets …`: check, score, import and publish question sets on the terminal."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext

import scoring
import survey_defs
from shopper.admin.places.queries import client_named
from shopper.models import QuestionSet, Region
from shopper.question_sets import commands, queries
from shopper.troubles import Refused

CLEAN, WARNED, WRONG = 0, 1, 2
FILE = click.Path(path_type=Path)


@click.group()
def sets() -> None:
    """Question sets: YAML files and their versions."""


@sets.command("lint")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def lint(file: Path, as_json: bool) -> None:
    """Check FILE. Ends with 0 when clean, 1 with warnings only, 2 with errors."""
    found = _found(file)
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for one in found:
            click.echo(_line(one))
        click.echo(f"{len(found)} found in {file}." if found else f"{file} is clean.")
    severities = {one["severity"] for one in found}
    sys.exit(WRONG if "error" in severities else WARNED if "warn" in severities else CLEAN)


def _found(file: Path) -> list[dict[str, Any]]:
    """Problems of loading, or findings of the linter where it loads."""
    try:
        return [asdict(one) for one in survey_defs.lint(survey_defs.load_question_set(file))]
    except survey_defs.QuestionSetError as wrong:
        return [{"code": "load", "severity": "error", **asdict(one)} for one in wrong.problems]


def _line(found: Mapping[str, Any]) -> str:
    if found["code"] == "load":
        problem = {key: value for key, value in found.items() if key not in ("code", "severity")}
        return f"error {survey_defs.Problem(**problem)}"
    return "{code} {severity} {where}: {what} {why} {rewrite}".format_map(found)


@sets.command("schema")
def schema() -> None:
    """Print the JSON Schema of the format, for editors."""
    click.echo(json.dumps(survey_defs.json_schema(), indent=2, ensure_ascii=False))


@sets.command("score")
@click.argument("set_file", metavar="SET.yaml", type=FILE)
@click.argument("answers_file", metavar="ANSWERS.json", type=FILE)
@click.option("--left-early", is_flag=True, help="The customer left before the end because of the staff.")
def score(set_file: Path, answers_file: Path, left_early: bool) -> None:
    """Print the score of one visit, with its whole explanation, as JSON."""
    question_set = _load(set_file)
    try:
        result = scoring.score_visit(question_set, _answers(answers_file), left_early)
    except survey_defs.AnswersError as wrong:
        _refuse(*(f"{one.key}: {one.message}" for one in wrong.problems))
    click.echo(json.dumps(result.to_dict(), indent=2, ensure_ascii=False))


def _load(file: Path) -> survey_defs.QuestionSet:
    try:
        return survey_defs.load_question_set(file)
    except survey_defs.QuestionSetError as wrong:
        _refuse(*map(str, wrong.problems))


def _answers(file: Path) -> dict[str, Any]:
    """Answers by question key, in the long or the short form."""
    try:
        answers = json.loads(file.read_text("utf-8-sig"), parse_float=Decimal)
    except OSError as wrong:
        _refuse(f"{file} cannot be read: {wrong.strerror}. Check the path and its permissions.")
    except (ValueError, RecursionError) as wrong:
        _refuse(f"{file} is not JSON in UTF-8: {wrong}. Mend it, or save it again as UTF-8.")
    if not isinstance(answers, dict):
        _refuse(f'{file} holds no answers. Write them by question key: {{"greeted": "yes"}}.')
    return answers


def _refuse(*words: str) -> NoReturn:
    """Say on the error stream what is wrong, and end with 2."""
    for line in words:
        click.echo(line, err=True)
    sys.exit(WRONG)


@sets.command("import")
@click.argument("file", type=FILE)
@click.option("--client", "client_name", required=True, help="The client's name.")
@with_appcontext
def import_(file: Path, client_name: str) -> None:
    """Save FILE as the draft of its question set."""
    client = _client(client_name)
    try:
        version = commands.save_draft(client, _read(file), by=None)
    except Refused as refused:
        _refuse(str(refused))
    click.echo(f"“{version.question_set.slug}” has a draft of version {version.number}.")


def _read(file: Path) -> commands.Read:
    try:
        return commands.read(file.read_bytes(), str(file))
    except OSError as wrong:
        _refuse(f"{file} cannot be read: {wrong.strerror}. Check the path and its permissions.")
    except survey_defs.QuestionSetError as wrong:
        _refuse(*map(str, wrong.problems))


@sets.command("publish")
@click.argument("slug")
@click.option("--client", "client_name", required=True, help="The client's name.")
@click.option("--note", default="", help="What changed, and why; needed from version 2 on.")
@click.option("--reason", "reasons", multiple=True, metavar="CODE:KEY=WHY", help="Why a warning may stay.")
@click.option("--vouch", "vouched", multiple=True, metavar="WHERE", help="The same is asked in other words.")
@with_appcontext
def publish(
    slug: str, client_name: str, note: str, reasons: tuple[str, ...], vouched: tuple[str, ...]
) -> None:
    """Publish the draft of the question set SLUG."""
    draft = queries.draft(_question_set(_client(client_name), slug))
    if draft is None:
        _refuse(f"“{slug}” has no draft to publish. Import one first.")
    try:
        said = commands.Said(dict(_pair(one) for one in reasons), frozenset(vouched))
        version = commands.publish(draft, checksum=draft.checksum, note=note, said=said, by=None)
    except Refused as refused:
        _refuse(str(refused))
    click.echo(f"Version {version.number} of “{slug}” is published.")


def _pair(reason: str) -> tuple[str, str]:
    """What stands before and after the first `=`."""
    name, _, why = reason.partition("=")
    return name.strip(), why


def _client(name: str) -> Region:
    return client_named(name) or _refuse(f"There is no client “{name}”. Check the name.")


def _question_set(client: Region, slug: str) -> QuestionSet:
    found = queries.by_slug(client, slug)
    return found or _refuse(f"“{client.name}” has no question set “{slug}”. Import it first.")
