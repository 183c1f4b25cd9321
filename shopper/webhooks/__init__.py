"""A client's own programs, told of results by signed calls from here."""
