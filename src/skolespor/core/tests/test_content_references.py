"""Every reference of the content is followed: one broken example of each kind is named exactly."""

import pytest

from skolespor.core.content.references import CHECKS

pytestmark = pytest.mark.once


def test_the_shipped_content_is_without_faults(problems):
    assert problems() == []


IDS = [
    (
        ("consent_matrix.yaml", "id: cm_contact\n", "id: xx_contact\n"),
        ["consent_matrix.yaml, xx_contact: Koden skal begynde med cm_."],
    ),
    (
        ("conversation_guide.yaml", "id: faces_five", "id: th_faces"),
        ["conversation_guide.yaml, scales, th_faces: Koder med th_ hører til et andet sted."],
    ),
    (
        ("consent_matrix.yaml", "id: cm_lay_advocate\n", "id: cm_return_home\n"),
        ["consent_matrix.yaml, cm_return_home: Koden findes to gange."],
    ),
    (
        ("ui_texts.yaml", "tone_rules:\n", "tone_rules:\n" + "  - {id: x, da: x, en: x}\n" * 2),
        ["ui_texts.yaml, tone_rules: Koden »x« findes to gange."],
    ),
    (
        ("plan_criteria.yaml", "    order: 2\n", "    order: 1\n"),
        ["plan_criteria.yaml, criteria: To står som nummer 1."],
    ),
    (
        ("tools.yaml", "file: tools.yaml", "file: knowledge.yaml"),
        ["tools.yaml, meta, file: Her står »knowledge.yaml«."],
    ),
]

POINTERS = [
    (
        ("deadlines.yaml", "responsible_role: case_worker", "responsible_role: case_worcer"),
        ["deadlines.yaml, dl_notification_assess: »case_worcer« findes ikke som rolle."],
    ),
    (
        ("deadlines.yaml", "screen: notification", "screen: notice"),
        ["deadlines.yaml, dl_notification_assess: »notice« findes ikke som skærm."],
    ),
    (
        ("legal_guide.yaml", "process_step: goals_plan", "process_step: plan"),
        ["legal_guide.yaml, lg_purpose: »plan« findes ikke som skærm."],
    ),
    (
        ("deadlines.yaml", "trigger: notification_received", "trigger: notice"),
        ["deadlines.yaml, dl_notification_assess: »notice« findes ikke som udløser."],
    ),
    (
        ("deadlines.yaml", "calendar: working_days}", "calendar: bank_days}"),
        ["deadlines.yaml, dl_notification_receipt, offset: »bank_days« findes ikke som kalender."],
    ),
    (
        ("deadlines.yaml", "severity: blocks", "severity: stops"),
        ["deadlines.yaml, dl_notification_assess: »stops« findes ikke som alvor."],
    ),
    (
        ("transitions.yaml", "due_rule_id: dl_preparedness_yearly", "due_rule_id: dl_gone"),
        ["transitions.yaml, md_0_guide: »dl_gone« findes ikke som frist."],
    ),
    (
        ("tools.yaml", "linked_knowledge: [", "linked_knowledge: [kn_gone, "),
        ["tools.yaml, tl_paired_reading: »kn_gone« findes ikke som viden."],
    ),
    (
        ("knowledge.yaml", "related_tools: [", "related_tools: [tl_gone, "),
        ["knowledge.yaml, kn_school_protective: »tl_gone« findes ikke som redskab."],
    ),
    (
        ("access_fields.csv", "child,mapping,strengths,full", "child,mapping,strengths,half"),
        ["access_fields.csv, række 2: »half« findes ikke som adgang."],
    ),
    (
        ("reference_values.csv", ",exam_completed,yes,placed", ",exams,yes,placed"),
        ["reference_values.csv, række 2: »exams« findes ikke som indikator."],
    ),
    (
        ("scenarios.yaml", "covers: [dl_plan_before", "covers: [dl_gone, dl_plan_before"),
        ["scenarios.yaml, sc_02: »dl_gone« findes ikke som tekst, regel eller skærm."],
    ),
    (
        ("scenarios.yaml", "criterion: pc_promises_carried", "criterion: pc_gone"),
        ["scenarios.yaml, sc_19, expected, criterion: »pc_gone« findes ikke som krav til planen."],
    ),
    (
        (
            "synthetic_population.yaml",
            '{id: si_case_worker, role: case_worker, municipality: "9001"',
            '{id: si_case_worker, role: case_worker, municipality: "0461"',
        ),
        ["synthetic_population.yaml, si_case_worker: »0461« findes ikke som opdigtet kommune."],
    ),
    (
        ("advisory_course.yaml", "public_status: ps_", "public_status: ps_gone_"),
        ["advisory_course.yaml, st_inquiry: »ps_gone_received« findes ikke som offentlig status."],
    ),
]

