"""Who may do what. The only place where a role is turned into permissions.

Areas and fields come from content/permission_matrix.csv and content/access_fields.csv; what one
does with one's hands (invite, name, hand over) is written here.
"""

from collections.abc import Mapping
from enum import StrEnum

from skolespor.accounts.permissions import Permission as P
from skolespor.core.content import code_list, kept, label, read_csv


class Role(StrEnum):
    """The ids of the list `roles` in content/code_lists.yaml; a house test compares the two."""

    CHILD = "child"
    CUSTODY_HOLDER = "custody_holder"
    PARENT_WITHOUT_CUSTODY = "parent_without_custody"
    FOSTER_PARENT = "foster_parent"
    PLACEMENT_STAFF = "placement_staff"
    PLACEMENT_LEADER = "placement_leader"
    FOSTER_CARE_CONSULTANT = "foster_care_consultant"
    CONTACT_TEACHER = "contact_teacher"
    SCHOOL_STAFF = "school_staff"
    LEARNING_GUIDE = "learning_guide"
    LEARNING_COORDINATOR = "learning_coordinator"
    HEAD_TEACHER = "head_teacher"
    PPR_CONSULTANT = "ppr_consultant"
    CASE_WORKER = "case_worker"
    AUTHORITY_LEADER = "authority_leader"
    CHILDREN_YOUTH_COMMITTEE = "children_youth_committee"
    SCHOOL_ADMINISTRATION = "school_administration"
    HOST_CONTACT = "host_contact"
    BACK_TO_SCHOOL_TEAM = "back_to_school_team"
    YOUTH_GUIDE = "youth_guide"
    HEALTH_NURSE = "health_nurse"
    LAY_ADVOCATE = "lay_advocate"
    SUPPORT_PERSON = "support_person"
    FRIENDSHIP_FAMILY = "friendship_family"
    SUPERVISION_AUTHORITY = "supervision_authority"
    MUNICIPAL_DIRECTOR = "municipal_director"
    LOCAL_LEAD = "local_lead"
    STEERING_GROUP = "steering_group"
    AGENCY_ADVISOR = "agency_advisor"
    DATA_RESPONSIBLE = "data_responsible"
    DPO = "dpo"
    SYSTEM_ADMINISTRATOR = "system_administrator"

    @property
    def label(self) -> str:
        return label("roles", self.value)

    @property
    def is_lay(self) -> bool:
        """Whether this is a family member or a foster parent: plain words, no second factor."""
        return bool(code_list("roles")[self.value]["lay"])


HANDS: Mapping[Role, frozenset[P]] = {
    Role.CHILD: frozenset({P.LOG_EXTRACT}),
    Role.CUSTODY_HOLDER: frozenset({P.LOG_EXTRACT}),
    Role.PLACEMENT_LEADER: frozenset({P.STAFF_NAME, P.FACTS_OF_PLACE, P.LINE_APPROVE}),
    Role.HEAD_TEACHER: frozenset(
        {
            P.STAFF_NAME,
            P.FACTS_OF_PLACE,
            P.CHILD_CREATE,
            P.GAP_WORK,
            P.REDUCED_TIMETABLE_WRITE,
            P.GRADE_RENEW,
            P.PREPAREDNESS_REVIEW,
        }
    ),
    Role.LEARNING_COORDINATOR: frozenset(
        {
            P.CHILD_CREATE,
            P.CHILD_ENROL,
            P.CHILD_CORRECT,
            P.GAP_WORK,
            P.REDUCED_TIMETABLE_WRITE,
            P.GRADE_RENEW,
            P.PRACTICAL_WRITE,
            P.SEAT_GIVE,
            P.SEAT_CLOSE,
            P.FACTS_OF_MUNICIPALITY,
            P.MATCH_DECIDE,
            P.FILES_TAKE_IN,
            P.PREPAREDNESS_SEE,
        }
    ),
    Role.CASE_WORKER: frozenset(
        {
            P.CHILD_CREATE,
            P.CHILD_PLACE,
            P.CHILD_ENROL,
            P.CHILD_CORRECT,
            P.CHILD_PROTECT,
            P.CUSTODY_RECORD,
            P.GAP_WORK,
            P.PRACTICAL_WRITE,
            P.SEAT_GIVE,
            P.SEAT_CLOSE,
            P.LOG_EXTRACT,
            P.BREAK_GLASS,
        }
    ),
    Role.AUTHORITY_LEADER: frozenset(
        {
            P.CHILD_CREATE,
            P.GAP_WORK,
            P.SEAT_CLOSE,
            P.CASELOAD_HAND_OVER,
            P.DEPUTY_NAME,
            P.FACTS_OF_MUNICIPALITY,
            P.MATCH_DECIDE,
            P.BREAK_GLASS,
            P.PREPAREDNESS_SEE,
            P.LINE_APPROVE,
        }
    ),
    Role.MUNICIPAL_DIRECTOR: frozenset({P.WORK_LEAD, P.PREPAREDNESS_SEE}),
    Role.LOCAL_LEAD: frozenset({P.WORK_LEAD, P.PREPAREDNESS_SEE}),
    Role.AGENCY_ADVISOR: frozenset({P.COURSE_ADVISE, P.TEXTS_WRITE}),
    Role.DATA_RESPONSIBLE: frozenset({P.LOG_CONTROL}),
    Role.SCHOOL_ADMINISTRATION: frozenset({P.CALENDAR_MANAGE, P.PREPAREDNESS_SEE, P.LINE_APPROVE}),
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {P.PEOPLE_MANAGE, P.SETTINGS_MANAGE, P.CALENDAR_MANAGE, P.FILES_TAKE_IN}
    ),
}
"""About a child these count only around that seat's child; about people, where the job is."""

