"""What stands in the addresses of the house tests: one organisation of every kind, and a thing of each
kind at Maja and in Solvang."""

from datetime import timedelta

import pytest
from django.utils import timezone

from skolespor.accounts.models import Deputy, Invitation, Organisation
from skolespor.attendance.models import ReducedTimetable
from skolespor.calendar.models import Holiday
from skolespor.children.models import BreakGlass, Custody, MatchOffer, Naming, NetworkSeat
from skolespor.conversations.models import Conversation
from skolespor.deadlines.models import Deadline
from skolespor.direction.models import CommonDirection, DirectionVersion
from skolespor.imports.models import ColumnName, Hosted, Upload
from skolespor.notices.models import Notice
from skolespor.programme.models import Course, Day, Evaluation, FollowUp, Participant
from skolespor.programme.rules.application import half_year_of
from skolespor.promises.models import Statement
from skolespor.reviews.models import Answerer, Focus, LineInRound, Round
from skolespor.reviews.queries.rounds import content
from skolespor.reviews.rules.instrument import to_stored
from skolespor.tracks.models import Measure, Meeting, Partner, Proposal, Track, TrackStep, Value
from tests.days import LAST_SUMMER
from tests.house.people import Places


@pytest.fixture
def places(house, solvang, agency, maja, familieteamet, lindeskolen, family_bo, bakkehuset):
    """One organisation of every kind; those that can hold a seat at Maja do."""
    at = {
        "municipality": solvang,
        "school": lindeskolen,
        "childrens_home": bakkehuset,
        "foster_family": family_bo,
        "authority_team": familieteamet,
        "national_agency": agency,
    }
    for kind in ("ppr", "school_administration_unit", "youth_guidance", "other"):
        at[kind] = house(kind, f"{kind} i Solvang", solvang)
    Organisation.objects.filter(pk=lindeskolen.pk).update(municipality=solvang)
    NetworkSeat.objects.get_or_create(child=maja, organisation=bakkehuset, since=LAST_SUMMER)
    return Places(at)


