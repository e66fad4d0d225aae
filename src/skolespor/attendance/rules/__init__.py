"""Counting days in school and without it. Pure; today and the school days are passed in."""
