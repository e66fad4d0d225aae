"""Verbs about a child. Each module holds one kind of change; nothing else in the house writes."""
