"""Placements and enrolments out of files: what municipalities tell, and what follows for children.

What a file tells about a child that is followed is kept as `Told`, one row for each spell and sender.
From all that is told about a child, its course is worked out anew (`rules`) and written through the
actions of `children` (`course`): so the order of files does not matter.
"""
