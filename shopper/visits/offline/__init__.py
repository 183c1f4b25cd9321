"""What makes the shopper's pages an app that opens without a network."""
