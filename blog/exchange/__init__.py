"""In and out: Jekyll import, sample content. Owns only ImportRecord."""
