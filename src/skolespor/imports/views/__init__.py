"""Pages: files that are sent in, and children that other municipalities tell of."""
