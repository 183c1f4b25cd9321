"""Messages: what people are told, by the lowest level that carries it (UX.md, contact rules N1 to N15)."""