THE_TEAM = frozenset(
    {
        Role.FOSTER_PARENT,
        Role.PLACEMENT_STAFF,
        Role.PLACEMENT_LEADER,
        Role.FOSTER_CARE_CONSULTANT,
        Role.CONTACT_TEACHER,
        Role.SCHOOL_STAFF,
        Role.LEARNING_GUIDE,
        Role.LEARNING_COORDINATOR,
        Role.HEAD_TEACHER,
        Role.PPR_CONSULTANT,
        Role.CASE_WORKER,
        Role.AUTHORITY_LEADER,
        Role.HOST_CONTACT,
        Role.BACK_TO_SCHOOL_TEAM,
        Role.YOUTH_GUIDE,
    }
)
"""Who works with a child's schooling: any of them may write that it does not go to school."""

LET_IN_BY_JOB = frozenset({Role.FOSTER_PARENT, Role.AUTHORITY_LEADER})
"""An organisation's seat lets these in without being named: a family's foster parents, and the
leader of the team that has the child. Everybody else is named for the child."""

NAMED_BY_LEADER: Mapping[str, tuple[Role, ...]] = {
    "school": (Role.CONTACT_TEACHER, Role.SCHOOL_STAFF, Role.LEARNING_GUIDE),
    "childrens_home": (Role.PLACEMENT_STAFF,),
}
"""What a leader names staff as, by kind of organisation."""

GIVEN_BY_SEAT = (
    Role.LEARNING_COORDINATOR,
    Role.HEAD_TEACHER,
    Role.PLACEMENT_LEADER,
    Role.FOSTER_CARE_CONSULTANT,
    Role.PPR_CONSULTANT,
    Role.CASE_WORKER,
    Role.HOST_CONTACT,
    Role.BACK_TO_SCHOOL_TEAM,
    Role.YOUTH_GUIDE,
    Role.HEALTH_NURSE,
)
"""Jobs in which a person can be given a seat of their own around a child."""

PERSONAL = (
    Role.CHILD,
    Role.CUSTODY_HOLDER,
    Role.PARENT_WITHOUT_CUSTODY,
    Role.LAY_ADVOCATE,
    Role.SUPPORT_PERSON,
    Role.FRIENDSHIP_FAMILY,
)
"""Held by a person in their own right, never by a job."""

FIRST_IN = Role.SYSTEM_ADMINISTRATOR
"""Who lets the others in: the first person of a municipality."""

OF_THE_AGENCY = frozenset({Role.AGENCY_ADVISOR})
"""Whose rules no municipality changes."""

OWNS_THE_CHILDS_COURSE = Role.CASE_WORKER
"""The job without which a child has nobody in the authority; what a caseload consists of."""

ANSWERS_AT_SCHOOL = Role.CONTACT_TEACHER
"""The naming without which a pupil has nobody at the school."""

SOLVES_A_GAP = Role.LEARNING_COORDINATOR
"""Whose a school gap is until somebody says otherwise (content/deadlines.yaml: `dl_gap_opens`)."""

KEEPS_THE_TRACK = (Role.LEARNING_COORDINATOR, Role.CASE_WORKER, Role.AUTHORITY_LEADER)
"""Who sees every deadline of a child, may close it for others, and gets what nobody else has: the first
of these that is around the child."""

LEADS_A_SCHOOL = Role.HEAD_TEACHER
OF_THE_SCHOOL = (Role.HEAD_TEACHER, Role.CONTACT_TEACHER)
"""Whose deadlines are the school's."""

ANSWERS_FOR_ABSENCE = (ANSWERS_AT_SCHOOL, *KEEPS_THE_TRACK)
"""Who is asked what has been done about a child's absence: the first of these that is around it. The
teacher who sees the child every day, before the coordinator whom `dl_absence_concerning` names."""

HOLDS_CONVERSATIONS = (
    Role.CONTACT_TEACHER,
    Role.LEARNING_GUIDE,
    Role.SCHOOL_STAFF,
    Role.LEARNING_COORDINATOR,
)
"""Whom a child can choose to talk with at school; the coordinator also for a school without access."""

