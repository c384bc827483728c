"""RSS, Atom and JSON Feed. Owns no table."""
