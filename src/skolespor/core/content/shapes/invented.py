"""The recipe for the invented town. No municipality, school or child in it is real."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from skolespor.core.content.shapes.base import (
    Count,
    File,
    Id,
    Item,
    Line,
    Percent,
    PlacementTypeId,
    RoleId,
    SchoolTypeId,
    Shape,
    Status,
    Text,
    Texts,
    To,
)

TownId = Annotated[str, To("invented", "opdigtet kommune")]
SchoolShares = dict[SchoolTypeId, Percent]
PlacementShares = dict[PlacementTypeId, Percent]
Group = Literal["foster", "home", "other"]


class Generator(Shape):
    seed: int
    school_year: Text
    as_of_date: date
    locale: Text


class Town(Shape):
    """`share_of_children` is a percentage; the three are 100 together."""

    code: Annotated[str, Field(pattern=r"^9\d{3}$")]
    name: Text
    inhabitants: Count
    share_of_children: Percent
    note_da: Text


class Profile(Line):
    """How many children a town of this size has; what is left out follows from the rest."""

    placed_0_17: Count | None = None
    placed_school_age: Count
    of_these_in_other_municipality: Count | None = None
    hosted_by_us_placed_by_others: Count
    status: Status


class Guess(Shape):
    """A share or distribution, and how sure it is."""

    status: Status
    source: Text | None = None
    text_da: Text | None = None
    note_en: Text | None = None


class Shares(Guess):
    shares: dict[Id, Percent]


class LegalShares(Guess):
    shares: dict[Annotated[str, To("legal_bases", "hjemmel")], Percent]


class PlanShares(Guess):
    shares: dict[Annotated[str, To("plan_statuses", "planstatus")], Percent]


class ConversationShares(Shares):
    declined_share_of_offers: Percent


class GroupShares(Guess):
    shares: dict[Group, Percent]


class Share(Guess):
    share: Percent


class Weights(Guess):
    """Percent of the children by age in whole years."""

    weights: dict[int, Percent]


class PlacementTypes(Guess):
    foster: PlacementShares
    home: PlacementShares
    other: PlacementShares


class SchoolTypes(Guess):
    foster: SchoolShares
    home: SchoolShares
    other: SchoolShares
    overall_target: SchoolShares
    rules_en: Texts


class GradeByAge(Guess):
    base: Text
    one_year_behind_share: Percent
    one_year_ahead_share: Percent


class Curve(Shape):
    """A statistical distribution with the numbers it needs."""

    distribution: Text
    mean: float | None = None
    median: float | None = None
    shape: float | None = None
    sigma: float | None = None
    sd: float | None = None
    min: float | None = None
    max: float | None = None


class ChangedByAge(Shape):
    up_to_11: Percent
    over_11: Percent


class SchoolChanges(Guess):
    by_age: ChangedByAge
    overall_target: Percent
    number_of_changes_if_any: Curve


class GapCheck(Shape):
    share_over_26_weeks: Percent
    share_over_8_7_weeks: Percent
    mean_weeks_about: Count


class GapHistory(Guess):
    share_with_gap: Percent
    length_weeks: Curve
    check: GapCheck


class CurrentGap(Guess):
    count: Count
    school_days_so_far: list[Count]


class AbsenceTarget(Shape):
    mean: float
    share_over_10_percent: Percent


class Absence(Guess):
    by_group: dict[Group, Curve]
    max: Percent
    overall_target: AbsenceTarget
    split: dict[Annotated[str, To("absence_categories", "fravær")], Percent]
    unlawful_15_in_quarter_target_share: Percent


class Marks(Guess):
    share_with_result: Percent
    value: Curve


class Wellbeing(Guess):
    value: Curve
    share_answered: Percent


class Unanswered(Guess):
    share_of_children_with_one_open: Percent
    share_overdue_of_open: Percent


class SiblingGroup(Shape):
    size: Count
    same_place: bool


class Siblings(Guess):
    groups: list[SiblingGroup]


class Birthdays(Guess):
    must_exist: list[float]


class Distributions(Shape):
    sex: Shares
    age: Weights
    placement_group: GroupShares
    placement_type_within_group: PlacementTypes
    legal_basis: LegalShares
    lives_in_other_municipality: Share
    school_type_by_group: SchoolTypes
    grade: GradeByAge
    ever_changed_school: SchoolChanges
    gap_history: GapHistory
    current_gap: CurrentGap
    absence_percent: Absence
    grade_average_danish_maths: Marks
    wellbeing: Wellbeing
    plan_status: PlanShares
    learning_conversations_in_last_year: ConversationShares
    unanswered_child_statements: Unanswered
    protected_address: Share
    custody: Shares
    siblings: Siblings
    needs_interpreter: Share
    birthdays_within_six_months: Birthdays


class School(Shape):
    """A number of its own series, so that it can never be a real school."""

    number: Annotated[str, Field(pattern=r"^9\d{5}$")]
    municipality: TownId
    name_da: Text
    type: SchoolTypeId
    preparedness: Annotated[str, To("preparedness_statuses", "beredskabsstatus")]
    quality_agreement_until: date | None = None


class Schools(Shape):
    number_prefix: Text
    number_length: Count
    items: list[School]


class Home(Item):
    prefixes: ClassVar = ("hm",)

    municipality: TownId
    name_da: Text
    type: PlacementTypeId
    places: Count
    staff: Count


class FosterFamilies(Shape):
    count: Count
    children_per_family: dict[Literal["one", "two", "three"], Count]


class Organisations(Shape):
    schools: Schools
    homes: list[Home]
    foster_families: FosterFamilies


class StaffCount(Shape):
    role: RoleId
    count: Count


class Staff(Shape):
    text_da: Text
    status: Status
    note_da: Text
    counts: list[StaffCount]
    per_school: dict[RoleId, Count]


class SignIn(Item):
    """A person one can sign in as in the demo."""

    prefixes: ClassVar = ("si",)

    role: RoleId
    municipality: TownId | None
    organisation: Text | None = None
    name_da: Text
    sees_da: Text
    age: Count | None = None


class SignIns(Shape):
    text_da: Text
    status: Status
    items: list[SignIn]


class Names(Shape):
    text_da: Text
    first_names: Texts
    last_name_initials: Texts
    display: Text


class Identifiers(Shape):
    cpr_rule_en: Text
    cpr_example_format: Text
    masked_display: Text


class ReviewLevel(Shape):
    lines_answered: Count
    dont_know_share: Percent
    spread_of_two_or_more_share: Percent


class TrackLevel(Shape):
    count: Count
    states: list[Annotated[str, To("track_states", "status på handlespor")]]


class CourseLevel(Shape):
    stage: Annotated[str, To("stages_of_course", "trin i forløbet")]
    days_held: Count
    days_planned: Count


class MunicipalityLevel(Shape):
    self_review: ReviewLevel
    action_tracks: TrackLevel
    advisory_course: CourseLevel


class QualityCheck(Line):
    prefixes: ClassVar = ("qc",)


class SyntheticPopulation(File):
    generator: Generator
    municipalities: list[Town]
    profiles: list[Profile]
    default_profile: Annotated[str, To("profiles", "profil")]
    distributions: Distributions
    organisations: Organisations
    staff: Staff
    sign_ins: SignIns
    names: Names
    identifiers: Identifiers
    municipality_level: MunicipalityLevel
    quality_checks: list[QualityCheck]
