"""The publication: posts of blocks, series, categories, snippets, corrections. Not for pages (website) or feeds."""
