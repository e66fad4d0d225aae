"""What no single file can keep alone: law, access, words to children, figures, the invented town."""

import pytest

pytestmark = pytest.mark.once

LAW = [
    (
        ("decision_rights.yaml", "Kommunen har ansvaret", "must be checked. Kommunen har ansvaret"),
        [
            (
                "decision_rights.yaml, dr_daily_school_life: "
                "Står som »verified«, men siger selv, at det skal efterprøves."
            )
        ],
    ),
    (
        ("deadlines.yaml", 'law: "barnets lov § 20, stk. 3"', "law: null"),
        [
            (
                "deadlines.yaml, dl_examination_four_months: "
                "En efterprøvet lovregel skal sige, hvor den står."
            )
        ],
    ),
    (
        ("deadlines.yaml", "status: unverified\n", "status: proposal\n"),
        ["deadlines.yaml, dl_notification_assess: En lovregel kan ikke være vores eget forslag."],
    ),
    (
        ("deadlines.yaml", "kind: threshold", "kind: deadline"),
        ["deadlines.yaml, dl_gap_opens: En grænse skal have »threshold«, og kun en grænse."],
    ),
    (
        ("deadlines.yaml", "kind: deadline\n    legal: true", "kind: gate\n    legal: true"),
        [
            (
                "deadlines.yaml, dl_notification_assess: "
                "En port står åben eller lukket; det, der har nogle dage, er en frist."
            )
        ],
    ),
    (
        ("deadlines.yaml", "    individual: true\n", ""),
        [
            (
                "deadlines.yaml, dl_statutory_follow_up_rhythm: "
                "Hvor tit? Skriv et tal, eller at det aftales for hvert barn."
            )
        ],
    ),
    (
        ("deadlines.yaml", "{n: 4, unit: month", "{n: 4, unit: day"),
        [
            (
                "deadlines.yaml, dl_examination_four_months: "
                "Måneder tælles i kalenderen »months«, og kun måneder."
            )
        ],
    ),
    (
        ("deadlines.yaml", "triggers:\n", "triggers:\n  - {id: never, text_da: Aldrig}\n"),
        ["deadlines.yaml, triggers, never: Udløseren bruges ikke."],
    ),
    (
        ("legal_guide.yaml", 'paragraphs: ["barnets lov § 2"]', "paragraphs: []"),
        ["legal_guide.yaml, lg_purpose: En efterprøvet regel skal have en paragraf."],
    ),
    (
        ("consent_matrix.yaml", "own_choice, informed, none]", "own_choice, none]"),
        [
            "consent_matrix.yaml, cm_child_request: »informed« er ikke forklaret.",
            "consent_matrix.yaml, cm_learning_conversation: »informed« er ikke forklaret.",
        ],
    ),
]

WORDS = [
    (
        ("conversation_guide.yaml", 'card_da: "', 'card_da: "Det er hemmeligt. '),
        [
            (
                "conversation_guide.yaml, th_good_at, card_da: "
                "Lover noget, der ikke altid er sandt: »er hemmeligt«."
            )
        ],
    ),
    (
        ("conversation_guide.yaml", "lines_da:\n", 'lines_da:\n      - "Du får en handleplan."\n'),
        ["conversation_guide.yaml, rc_always, lines_da, nr. 2: Et barn siger ikke »handleplan«."],
    ),
    (
        ("conversation_guide.yaml", "lines_da:\n", f'lines_da:\n      - "{"Og så " * 14}."\n'),
        [
            (
                "conversation_guide.yaml, rc_always, lines_da, nr. 1: Sætningen er for lang til et barn: "
                "»Og så Og så Og så Og så Og så Og så Og s …«."
            )
        ],
    ),
    (
        ("ui_texts.yaml", "{id: cp_", '{id: cp_extra, da: "{days}", en: "{days}"}\n    - {id: cp_'),
        [
            "ui_texts.yaml, cp_extra, da: Barnet skal ikke se en tæller.",
            "ui_texts.yaml, cp_extra, en: Barnet skal ikke se en tæller.",
        ],
    ),
    (
        ("ui_texts.yaml", "banners:\n", 'banners:\n  - {id: bn_1, da: "{name}", en: "{name}"}\n'),
        [
            "ui_texts.yaml, bn_1, da: {name} står ikke i meta, placeholders.",
            "ui_texts.yaml, bn_1, en: {name} står ikke i meta, placeholders.",
        ],
    ),
    (
        ("ui_texts.yaml", "banners:\n", 'banners:\n  - {id: bn_2, da: "{date}", en: "x"}\n'),
        ["ui_texts.yaml, bn_2: Det, der sættes ind, er ikke det samme på dansk og engelsk."],
    ),
    (
        (
            "ui_texts.yaml",
            "banners:\n",
            'banners:\n  - {id: bn_3, da: "{first_name}s", en: "{first_name}"}\n',
        ),
        ["ui_texts.yaml, bn_3, da: Brug {first_name_genitive}."],
    ),
    (
        (
            "ui_texts.yaml",
            "banners:\n",
            "banners:\n  - {id: bn_4, da: I kan miste børneydelse, en: x}\n",
        ),
        ["ui_texts.yaml, bn_4, da: Truer med, at nogen mister penge."],
    ),
]

