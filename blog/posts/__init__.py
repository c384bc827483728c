"""The publication: posts and their blocks, series, categories, snippets, corrections. Not for pages or feeds (website, feeds)."""
