from enum import StrEnum, auto


class Permission(StrEnum):
    """What one may do, once the role is held somewhere. Grants stand in roles.py."""

    # About one child: count only with a seat in that child's network.
    CHILD_VIEW = auto()
    """Opens the child's page; which fields stand there is said by `roles.fields_of`."""
    PLACEMENT_REASON_VIEW = auto()
    CHILD_PLACE = auto()
    """Records where the child lives: place, move, end."""
    CHILD_ENROL = auto()
    CHILD_CORRECT = auto()
    CHILD_PROTECT = auto()
    """Protects the address, and names those who may see it all the same."""
    CUSTODY_RECORD = auto()
    ATTENDANCE_VIEW = auto()
    """Opens the child's page »Fremmøde«. No child sees its own days without school counted."""
    NOT_ATTENDING_WRITE = auto()
    """Writes *Går ikke i skole*, and that the child goes to school again."""
    GAP_WORK = auto()
    """Writes who solves a school gap, why it is so, and what is done about it."""
    ABSENCE_ANSWER = auto()
    """Writes what has been done about a child's absence."""
    DEADLINE_VIEW = auto()
    """Opens the child's page »Frister«; which ones stand there is said by `deadlines.access`."""
    REDUCED_TIMETABLE_WRITE = auto()
    """Agrees on fewer hours at school for a while, changes, ends and withdraws the agreement."""
    CONVERSATION_VIEW = auto()
    """Opens the child's page »Stemmen«; what stands there is said by `promises.access`, and that by the
    child."""
    STATEMENT_WRITE = auto()
    """Writes down what the child has said, and what was promised to it."""
    STATEMENT_ANSWER = auto()
    """Answers for others what the child has asked, where it may be read."""
    CONVERSATION_HOLD = auto()
    """Offers and holds a learning conversation, when the child chooses one."""
    PRACTICAL_WRITE = auto()
    SEAT_GIVE = auto()
    SEAT_CLOSE = auto()
    LOG_EXTRACT = auto()

    # About children as a list of facts, never a page.
    FACTS_OF_PLACE = auto()
    FACTS_OF_MUNICIPALITY = auto()
    CHILD_CREATE = auto()
    MATCH_DECIDE = auto()
    BREAK_GLASS = auto()

    # About people.
    STAFF_NAME = auto()
    GRADE_RENEW = auto()
    """Gives children of one's own school, or at whom one has a seat, a class in a new school year."""
    CASELOAD_HAND_OVER = auto()
    DEPUTY_NAME = auto()
    PEOPLE_MANAGE = auto()
    SETTINGS_MANAGE = auto()
    CALENDAR_MANAGE = auto()
    """Writes the municipality's holiday plan; whoever works there may read it."""
    FILES_TAKE_IN = auto()
    """Sends register files for the municipality, and says yes to taking them in. Opens no child."""
    LOG_CONTROL = auto()

    # About schools and municipalities. None of these knows a child.
    PREPAREDNESS_REVIEW = auto()
    """Goes one's own school's preparedness through, once in each school year."""
    PREPAREDNESS_SEE = auto()
    """Which of the municipality's schools have gone theirs through."""
    WORK_SEE = auto()
    """Sees the municipality's own work for the children: course, self-review, tracks, direction."""
    WORK_LEAD = auto()
    """Leads that work: begins, invites, decides, changes."""
    LINE_APPROVE = auto()
    """Approves for one's own leadership line (`lines.Line`)."""
    COURSE_ADVISE = auto()
    """Advises municipalities, for the national agency: its queue, its courses."""
    TEXTS_WRITE = auto()
    """Writes the pages that everybody may read."""


MUNICIPAL = frozenset(
    {
        Permission.PEOPLE_MANAGE,
        Permission.SETTINGS_MANAGE,
        Permission.CALENDAR_MANAGE,
        Permission.FILES_TAKE_IN,
        Permission.LOG_CONTROL,
        Permission.BREAK_GLASS,
        Permission.FACTS_OF_MUNICIPALITY,
        Permission.MATCH_DECIDE,
        Permission.PREPAREDNESS_SEE,
        Permission.WORK_SEE,
        Permission.WORK_LEAD,
        Permission.LINE_APPROVE,
    }
)
"""Held in a municipality, or in a unit of it, these count in the whole municipality."""

LEADS = frozenset({Permission.FACTS_OF_PLACE, Permission.FACTS_OF_MUNICIPALITY})
"""With one of these one sees a line of facts about children without a seat at them."""

BY_BREAK_GLASS = frozenset({Permission.CHILD_VIEW, Permission.CHILD_PLACE, Permission.CHILD_ENROL})
"""All that break-glass access can give: see the child, and write down where it is."""
