"""Pages about children, one module for each kind of page."""
