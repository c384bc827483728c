"""The public pages. Owns no table."""
