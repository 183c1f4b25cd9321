"""Serving on the network of a room, for trying a real phone: addresses, and a certificate of our own."""
