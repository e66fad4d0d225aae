"""Days: school years and quarters, working days, school days. Pure; today is passed in."""
