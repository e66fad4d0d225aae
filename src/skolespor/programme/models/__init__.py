from skolespor.programme.models.after import Evaluation, FollowUp, Sheet
from skolespor.programme.models.course import Course
from skolespor.programme.models.days import Comes, Day
from skolespor.programme.models.files import Attachment
from skolespor.programme.models.people import Inquiry, Participant
from skolespor.programme.models.steps import Note, Places, Taken
from skolespor.programme.models.texts import Agreement, Approval, Part

__all__ = [
    "Agreement",
    "Approval",
    "Attachment",
    "Comes",
    "Course",
    "Day",
    "Evaluation",
    "FollowUp",
    "Inquiry",
    "Note",
    "Part",
    "Participant",
    "Places",
    "Sheet",
    "Taken",
]
