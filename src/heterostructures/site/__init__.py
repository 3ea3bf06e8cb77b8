"""Building, checking and serving the book."""
