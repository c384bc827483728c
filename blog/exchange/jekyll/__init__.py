"""A Jekyll site becomes posts, articles and annotations.

One way in: `site` and `liquid` read files, `body` makes a plain tree of each (no database), `placing` makes rows of
the tree, `report` says what became of every line.
"""
