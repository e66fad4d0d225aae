"""Jobs, deputies, places and settings: what happens, what is refused, and who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts import actions, queries
from skolespor.accounts.models import Deputy, JobSeat, LocalRule
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken

MEETING = "dl_start_meeting"
LAW = "dl_examination_four_months"


def refused(code):
    return pytest.raises(RuleBroken, match=f"^{code}$")


# Jobs


def test_further_job_is_given(admin_inge, teacher_nora, engskolen, today, kinds):
    facts = {"organisation": engskolen, "role": Role.SCHOOL_STAFF, "since": today}
    job = actions.give_job(user=teacher_nora, by=admin_inge, **facts)
    assert teacher_nora.jobs.count() == 2
    assert (job.since, job.until) == (today, None)
    assert kinds() == ["accounts.job_given"]


def test_same_job_is_not_given_twice(admin_inge, head_hans, engskolen, today):
    facts = {"organisation": engskolen, "role": Role.HEAD_TEACHER, "since": today}
    with refused("job.twice"):
        actions.give_job(user=head_hans, by=admin_inge, **facts)


def test_administrator_gives_herself_nothing(admin_inge, solvang, today):
    facts = {"organisation": solvang, "role": Role.LEARNING_COORDINATOR, "since": today}
    with refused("job.self"):
        actions.give_job(user=admin_inge, by=admin_inge, **facts)


def test_administrator_gives_no_job_in_another_municipality(
    admin_inge, teacher_nora, lindeskolen, today
):
    facts = {"organisation": lindeskolen, "role": Role.SCHOOL_STAFF, "since": today}
    with pytest.raises(PermissionDenied):
        actions.give_job(user=teacher_nora, by=admin_inge, **facts)


def test_job_gets_a_last_day(admin_inge, head_hans, tomorrow, kinds):
    job = head_hans.jobs.get()
    actions.end_job(job=job, until=tomorrow, by=admin_inge)
    assert (job.until, job.closed_at) == (tomorrow, None)
    assert kinds() == ["accounts.job_ended"]


def test_last_day_cannot_have_passed(admin_inge, head_hans, yesterday):
    with refused("job.end_passed"):
        actions.end_job(job=head_hans.jobs.get(), until=yesterday, by=admin_inge)


def test_job_is_closed_at_once_with_a_reason_that_nobody_reads_in_the_log(
    admin_inge, head_hans, today, kinds
):
    job = head_hans.jobs.get()
    actions.close_job(job=job, reason="Bortvist i dag", by=admin_inge)
    job.refresh_from_db()
    assert (job.until, job.closed_reason) == (today, "Bortvist i dag")
    assert job.closed_at is not None
    assert kinds() == ["accounts.job_closed"]
    assert "Bortvist" not in str(list(Entry.objects.values()))


def test_job_that_has_not_begun_can_be_closed(admin_inge, person, engskolen, tomorrow):
    ny = person("Ny Nielsen", Role.SCHOOL_STAFF, engskolen, since=tomorrow)
    actions.close_job(job=ny.jobs.get(), reason="Kommer ikke alligevel", by=admin_inge)
    assert ny.jobs.get().until == tomorrow


@pytest.mark.parametrize("again", ["close", "end"])
def test_what_is_closed_stays_closed(admin_inge, head_hans, tomorrow, again):
    job = head_hans.jobs.get()
    actions.close_job(job=job, reason="Bortvist i dag", by=admin_inge)
    with refused("job.ended"):
        if again == "close":
            actions.close_job(job=job, reason="En gang til", by=admin_inge)
        else:
            actions.end_job(job=job, until=tomorrow, by=admin_inge)


def test_administrator_does_not_end_or_close_her_own_job(admin_inge, tomorrow):
    own = admin_inge.jobs.get()
    with refused("job.self"):
        actions.close_job(job=own, reason="Jeg er færdig", by=admin_inge)
    with refused("job.self"):
        actions.end_job(job=own, until=tomorrow, by=admin_inge)


def test_closing_takes_a_reason(admin_inge, head_hans):
    with refused("close.no_reason"):
        actions.close_job(job=head_hans.jobs.get(), reason="Nej", by=admin_inge)


@pytest.mark.parametrize("stranger", ["head_hanne", "leader_lis", "teacher_nora"])
def test_others_neither_end_nor_close_jobs(request, head_hans, tomorrow, stranger):
    by, job = request.getfixturevalue(stranger), head_hans.jobs.get()
    with pytest.raises(PermissionDenied):
        actions.end_job(job=job, until=tomorrow, by=by)
    with pytest.raises(PermissionDenied):
        actions.close_job(job=job, reason="Vil ikke have ham", by=by)
    assert JobSeat.objects.get(pk=job.pk).until is None


# Deputies


@pytest.fixture
def name(leader_lis, worker_wilma, worker_otto, today):
    """Lis names Otto for Wilma from today for a week: `name(deputy=...)`."""

    def choose(**changes):
        facts = {"job": worker_wilma.jobs.get(), "deputy": worker_otto, "by": leader_lis}
        facts |= {"since": today, "until": today + timedelta(days=7)}
        return actions.name_deputy(**facts | changes)

    return choose


def test_leader_names_a_deputy(name, leader_lis, kinds):
    assert name().named_by == leader_lis
    assert kinds() == ["accounts.deputy_named"]


@pytest.mark.parametrize(
    ("deputy", "code"),
    [
        ("worker_wilma", "deputy.same"),
        ("worker_erik", "deputy.elsewhere"),
        ("leader_lis", "job.self"),
    ],
)
def test_deputy_is_a_colleague_and_neither_the_holder_nor_the_leader(request, name, deputy, code):
    with refused(code):
        name(deputy=request.getfixturevalue(deputy))
    assert not Deputy.objects.exists()


def test_nobody_stands_in_for_a_job_that_is_over_by_then(name, worker_wilma, today, tomorrow):
    worker_wilma.jobs.update(until=today)
    with refused("job.ended"):
        name(since=tomorrow)


def test_deputy_is_not_named_for_half_a_year(name, today):
    with refused("deputy.long"):
        name(until=today + timedelta(days=180))


@pytest.mark.parametrize("stranger", ["leader_lone", "worker_otto", "admin_inge"])
def test_others_name_no_deputies(request, name, stranger):
    with pytest.raises(PermissionDenied):
        name(by=request.getfixturevalue(stranger))


def test_deputy_is_ended_once(name, leader_lis, leader_lone, kinds):
    deputy = name()
    with pytest.raises(PermissionDenied):
        actions.end_deputy(deputy=deputy, by=leader_lone)
    actions.end_deputy(deputy=deputy, by=leader_lis)
    actions.end_deputy(deputy=deputy, by=leader_lis)
    assert kinds() == ["accounts.deputy_named", "accounts.deputy_ended"]


# Organisations and settings


def test_organisation_is_made_and_edited(admin_inge, solvang, kinds):
    facts = {"municipality": solvang, "by": admin_inge}
    school = actions.make_organisation(
        kind="school", name=" Ny Skole ", code="a00001", school_type="efterskole", **facts
    )
    assert (school.name, school.code, school.school_type) == ("Ny Skole", "A00001", "efterskole")
    actions.edit_organisation(organisation=school, name="Nyskolen", address="Vej 1", by=admin_inge)
    school.refresh_from_db()
    assert (school.name, school.address) == ("Nyskolen", "Vej 1")
    assert kinds() == ["accounts.organisation_made", "accounts.organisation_edited"]


def test_number_of_a_school_is_used_once(admin_inge, solvang, engskolen):
    with refused("organisation.taken"):
        actions.make_organisation(
            kind="school",
            name="En til",
            code=engskolen.code,
            school_type="efterskole",
            municipality=solvang,
            by=admin_inge,
        )


def test_others_make_and_edit_no_organisations(head_hans, admin_inge, solvang, lindeskolen):
    with pytest.raises(PermissionDenied):
        actions.make_organisation(kind="ppr", name="PPR", municipality=solvang, by=head_hans)
    with pytest.raises(PermissionDenied):
        actions.edit_organisation(organisation=lindeskolen, name="Min skole", by=admin_inge)


def test_settings_are_saved(admin_inge, solvang, kinds):
    facts = {"accent": "plum", "phone": "11 22 33 44", "duty_phone": "55 66 77 88"}
    actions.save_settings(municipality=solvang, by=admin_inge, **facts)
    solvang.refresh_from_db()
    assert {name: getattr(solvang, name) for name in facts} == facts
    assert kinds() == ["accounts.settings_saved"]


def test_own_cadence_holds_from_today_and_the_old_one_is_kept(admin_inge, solvang, today, kinds):
    yesterday = today - timedelta(days=1)
    facts = {"municipality": solvang, "rule": MEETING}
    LocalRule.objects.create(n=2, valid_from=yesterday, set_by=admin_inge, **facts)
    for n in (4, 5):
        actions.set_local_rule(n=n, by=admin_inge, **facts)
    assert queries.cadence(solvang, MEETING, day=yesterday).n == 2
    assert queries.cadence(solvang, MEETING, day=today).n == 5
    assert LocalRule.objects.count() == 2
    assert kinds() == ["accounts.rule_set"] * 2


@pytest.mark.parametrize(("rule", "n", "code"), [(LAW, 5, "rule.law"), (MEETING, 0, "rule.range")])
def test_law_and_nonsense_are_refused(admin_inge, solvang, rule, n, code):
    with refused(code):
        actions.set_local_rule(municipality=solvang, rule=rule, n=n, by=admin_inge)


def test_others_change_no_settings(head_hans, admin_inge, solvang, ellevang):
    for by, place in ((head_hans, solvang), (admin_inge, ellevang)):
        with pytest.raises(PermissionDenied):
            actions.set_local_rule(municipality=place, rule=MEETING, n=5, by=by)
        with pytest.raises(PermissionDenied):
            actions.save_settings(municipality=place, accent="plum", phone="", duty_phone="", by=by)
    assert not LocalRule.objects.exists()
