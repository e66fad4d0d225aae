"""Turns what a reader may see of a child into what the pages show."""
