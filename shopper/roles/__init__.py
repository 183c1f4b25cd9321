"""The role that a person with several of them acts in now."""
