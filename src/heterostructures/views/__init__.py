"""How pages draw: one module for each page with charts of its own, and what several of them share."""
