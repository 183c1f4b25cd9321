"""The API over HTTP: the phone's sync and programs that read, with one document that tells all of it."""
