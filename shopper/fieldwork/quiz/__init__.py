"""The briefing quiz of a wave: a few questions with one right answer each."""
