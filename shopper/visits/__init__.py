"""The shopper's phone: today, the visit, one page per touchpoint, check, sent."""
