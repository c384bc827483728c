"""Pages of a Jekyll site that are no posts: their addresses, their text, their rows."""