NEAREST_TO_THE_CHILD = (
    Role.CONTACT_TEACHER,
    Role.FOSTER_PARENT,
    Role.PLACEMENT_STAFF,
    Role.LEARNING_GUIDE,
    Role.SCHOOL_STAFF,
    Role.LEARNING_COORDINATOR,
    Role.CASE_WORKER,
)
"""In which order a child sees its adults: first those it meets every day."""

LEADS_THE_TEAM = Role.AUTHORITY_LEADER
CONTROLS_THE_LOG = Role.DATA_RESPONSIBLE
THE_CHILD = Role.CHILD
HOLDS_CUSTODY = Role.CUSTODY_HOLDER

_MUNICIPAL_STAFF = (
    Role.LEARNING_COORDINATOR,
    Role.HOST_CONTACT,
    Role.BACK_TO_SCHOOL_TEAM,
    Role.CHILDREN_YOUTH_COMMITTEE,
    Role.MUNICIPAL_DIRECTOR,
    Role.LOCAL_LEAD,
    Role.STEERING_GROUP,
    Role.DATA_RESPONSIBLE,
    Role.DPO,
    Role.SYSTEM_ADMINISTRATOR,
)
JOBS_AT: Mapping[str, tuple[Role, ...]] = {
    "municipality": _MUNICIPAL_STAFF,
    "school": (
        Role.HEAD_TEACHER,
        Role.CONTACT_TEACHER,
        Role.SCHOOL_STAFF,
        Role.LEARNING_GUIDE,
    ),
    "childrens_home": (Role.PLACEMENT_LEADER, Role.PLACEMENT_STAFF),
    "foster_family": (Role.FOSTER_PARENT,),
    "ppr": (Role.PPR_CONSULTANT,),
    "authority_team": (Role.AUTHORITY_LEADER, Role.CASE_WORKER, Role.FOSTER_CARE_CONSULTANT),
    "school_administration_unit": (Role.SCHOOL_ADMINISTRATION,),
    "national_agency": (Role.AGENCY_ADVISOR, Role.SYSTEM_ADMINISTRATOR),
    "youth_guidance": (Role.YOUTH_GUIDE,),
    "other": (Role.HEALTH_NURSE, Role.SUPERVISION_AUTHORITY),
}
"""Which jobs exist at which kind of organisation (`organisation_kinds` of the code lists)."""


AREAS = {
    P.CHILD_VIEW: "child_basics",
    P.PLACEMENT_REASON_VIEW: "placement_reason",
    P.ATTENDANCE_VIEW: "absence",
    P.CONVERSATION_VIEW: "conversation",
}
"""What lets one read an area of the matrix."""


@kept
def grants(role: Role) -> frozenset[P]:
    """Everything a role may do, from the matrix and from HANDS."""
    read = {permission for permission, area in AREAS.items() if "R" in cell(role, area)}
    if role is THE_CHILD:
        read.discard(P.ATTENDANCE_VIEW)
    team = {P.NOT_ATTENDING_WRITE, P.DEADLINE_VIEW} if role in THE_TEAM else set()
    if role in THE_TEAM and "absence_follow_up" in fields_of(role, "absence"):
        team.add(P.ABSENCE_ANSWER)
    if role in THE_TEAM and fields_of(role, "conversation").get("statements", "counts") != "counts":
        team.add(P.STATEMENT_WRITE)
    if role in KEEPS_THE_TRACK:
        team.add(P.STATEMENT_ANSWER)
    if role in HOLDS_CONVERSATIONS:
        team.add(P.CONVERSATION_HOLD)
    if cell(role, "programme") != "-" and role not in OF_THE_AGENCY:
        team.add(P.WORK_SEE)
    return frozenset(read | team) | HANDS.get(role, frozenset())


@kept
def roles_with(permission: P) -> tuple[Role, ...]:
    return tuple(role for role in Role if permission in grants(role))


@kept
def fields_of(role: Role, area: str) -> Mapping[str, str]:
    """The fields of an area that a role sees, each with how much (`access_levels`).

    R and CR: every field in full. R* and CR*: what access_fields.csv lists, nothing else.
    """
    allowed = cell(role, area)
    if "R" not in allowed:
        return {}
    if "*" not in allowed:
        fields = code_list("access_fields").values()
        return {field["id"]: "full" for field in fields if field["area"] == area}
    rows = read_csv("access_fields.csv")
    return {r["field"]: r["access"] for r in rows if (r["role"], r["area"]) == (role, area)}


@kept
def cell(role: Role, area: str) -> str:
    """One cell of the permission matrix as it stands: C, R, R*, CR, CR*, counts, log, - ..."""
    return next(r[area] for r in read_csv("permission_matrix.csv") if r["role"] == role)
