"""What a shopper laid out for a visit."""
