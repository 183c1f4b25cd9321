"""Practice: the whole way of a visit, for one person alone. It counts nowhere and nothing of it is sent."""