PROGRAMME = [
    (
        ("plan_criteria.yaml", "override: reason", "override: allowed"),
        ["plan_criteria.yaml, pc_child_words: »severity« og »override« passer ikke."],
    ),
    (
        ("self_review.yaml", "shown_from: 1", "shown_from: 2"),
        ["self_review.yaml, meta, answer_modes: Sammen vises fra 1 svar, en for en fra 3."],
    ),
    (
        (
            "advisory_course.yaml",
            "[at_anchored, at_running, at_dropped]",
            "[at_running, at_dropped]",
        ),
        ["advisory_course.yaml, at_anchored: Ingen vej fører hertil."],
    ),
]

ACCESS = [
    (
        ("permission_matrix.csv", "\ndpo,-,-,-,-,-,-,-,-,-,-,municipality", ""),
        ["permission_matrix.csv, dpo: Rollen mangler."],
    ),
    (
        ("permission_matrix.csv", "child,R,-,R*,CR,CR", "child,R,-,R,CR,CR"),
        ["access_fields.csv, række 8: child har ingen stjerne i mapping."],
    ),
    (
        ("permission_matrix.csv", "agency_advisor,-", "agency_advisor,R*"),
        [
            "permission_matrix.csv, agency_advisor, child_basics: Stjernen har ingen felter i access_fields.csv."
        ],
    ),
    (
        ("permission_matrix.csv", "contact_teacher,R*,-,", "contact_teacher,R*,R,"),
        ["permission_matrix.csv, contact_teacher: Skolen må ikke se grunden til anbringelsen."],
    ),
    (
        ("access_fields.csv", "child,mapping,strengths", "school_staff,plan,strengths"),
        ["access_fields.csv, række 2: Feltet strengths hører til mapping."],
    ),
    (
        ("access_fields.csv", "\n", "\nchild,mapping,strengths,own\n"),
        [
            "access_fields.csv, række 2: child, mapping, strengths står flere gange.",
            "access_fields.csv, række 3: child, mapping, strengths står flere gange.",
        ],
    ),
]

FIGURES = [
    (
        ("municipalities.csv", '"0151",Ballerup,Hovedstaden\n', ""),
        ["municipalities.csv: Der er 97 kommuner, men skal være 98."],
    ),
    (
        ("municipalities.csv", '"0147",Frederiksberg', '"0101",Frederiksberg'),
        ["municipalities.csv, 0101: Koden findes to gange."],
    ),
    (
        ("glossary.csv", "aftale,agreement,", "aftale,seven_step_scale,"),
        ["glossary.csv, seven_step_scale: Ordet i koden findes to gange."],
    ),
    (
        ("glossary.csv", "Where the child lives.,sted", "Where the child lives.,aftale"),
        ["glossary.csv, aftale: Står ved to ord. Hvilket af dem er ment?"],
    ),
    (
        (
            "reference_values.csv",
            "completed,exam_completed,yes,preventive",
            "completed,exam_completed,yes,placed",
        ),
        [
            "reference_values.csv, exam_danish_maths_completed, placed, 2021/22: Tallet findes to gange."
        ],
    ),
    (
        ("reference_values.csv", "yes,placed,50,percent", "yes,placed,500,percent"),
        ["reference_values.csv, række 2: 500 kan ikke være procent."],
    ),
    (
        ("reference_values.csv", ",exam_completed,yes,placed", ",,yes,placed"),
        [
            (
                "reference_values.csv, række 2: "
                "Kan kun sammenlignes, når det er efterprøvet og hører til en indikator."
            )
        ],
    ),
]

