"""The phone's calls: what it has to do, its drafts, photos and reports, each safe to send again."""
