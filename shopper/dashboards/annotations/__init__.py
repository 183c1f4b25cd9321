"""Notes about what happened at a date: written by people, shown as numbers on the charts of change."""
