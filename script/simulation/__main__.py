"""Prints every bar of SCORING §6 and says which hold; ends with 1 where one does not."""

import sys
from collections.abc import Callable, Iterator

import click

from script.simulation import chains, times
from script.simulation.bars import Bar

Group = Callable[[int, bool], Iterator[Bar]]

GROUPS: dict[str, Group] = {
    "Likely ranges": chains.coverage,
    "Chances": chains.chances,
    "Flags": chains.flags,
    "Watched branches": times.alarms,
    "Plans": times.effects,
    "The last impression": times.last_matters,
    "Speed": lambda _times, _quiet: chains.speed(),
}


@click.command()
@click.option("--short", is_flag=True, help="A tenth of every simulation.")
def simulate(short: bool) -> None:
    """Try the statistics on made worlds whose truth is known."""
    failed = 0
    for title, group in GROUPS.items():
        bars = list(group(20 if short else 200, False))
        click.echo(title)
        for bar in bars:
            click.echo(str(bar))
        failed += sum(not bar.holds for bar in bars)
    click.echo("Every bar holds." if not failed else f"{failed} bars fail.")
    sys.exit(1 if failed else 0)


simulate()