TOWN = [
    (
        ("synthetic_population.yaml", "share_of_children: 50", "share_of_children: 49"),
        ["synthetic_population.yaml, municipalities: Børnene skal fordeles, så det giver 100."],
    ),
    (
        ("synthetic_population.yaml", 'name: "Solvang"', 'name: "Odense"'),
        ["synthetic_population.yaml, municipalities, 9001: Odense findes i virkeligheden."],
    ),
    (
        ("scenarios.yaml", "grade 5 in Solvang (9001).", "grade 5 in Odense (0461)."),
        [
            "scenarios.yaml, sc_01, given, nr. 1: 0461 er ikke en opdigtet kommune.",
            "scenarios.yaml, sc_01, given, nr. 1: Odense er en kommune i virkeligheden.",
        ],
    ),
]

LISTS = [
    (
        ("code_lists.yaml", "grades: [4, 5, 6]", "grades: [4, 5]"),
        ["code_lists.yaml, lists, grades, grade_6: Trinnet passer ikke med listen over trin."],
    ),
    (
        ("code_lists.yaml", 'synonyms: ["kostskole"]', 'synonyms: ["FOLKESKOLE_GENERAL"]'),
        [
            (
                "code_lists.yaml, lists, school_types: "
                "»folkeskole_general« betyder både efterskole og folkeskole_general."
            )
        ],
    ),
    (
        ("code_lists.yaml", '["sygdom", "sygefravær"]', '["sygefravær", "ulovligt"]'),
        [
            "code_lists.yaml, lists, absence_categories: »ulovligt« betyder både sickness og unlawful."
        ],
    ),
    (
        (
            "code_lists.yaml",
            "drawn_by_lot: false, counts_for: null",
            "drawn_by_lot: false, counts_for: exam_completed",
        ),
        [
            (
                "code_lists.yaml, lists, exam_parts, fp9_english_oral: "
                "Kun de bundne prøver i dansk og matematik skal tælle, og de skal."
            )
        ],
    ),
]

KEPT = [
    (
        ("code_lists.yaml", "{id: band_4,", "{id: band_5,"),
        ["code_lists.yaml, lists, wellbeing_bands: »band_4« mangler, men er i brug."],
    ),
    (
        ("deadlines.yaml", "id: dl_library_review", "id: dl_library_look"),
        ["deadlines.yaml: dl_library_review mangler. Sæt den til »active: false«."],
    ),
]

TABLES = {
    "law": LAW,
    "words": WORDS,
    "programme": PROGRAMME,
    "figures": FIGURES,
    "town": TOWN,
    "lists": LISTS,
    "kept": KEPT,
}


@pytest.mark.parametrize("broken", TABLES.values(), ids=TABLES)
def test_everything_that_is_wrong_is_named_and_nothing_else(edit, problems, broken):
    for change, _expected in broken:
        edit(*change)
    assert problems() == sorted(line for _change, lines in broken for line in lines)


@pytest.mark.parametrize(("change", "expected"), ACCESS)
def test_tables_of_permissions_that_disagree_are_named(edit, problems, change, expected):
    edit(*change)
    assert problems() == expected


def test_a_role_that_the_programme_does_not_know_is_refused(edit, problems):
    """It would be a row in the tables of permissions that nothing reads."""
    edit("code_lists.yaml", "      - {id: dpo,", "      - {id: king,")
    edit("permission_matrix.csv", "\ndpo,", "\nking,")
    assert problems() == [
        "code_lists.yaml, lists, roles, king: Programmet kender ikke rollen.",
        "code_lists.yaml, lists, roles: »dpo« mangler, men er i brug.",
    ]


def test_a_municipality_may_change_what_people_read(edit, problems):
    edit("code_lists.yaml", 'label_da: "Efterskole"', 'label_da: "Efterskole eller kostskole"')
    edit("deadlines.yaml", 'title_da: "Spørg igen"', 'title_da: "Spørg barnet igen"')
    assert problems() == []
