"""What is due, and when: pure functions of what has happened, the rules of the day and the calendar."""
