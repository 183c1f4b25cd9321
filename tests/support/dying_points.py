"""Where `tests.support.dying` may be told to die; apart from it, because it opens the app when it is imported."""

HEADER = "X-Die"
BEFORE, AFTER = "before the commit", "after the commit"
