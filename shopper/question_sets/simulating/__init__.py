"""The weight simulator: a draft applied to the past visits of its set. It reads, and stores nothing."""
