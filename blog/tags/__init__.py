"""Tags, their other names, and merging. Not for categories and series (posts)."""
