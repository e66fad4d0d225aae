"""Reads for pages about children. Every one knows its reader; none writes."""