@pytest.fixture
def numbers(places, maja, emil, worker_wilma, head_hanne, teacher_tim, today):
    """What stands in the addresses: things at Maja and in Solvang."""
    job = worker_wilma.jobs.get()
    glass = BreakGlass.objects.create(child=maja, job=job, reason="Barnet er ikke kommet hjem")
    custody = Custody.objects.create(
        child=maja, name="Mie", relation="mother", is_shared=False, source="cpr", since=LAST_SUMMER
    )
    offer = MatchOffer.objects.create(
        new=emil, known=maja, created_by_organisation=places.at["school"]
    )
    invitation = Invitation.objects.create(
        email="ny@example.invalid",
        name="Ny",
        organisation=places.at["school"],
        role="school_staff",
        fingerprint="f",
        expires_on=today + timedelta(days=7),
    )
    deputy = Deputy.objects.create(
        job=job, user=teacher_tim, since=today, until=today, named_by=head_hanne
    )
    holiday = Holiday.objects.create(
        municipality=places.at["municipality"],
        name="Efterårsferie",
        since=today,
        until=today,
        set_by=head_hanne,
    )
    sender = {"sender": places.at["municipality"], "by": head_hanne}
    upload = Upload.objects.create(**sender, kind="absence", stored="x", size=1)
    name = ColumnName.objects.create(
        municipality=places.at["municipality"],
        kind="absence",
        heading="x",
        field="share",
        set_by=head_hanne,
    )
    hosted = Hosted.objects.create(
        sender=places.at["school"].home_municipality,
        acting=places.at["municipality"],
        cpr="7104150002",
        since=LAST_SUMMER,
        facts={"type": "childrens_home", "place_name": "", "until": ""},
    )
    reduced = ReducedTimetable.objects.create(
        child=maja,
        since=today,
        until=today,
        hours_before=28,
        hours_now=8,
        reason="x",
        return_plan="x",
        agreed_by=head_hanne,
    )
    late = Deadline.objects.create(
        child=maja,
        rule="dl_statement_from_current_place",
        ref="x",
        number=1,
        happened_on=today,
        due=today - timedelta(days=1),
        state="open",
        owner="case_worker",
        made_on=today,
    )
    said = Statement.objects.create(
        child=maja,
        what="words",
        said_on=today,
        sharing="may_share",
        adult=teacher_tim,
        written_by=teacher_tim,
    )
    course = Course.objects.create(
        municipality=places.at["municipality"].code,
        state="advisory_days",
        received_on=today,
        reply_due=today,
    )
    there = Participant.objects.create(
        course=course,
        name="x",
        email="x@example.invalid",
        line="school",
        joined_at=timezone.now(),
        is_lead=True,
    )
    talk = Conversation.objects.create(
        child=maja,
        adult=teacher_tim,
        band="age_10_13",
        offered_on=today,
        offered_by=teacher_tim,
    )
    texts = {"vision": "Alle går i skole."}
    direction = CommonDirection.objects.create(
        municipality=places.at["municipality"], texts=texts, edited_by=head_hanne
    )
    DirectionVersion.objects.create(direction=direction, number=1, texts=texts, sent_by=head_hanne)
    review = Round.objects.create(
        municipality=places.at["municipality"],
        instrument=to_stored(content()),
        answer_by=today,
        begun_on=today,
        begun_by=head_hanne,
    )
    of_line = LineInRound.objects.create(round=review, line="school")
    answerer = Answerer.objects.create(
        line=of_line, name="Ny", email="ny@example.invalid", expires_on=today, invited_by=head_hanne
    )
    focus = Focus.objects.create(
        municipality=places.at["municipality"],
        place=1,
        words="x",
        why="x",
        chosen_on=today,
        chosen_by=head_hanne,
    )
    return {
        **of_a_track(places.at["municipality"], head_hanne, today),
        "round_id": review.pk,
        "answerer_id": answerer.pk,
        "focus_id": focus.pk,
        "theme": "sr_child_voice",
        "statement": "sr_6_1",
        "statement_id": said.pk,
        "conversation_id": talk.pk,
        "agreement_id": reduced.pk,
        "item_id": late.pk,
        "hosted_id": hosted.pk,
        "upload_id": upload.pk,
        "name_id": name.pk,
        "child_id": maja.pk,
        "pk": maja.pk,
        "seat_id": maja.seats.get(organisation=places.at["school"]).pk,
        "naming_id": Naming.objects.get(job__user=teacher_tim).pk,
        "job_id": job.pk,
        "user_id": worker_wilma.pk,
        "organisation_id": places.at["school"].pk,
        "municipality_id": places.at["municipality"].pk,
        "holiday_id": holiday.pk,
        "custody_id": custody.pk,
        "offer_id": offer.pk,
        "glass_id": glass.pk,
        "invitation_id": invitation.pk,
        "deputy_id": deputy.pk,
        "notice_id": Notice.objects.create(user=teacher_tim, kind="x", key="x").pk,
        "number": 1,
        "line": "school",
        "phase": "ph_2_handover_start",
        "how": "tak",
        "name": "offer",
        "language": "da",
        "course_id": course.pk,
        "participant_id": there.pk,
        "day_id": Day.objects.create(course=course, on=today, format="meeting").pk,
        "follow_up_id": FollowUp.objects.create(course=course, occasion="year", due=today).pk,
        "evaluation_id": Evaluation.objects.create(
            course=course, round="end", opened_on=today, answer_by=today
        ).pk,
        "round": "half_year",
        "written": "plan",
        "file_id": course.files.create(stored="x", kind="pdf", size=1, digest="x").pk,
        "part": "school",
        "step": "pause",
        "half_year": half_year_of(today),
        "rule": "dl_gap_day_5",
        "field": "health_for_school",
        "form": "create-child",
        "subject": "new",
        "token": "no-such-link",
        "uidb36": "1",
        "key": "no-such-key",
    }


def of_a_track(municipality, by, today):
    """A track under way in Solvang, which nobody has the ball in, with a thing of each kind on it."""
    edited = {"edited_by": by, "edited_at": timezone.now()}
    track = Track.objects.create(
        municipality=municipality,
        title="x",
        why="x",
        state="at_running",
        missing_reason="x",
        agreed_on=today,
        begun_on=today,
        created_by=by,
        **edited,
    )
    measure = Measure.objects.create(
        track=track, title="x", counts="other", unit="x", definition="x", source="x", **edited
    )
    numbers = {"since": today, "until": today, "value": 1, "n": 1, "written_by": by}
    Proposal.objects.create(track=track, step="stop", why="x", by=by)
    step = TrackStep.objects.create(track=track, text="x", who="x", due_on=today, **edited)
    meeting = Meeting.objects.create(track=track, on=today, title="x", looks_at="x")
    return {
        "track_id": track.pk,
        "step_id": step.pk,
        "partner_id": Partner.objects.create(track=track, line="school", name="x").pk,
        "meeting_id": meeting.pk,
        "evidence_id": track.files.create(stored="y", kind="pdf", size=1, digest="x", by=by).pk,
        "value_id": Value.objects.create(measure=measure, **numbers).pk,
    }
