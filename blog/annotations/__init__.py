"""The blogger's words about exact words of a capture. Knows nothing of posts."""
