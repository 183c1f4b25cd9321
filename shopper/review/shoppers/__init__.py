"""What the released visits say of those who made them. For reviewers only, and never a verdict."""
