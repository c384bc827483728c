"""The product: one small Django app to a room; imports go down the floors only (README: "The house")."""
