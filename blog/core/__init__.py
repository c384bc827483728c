"""The ground: Markdown to safe HTML, the publishing rule, URLs. Not for tables, pages or what knows a room above."""
