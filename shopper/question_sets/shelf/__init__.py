"""The question sets that come with Last Inch: looking at them, and starting from one."""
