"""What `put.py` measures against: one view, one insert, the same body, pragmas and write lock; nothing else.

A second view judges the answers and hashes them as well, and still knows nobody: no session, no visit, no
audit. No report that is judged by `survey_defs` can be taken faster.
Served by the same number of gunicorn's processes and threads. BARE_DATABASE is the file of an SQLite database
or the address of a PostgreSQL one."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import psycopg
from flask import Flask, abort, request

from shopper.database import PRAGMAS
from survey_defs import check_answers, content_hash, load_question_set

DATABASE = os.environ["BARE_DATABASE"]
TABLE = "CREATE TABLE IF NOT EXISTS report (id VARCHAR(36) PRIMARY KEY, body TEXT NOT NULL)"
FORTY = load_question_set((Path(__file__).parent / "forty.yaml").read_text())

app = Flask(__name__)
mine = threading.local()


def lite() -> sqlite3.Connection:
    """This thread's connection."""
    if not hasattr(mine, "connection"):
        mine.connection = sqlite3.connect(DATABASE, isolation_level=None)
        for pragma in PRAGMAS:
            mine.connection.execute(f"PRAGMA {pragma}")
    connection: sqlite3.Connection = mine.connection
    return connection


def postgres() -> psycopg.Connection[Any]:
    """This thread's connection."""
    if not hasattr(mine, "connection"):
        mine.connection = psycopg.connect(DATABASE)
    connection: psycopg.Connection[Any] = mine.connection
    return connection


@contextmanager
def in_line() -> Iterator[None]:
    """The write lock of shopper.database: writers of SQLite wait at one door."""
    handle = os.open(f"{DATABASE}-writer", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def insert_lite(row: tuple[str, str]) -> None:
    connection = lite()
    with in_line():
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO report VALUES (?, ?)", row)
        connection.execute("COMMIT")


def insert_postgres(row: tuple[str, str]) -> None:
    with postgres().transaction():
        postgres().execute("INSERT INTO report VALUES (%s, %s)", row)


def make_table() -> None:
    """Before the processes part, on a connection that none of them has."""
    connection = postgres() if insert is insert_postgres else lite()
    connection.execute(TABLE)
    connection.commit()
    connection.close()
    del mine.connection


insert = insert_postgres if DATABASE.startswith("postgresql") else insert_lite
make_table()


@app.put("/report/<report_id>")
def report(report_id: str) -> tuple[dict[str, str], int]:
    insert((report_id, request.get_data(as_text=True)))
    return {"id": report_id}, 201


@app.put("/judged/<report_id>")
def judged(report_id: str) -> tuple[dict[str, str], int]:
    answers = orjson.loads(request.get_data())["answers"]
    if not check_answers(FORTY, answers).ok:
        abort(422)
    insert((report_id, request.get_data(as_text=True)))
    return {"id": report_id, "hash": content_hash(answers)}, 201
