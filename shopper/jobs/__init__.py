"""Work that nobody waits for: a queue beside the server, with one consumer on each machine."""
