"""What commands that write or read large files share: refusals in words, and a bar that moves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from shopper.evidence import StoreAway
from shopper.operations.archive import ArchiveError
from shopper.operations.whole_files import FileTrouble


@contextmanager
def refusals() -> Iterator[None]:
    """Say what was refused in words, and end with 1."""
    try:
        yield
    except (ArchiveError, FileTrouble, StoreAway) as refused:
        raise click.ClickException(str(refused)) from refused


@contextmanager
def progress(label: str) -> Iterator[Callable[[int], Callable[[int], Any]]]:
    """A bar on the terminal that begins once it is known how much there is."""
    bars = []

    def begin(length: int) -> Callable[[int], Any]:
        bar = click.progressbar(length=length, label=label, update_min_steps=max(1, length // 500))
        bars.append(bar)
        return bar.__enter__().update

    try:
        yield begin
    finally:
        for bar in bars:
            bar.__exit__(None, None, None)
