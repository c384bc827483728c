"""The ground: Markdown to safe HTML and plain text, the publishing rule, URLs. Not for tables, pages or anything that knows a room above."""
