"""What tests share: builders with good defaults, and a client that checks every page it opens."""
