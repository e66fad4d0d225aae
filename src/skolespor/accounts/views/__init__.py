"""Pages about people, places and settings; none of them knows a child."""
