"""Actions: opened from a finding, owned by somebody, due on a day, and measured afterwards."""
