"""What a phone could not send, taken from the file that it saved."""