PERIODS = [
    (
        ("mapping_instruments.yaml", "valid_to: null", "valid_to: 1999-12-31"),
        ["mapping_instruments.yaml, mi_learning_conversation: Sidste dag er før første dag."],
    ),
    (
        ("deadlines.yaml", '"Kvittér for underretningen"', '"Vurdér underretningen"'),
        ["deadlines.yaml, dl_notification_receipt: Gælder samtidig med dl_notification_assess."],
    ),
    (
        ("consent_matrix.yaml", "from_years: 12", "from_years: 11"),
        [
            "consent_matrix.yaml, age_bands: Aldrene skal følge efter hinanden uden huller og overlap."
        ],
    ),
    (
        ("code_lists.yaml", "from: 2.1", "from: 2.0"),
        ["code_lists.yaml, lists, wellbeing_bands, band_2: Overlapper band_1."],
    ),
    (
        ("scenarios.yaml", "qt_2026_2, from: 2026-04-01", "qt_2026_2, from: 2026-04-02"),
        ["scenarios.yaml, qt_2026_2: Begynder ikke dagen efter qt_2026_1."],
    ),
    (
        (
            "scenarios.yaml",
            "{from: 2026-05-25, to: 2026-05-25",
            "{from: 2026-05-15, to: 2026-05-25",
        ),
        [
            (
                "scenarios.yaml, model_calendar, 2025/26: "
                "2. pinsedag overlapper Kristi himmelfart og fredag."
            ),
            "scenarios.yaml, model_calendar, 2025/26: Giver 195 skoledage.",
            "scenarios.yaml, qt_2026_2: Giver 50 skoledage.",
        ],
    ),
]

NUMBERS = [
    (
        ("scenarios.yaml", "plan_due: 2026-12-14", "plan_due: 2026-12-15"),
        [
            "scenarios.yaml, sc_01, expected, plan_due: Her står 2026-12-15, men reglerne giver 2026-12-14."
        ],
    ),
    (
        ("scenarios.yaml", "start_meeting_due: 2026-10-07", "start_meeting_due: 2026-10-14"),
        [
            (
                "scenarios.yaml, sc_06, expected, start_meeting_due: "
                "Her står 2026-10-14, men reglerne giver 2026-10-07."
            )
        ],
    ),
    (
        ("deadlines.yaml", "{n: 42, unit: day", "{n: 43, unit: day"),
        [
            (
                "scenarios.yaml, sc_01, expected, first_conversation_due: "
                "Her står 2026-11-03, men reglerne giver 2026-11-04."
            )
        ],
    ),
    (
        ("scenarios.yaml", "[2026-10-23, 2026-10-30, 2026-11-06]", "[2026-10-23, 2026-10-30]"),
        [
            (
                "scenarios.yaml, sc_04, expected, weekly_status: Her står 2026-10-23, 2026-10-30, "
                "men reglerne giver 2026-10-23, 2026-10-30, 2026-11-06."
            )
        ],
    ),
    (
        ("scenarios.yaml", "notify_at_days: 6", "notify_at_days: 5"),
        ["scenarios.yaml, sc_28, expected, notify_at_days: Her står 5, men reglerne giver 6."],
    ),
    (
        ("scenarios.yaml", "mean_of_lines: 2.3", "mean_of_lines: 2.4"),
        ["scenarios.yaml, sc_45, expected, mean_of_lines: Her står 2.4, men reglerne giver 2.3."],
    ),
]


@pytest.mark.parametrize(
    "broken", [IDS, POINTERS, PERIODS, NUMBERS], ids=["ids", "pointers", "periods", "numbers"]
)
def test_everything_that_is_broken_is_named_and_nothing_else(edit, problems, broken):
    for change, _expected in broken:
        edit(*change)
    assert problems() == sorted(line for _change, lines in broken for line in lines)


def test_a_number_that_cannot_be_worked_out_is_named(edit, problems):
    edit("scenarios.yaml", "school_answers: [3, 4, 4, 4, 5]", "school_answers: []")
    assert problems() == [
        f"scenarios.yaml, sc_45, expected, {name}: Kan ikke regnes ud af reglerne."
        for name in ("line_values", "mean_of_lines", "spread")
    ]


def test_every_check_belongs_to_a_file_that_says_what_it_is_about():
    assert all(
        check.__module__.startswith("skolespor.core.content.references.") for check in CHECKS
    )
