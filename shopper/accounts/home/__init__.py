"""Around where a shopper usually starts: said by the shopper, rounded, and forgotten at a word."""
