"""Verbs that need more than one room."""
