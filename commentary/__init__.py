"""The project: puts the rooms of blog/ together. Holds no behaviour of the product."""
