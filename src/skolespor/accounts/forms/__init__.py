"""Questions about people, places and settings."""
