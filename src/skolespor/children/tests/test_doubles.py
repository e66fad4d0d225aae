"""The same child twice: asked of those who have it, never opened, gathered with both histories."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children import access
from skolespor.children.actions.doubles import merge, offer_matches, possible_doubles, say_different
from skolespor.children.events import NAMED_FOR_CHILD
from skolespor.children.models import Child, MatchOffer, PracticalNote
from skolespor.children.queries.people import looks
from skolespor.core.errors import RuleBroken
from skolespor.core.fields import blind_index
from skolespor.notices.actions import tell
from skolespor.notices.models import Notice


def sees(user, child):
    return child in access.children_where(user, Permission.CHILD_VIEW)


@pytest.fixture
def twin(new_child):
    """Makes one who may be Maja: `twin(last_name="Berg")`."""

    def make(first_name="Maja", last_name="Ager", birth_year=2016, cpr="", **facts):
        index = blind_index("cpr", cpr) if cpr else ""
        return new_child(first_name, last_name, birth_year, cpr=cpr, cpr_index=index, **facts)

    return make


@pytest.fixture
def double(twin, lives, learns, family_dam, lindeskolen):
    """Maja as the host school wrote her down: with another family."""
    double = twin(birth_date=date(2016, 5, 4))
    lives(double, family_dam)
    learns(double, lindeskolen, class_name="3.B")
    return double


@pytest.fixture
def offer(maja, double, lindeskolen, head_hanne):
    return offer_matches(child=double, created_by=lindeskolen, by=head_hanne)[0]


# Who may be the same


def test_the_same_name_and_year_may_be_the_same(maja, twin):
    assert list(possible_doubles(twin("MAJA", "ager"))) == [maja]


def test_another_name_or_year_is_another_child(maja, twin):
    for other in (twin(last_name="Berg"), twin(birth_year=2015), twin("Maia")):
        assert maja not in possible_doubles(other)


def test_the_same_number_is_the_same_whatever_the_name(twin):
    known = twin("Malik", cpr="6405160002")
    assert list(possible_doubles(twin("Maja", cpr="6405160002"))) == [known]


def test_two_numbers_are_two_children(twin):
    twin(cpr="6405160002")
    assert list(possible_doubles(twin(cpr="6405160004"))) == []


def test_without_a_last_name_only_ones_own_municipality_is_asked(maja, twin, ellevang):
    assert list(possible_doubles(twin(last_name=""))) == [maja]
    assert list(possible_doubles(twin(last_name="", acting_municipality=ellevang))) == []


def test_a_child_that_was_merged_away_is_nobodys_double(maja, double, twin):
    double.merged_into = maja
    double.save()
    assert list(possible_doubles(twin())) == [maja]


def test_those_who_decide_are_asked_and_told_no_name(
    offer, coordinator_karen, leader_lis, maja, double, lindeskolen, head_hanne, twin
):
    offer_matches(child=twin(), created_by=lindeskolen, by=head_hanne)
    told = Notice.objects.filter(kind="children.possible_double")
    assert {notice.user for notice in told} == {coordinator_karen, leader_lis}
    assert {notice.child_id for notice in told} == {None}


def test_neither_opens_the_other(offer, head_hanne, foster_freja, foster_frank, maja, double):
    assert sees(foster_freja, maja) and not sees(foster_freja, double)
    assert sees(foster_frank, double) and not sees(foster_frank, maja)


# The answer


def test_two_children_stay_two(offer, coordinator_karen, maja, double):
    say_different(offer=offer, by=coordinator_karen)
    offer.refresh_from_db()
    double.refresh_from_db()
    assert (offer.answer, offer.answered_by) == ("different", coordinator_karen)
    assert double.merged_into is None


def test_only_the_acting_municipality_answers(
    offer, coordinator_kim, leader_lone, worker_wilma, head_hanne, admin_inge
):
    for by in (coordinator_kim, leader_lone, worker_wilma, head_hanne, admin_inge):
        for answer in (merge, say_different):
            with pytest.raises(PermissionDenied):
                answer(offer=offer, by=by)


def test_an_answer_is_given_once(offer, coordinator_karen, leader_lis):
    merge(offer=offer, by=coordinator_karen)
    for answer in (merge, say_different):
        with pytest.raises(RuleBroken) as met:
            answer(offer=offer, by=leader_lis)
        assert met.value.code == "already.done"


def rows_about(*children):
    """Every row of every table that points to one of the children, by table and key."""
    found = {}
    for relation in Child._meta.related_objects:
        if relation.related_model in (MatchOffer, Child):
            continue
        manager = relation.related_model._base_manager
        rows = manager.filter(**{f"{relation.field.name}__in": children})
        found[relation.related_model._meta.label] = set(rows.values_list("pk", flat=True))
    return found


def test_all_rows_of_both_are_kept_and_stand_at_the_known_child(
    offer, coordinator_karen, worker_wilma, teacher_tim, mother_mie, maja, double
):
    double.custodies.create(
        name="Mie", relation="mother", is_shared=False, source="told", since="2020-01-01"
    )
    double.corrections.create(about="child", about_id=1, before={}, reason="x y", by=worker_wilma)
    before = rows_about(maja, double)
    merge(offer=offer, by=coordinator_karen)
    assert rows_about(maja) == before
    assert all(not left for left in rows_about(double).values())


def test_of_two_homes_in_the_same_days_the_acting_municipalitys_stands(
    offer, coordinator_karen, maja, family_bo, family_dam
):
    merge(offer=offer, by=coordinator_karen)
    standing = maja.placements.filter(withdrawn_at=None)
    assert [place.organisation for place in standing] == [family_bo]
    assert maja.placements.exclude(withdrawn_at=None).get().organisation == family_dam


def test_the_family_where_the_child_does_not_live_is_out_at_once(
    offer, coordinator_karen, foster_freja, foster_frank, maja
):
    merge(offer=offer, by=coordinator_karen)
    assert sees(foster_freja, maja)
    assert not sees(foster_frank, maja)


def test_an_authoritys_own_newer_record_stands(
    double, maja, coordinator_karen, worker_otto, familieteamet, foster_freja, foster_frank
):
    offer = offer_matches(child=double, created_by=familieteamet, by=worker_otto)[0]
    merge(offer=offer, by=coordinator_karen)
    assert sees(foster_frank, maja)
    assert not sees(foster_freja, maja)


def test_the_same_school_twice_keeps_its_named_teacher(
    offer, coordinator_karen, teacher_tim, maja, double
):
    merge(offer=offer, by=coordinator_karen)
    assert maja.enrolments.filter(withdrawn_at=None).count() == 1
    assert sees(teacher_tim, maja)


def test_two_different_schools_at_once_both_stand(
    twin, learns, maja, engskolen, lindeskolen, head_hans, coordinator_karen
):
    double = twin()
    learns(double, engskolen)
    merge(
        offer=offer_matches(child=double, created_by=engskolen, by=head_hans)[0],
        by=coordinator_karen,
    )
    schools = maja.enrolments.filter(withdrawn_at=None).values_list("school", flat=True)
    assert set(schools) == {engskolen.pk, lindeskolen.pk}


def test_what_was_empty_is_filled_and_nothing_is_written_over(
    offer, coordinator_karen, maja, double
):
    Child.objects.filter(pk=double.pk).update(cpr_index="f" * 64, last_name="Agerø")
    offer.refresh_from_db()
    merge(offer=offer, by=coordinator_karen)
    maja.refresh_from_db()
    assert (maja.last_name, maja.cpr_index) == ("Ager", "f" * 64)


def test_protection_of_either_protects_the_one(offer, coordinator_karen, maja, double):
    Child.objects.filter(pk=double.pk).update(is_protected=True)
    offer.refresh_from_db()
    merge(offer=offer, by=coordinator_karen)
    maja.refresh_from_db()
    assert maja.is_protected


def test_nobodys_words_are_lost(offer, coordinator_karen, worker_wilma, maja, double):
    for child, field, text in (
        (maja, "practical_permissions", "Må svømme"),
        (double, "practical_permissions", "Må cykle"),
        (double, "health_for_school", "Har astma"),
    ):
        PracticalNote.objects.create(child=child, field=field, text=text, edited_by=worker_wilma)
    merge(offer=offer, by=coordinator_karen)
    texts = {note.field: (note.text, note.version) for note in maja.practical_notes.all()}
    assert texts["practical_permissions"] == ("Må svømme\n\nMå cykle", 2)
    assert texts["health_for_school"] == ("Har astma", 1)


def test_the_log_of_both_is_read_together_also_of_a_double_of_the_double(
    offer, coordinator_karen, twin, lindeskolen, head_hanne, maja, double
):
    third = twin()
    for child in (maja, double, third):
        Entry.objects.create(kind="children.opened", child_id=child.pk)
    Child.objects.filter(pk=third.pk).update(merged_into=double)
    merge(offer=offer, by=coordinator_karen)
    assert looks(maja, reader=coordinator_karen).count() == 3


def test_a_childs_own_sign_in_goes_along(offer, coordinator_karen, person, maja, double):
    young = person("Maja")
    double.user = young
    double.save()
    double.seats.create(user=young, role=Role.CHILD, since="2025-08-01")
    merge(offer=MatchOffer.objects.get(), by=coordinator_karen)
    maja.refresh_from_db()
    assert maja.user == young
    assert sees(young, maja)


def test_notices_about_the_double_lead_to_the_child_that_is_kept(
    offer, coordinator_karen, teacher_nora, maja, double
):
    tell(NAMED_FOR_CHILD, [teacher_nora], key="naming-1", child_id=double.pk)
    merge(offer=offer, by=coordinator_karen)
    assert Notice.objects.get(user=teacher_nora).child_id == maja.pk


def test_a_third_that_may_be_both_is_asked_about_once(
    offer, coordinator_karen, twin, maja, lindeskolen, head_hanne
):
    third = twin()
    offer_matches(child=third, created_by=lindeskolen, by=head_hanne)
    merge(offer=offer, by=coordinator_karen)
    waiting = MatchOffer.objects.filter(new=third, known__merged_into=None, answer="waiting")
    assert [asked.known for asked in waiting] == [maja]


def test_a_question_that_the_double_raised_about_a_third_is_kept(
    offer, coordinator_karen, head_hanne, maja, double, twin, lindeskolen
):
    third = twin(first_name="Mia")
    MatchOffer.objects.create(new=double, known=third, created_by_organisation=lindeskolen)
    merge(offer=offer, by=coordinator_karen)
    assert MatchOffer.objects.get(known=third).new == maja


def test_a_merge_that_is_cut_off_changes_nothing(
    monkeypatch, offer, coordinator_karen, maja, double
):
    def broken(*args, **kwargs):
        raise ConnectionError

    before = rows_about(maja), rows_about(double)
    monkeypatch.setattr(models.Model, "save", broken)
    with pytest.raises(ConnectionError):
        merge(offer=offer, by=coordinator_karen)
    monkeypatch.undo()
    assert (rows_about(maja), rows_about(double)) == before
    offer.refresh_from_db()
    assert offer.answer == "waiting"
