"""The image library: upload, alt text, credit, renditions. Not for where an image is shown (posts)."""
