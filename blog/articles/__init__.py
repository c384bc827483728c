"""Other people's journalism: publishers, authors, articles, captures of their text. Knows nothing of commentary."""
