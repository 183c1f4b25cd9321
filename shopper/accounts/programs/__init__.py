"""Access for programs: tokens that a person makes and takes back, and calls that come with one."""
