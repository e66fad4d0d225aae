"""Days that stand fast in the tests: long ago, and far away."""

from datetime import date

LAST_SUMMER = date(2025, 8, 1)
FAR_AWAY = date(2099, 7, 31)
