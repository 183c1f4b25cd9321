"""`.venv/bin/python script/bench`: every bar of the product, measured and printed.

Each line says what was measured, p50 and p95, the size of the data, the queries, the bar, and
whether it holds. The exit code is 1 where one does not."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import digests
import fieldwork
import lighthouse
import outbox
import pages
import phone
import pictures
import put
import queue_pages
import release
import scoring_speed
import tallies
from results import Line, show

GROUPS = {
    "scoring": scoring_speed.run,
    "phone": phone.run,
    "lighthouse": lighthouse.run,
    "outbox": outbox.run,
    "put": put.run,
    "digests": digests.run,
    "tallies": tallies.run,
    "pages": pages.run,
    "large_pages": pages.run_large,
    "pictures": pictures.run,
    "release": release.run,
    "queue_pages": queue_pages.run,
    "fieldwork": fieldwork.run,
}


def main(names: list[str]) -> int:
    """Run the groups named, or all."""
    unknown = set(names) - GROUPS.keys()
    if unknown:
        sys.stderr.write(f"No group {', '.join(sorted(unknown))}. There are {', '.join(GROUPS)}.\n")
        return 2
    lines: list[Line] = []
    for name in names or GROUPS:
        for line in GROUPS[name]():
            show(line)
            lines.append(line)
    return 0 if all(line.holds for line in lines) else 1


sys.exit(main(sys.argv[1:]))
