"""People who write here: name, handle, bio, portrait. Not for the authors of articles; readers have no accounts."""
