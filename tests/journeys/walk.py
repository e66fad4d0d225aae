"""Every page of the house, and somebody who may see it. A page that is not here fails the tests."""

from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys import walk_reviews
from tests.journeys.stops import Step, Stop, answer, confirm
from tests.journeys.walk_direction import DIRECTION
from tests.journeys.walk_programme import PROGRAMME
from tests.journeys.walk_public import PUBLIC
from tests.journeys.walk_reviews import REVIEWS
from tests.journeys.walk_tracks import TRACKS
from tests.journeys.walk_voice import CONVERSATIONS, OWN, PROMISES


def sofie(page: str, *about: str, **more: Step | str | None) -> Stop:
    """A page about Sofie, looked at by her case worker."""
    return Stop(f"children:{page}", "Peter M.", ("sofie", *about), **more)


def search_for_nobody(page: Page) -> None:
    page.locator("main [name=search]").fill("Ingen hedder sådan")
    with page.expect_navigation():
        page.locator("main form button").first.click()


START = [
    Stop("workspace:today", "Peter M."),
    Stop("workspace:today", "Karen L."),
    Stop("workspace:today", "Birgit S."),
    Stop("workspace:today", "Mette A."),
    Stop("workspace:today", "Jens H."),
    Stop("workspace:today", "Lone B."),
    Stop("workspace:today", "Inge R."),
    Stop("workspace:today", "Henrik W."),
    Stop("workspace:children", "Peter M."),
    Stop("workspace:children", "Kalles far"),
    Stop("workspace:children", "Peter M.", (), search_for_nobody, "nobody"),
    Stop("workspace:missing", "Peter M."),
    Stop("workspace:missing", "Karen L."),
    Stop("workspace:missing", "Jens H."),
    Stop("workspace:help", "Lone B."),
    Stop("workspace:deputies", "Birgit S."),
    Stop("workspace:name_deputy", "Birgit S."),
    Stop("workspace:end_deputy", "Birgit S.", ("yrsa for peter",)),
    Stop("notices:index", "Birgit S."),
    Stop("demo:sign_in"),
]
CHILD = [
    Stop("workspace:child", "Peter M.", ("sofie",)),
    Stop("workspace:child", "Jens H.", ("sofie",)),
    Stop("workspace:child", "Sofies mor", ("sofie",)),
    Stop("workspace:child", "Sofie B.", ("sofie",)),
    Stop("workspace:child", "Kalles far", ("kalle",)),
    Stop("workspace:child", "Peter M.", ("kalle",)),
    Stop("workspace:child", "Lone B.", ("freja",)),
    Stop("workspace:child", "Emil D.", ("emil",)),
    Stop("workspace:timeline", "Peter M.", ("sofie",)),
    Stop("workspace:timeline", "Sofie B.", ("sofie",)),
    Stop("workspace:timeline", "Peter M.", ("kalle",)),
    Stop("workspace:timeline", "Jens H.", ("sofie",)),
    sofie("contacts"),
    Stop("children:contacts", "Sofie B.", ("sofie",)),
    Stop("children:contacts", "Kalles far", ("kalle",)),
    sofie("worry"),
    Stop("children:worry", "Sofie B.", ("sofie",)),
    sofie("who_sees"),
    Stop("children:who_sees", "Sofies mor", ("sofie",)),
    Stop("children:who_sees", "Sofie B.", ("sofie",)),
    Stop("children:extract", "Sofies mor", ("sofie",)),
    Stop("children:extract", "Sofies mor", ("sofie",), confirm, "made"),
    sofie("give_seat"),
    sofie("end_seat", "karens seat at sofie"),
    sofie("close_seat", "karens seat at sofie"),
    sofie("close_seat", "the school's seat at sofie", shows="of the school"),
    sofie("close_naming", "jens at sofie"),
    sofie("move"),
    sofie("move", then=answer(organisation=1, type=1), shows="preview"),
    sofie("end_placement", "sofie's home"),
    sofie("end_placement", "sofie's home", then=confirm, shows="refused"),
    sofie("end_placement", "sofie's home", then=answer(end_reason=1), shows="preview"),
    sofie("correct_placement", "sofie's home"),
    sofie("withdraw_placement", "sofie's home"),
    sofie("enrol"),
    sofie("enrol", then=answer(school=2, leaving=1, end_cause=1), shows="preview"),
    sofie("leave_school", "sofie's school"),
    sofie("correct_enrolment", "sofie's school"),
    sofie("withdraw_enrolment", "sofie's school"),
    sofie("record_custody"),
    sofie("end_custody", "sofie's custody"),
    sofie("protect"),
    sofie("protect", then=confirm, shows="preview"),
    Stop("children:unprotect", "Peter M.", ("kalle",)),
    sofie("note", "practical_permissions"),
    Stop("workspace:child", "Flemming A.", ("amina",)),
    Stop("children:end_glass", "Flemming A.", ("amina",)),
]
ATTENDANCE = [
    Stop("attendance:child", "Jens H.", ("sofie",)),
    Stop("attendance:child", "Peter M.", ("amina",)),
    Stop("attendance:say", "Jens H.", ("sofie",)),
    Stop("attendance:say", "Peter M.", ("amina",), confirm, "refused"),
    Stop("attendance:again", "Peter M.", ("amina", "amina is away")),
    Stop("attendance:withdraw", "Peter M.", ("amina", "amina is away")),
    Stop("attendance:ask", "Peter M.", ("sofie",)),
    Stop("attendance:ask", "Hanne T.", ("emil",)),
    Stop("attendance:ask", "Peter M.", ("amina",), shows="away"),
    Stop("attendance:gap", "Peter M.", ("amina",)),
    Stop("attendance:gap", "Peter M.", ("amina",), confirm, "refused"),
    Stop("attendance:gap_step", "Peter M.", ("amina",)),
    Stop("attendance:follow_up", "Jens H.", ("sofie",)),
    Stop("attendance:follow_up", "Jens H.", ("sofie",), confirm, "refused"),
    Stop("attendance:signals", "Karen L."),
    Stop("attendance:child", "Karen L.", ("malik",)),
    Stop("attendance:reduced", "Karen L.", ("malik",)),
    Stop("attendance:reduced", "Karen L.", ("malik",), confirm, "refused"),
    Stop("attendance:reduced_change", "Karen L.", ("malik", "malik's fewer hours")),
    Stop("attendance:reduced_end", "Karen L.", ("malik", "malik's fewer hours")),
    Stop(
        "attendance:reduced_end", "Karen L.", ("malik", "malik's fewer hours"), confirm, "refused"
    ),
    Stop("attendance:reduced_withdraw", "Karen L.", ("malik", "malik's fewer hours")),
    Stop("attendance:without_school", "Karen L."),
    Stop("attendance:without_school", "Lone B."),
]
VISIT = ("visit to sofie",)
DEADLINES = [
    Stop("deadlines:index", "Peter M."),
    Stop("deadlines:index", "Birgit S."),
    Stop("deadlines:index", "Mette A."),
    Stop("deadlines:child", "Peter M.", ("sofie",)),
    Stop("deadlines:child", "Jens H.", ("sofie",)),
    Stop("deadlines:child", "Lone B.", ("freja",)),
    Stop("deadlines:item", "Peter M.", VISIT),
    Stop("deadlines:item", "Karen L.", ("a gap's tenth day",)),
    Stop("deadlines:done", "Peter M.", VISIT),
    Stop("deadlines:done", "Peter M.", VISIT, confirm, "refused"),
    Stop("deadlines:put_off", "Peter M.", VISIT),
    Stop("deadlines:put_off", "Peter M.", VISIT, confirm, "refused"),
    Stop("deadlines:set_aside", "Peter M.", VISIT),
    Stop("deadlines:set_aside", "Peter M.", VISIT, confirm, "refused"),
]
PLACES = [
    Stop("children:create_search", "Peter M."),
    Stop("children:create_search", "Peter M.", (), answer(cpr="610114-0000"), "nobody"),
    Stop("children:create", "Peter M."),
    Stop("workspace:facts", "Karen L."),
    Stop("workspace:facts", "Mette A."),
    Stop("children:naming", "Mette A."),
    Stop("children:renew", "Mette A."),
    Stop("children:name_staff", "Mette A.", ("the school's seat at sofie",)),
    Stop("children:end_naming", "Mette A.", ("jens at sofie",)),
    Stop("children:caseloads", "Birgit S."),
    Stop("children:hand_over", "Birgit S.", ("peter's job",)),
    Stop("children:assign", "Kaj O.", ("child without a worker",)),
    Stop("children:hand_over", "Birgit S.", ("peter's job",), answer(receiver=1), "preview"),
    Stop("children:matches", "Kaj O."),
    Stop("children:match", "Kaj O.", ("double of emil",)),
    Stop("children:glass_search", "Flemming A."),
    Stop("children:glass_list", "Tove N."),
    Stop("children:glass_review", "Tove N.", ("glass at amina",)),
]
NEW_YEAR = [
    Stop("workspace:new_year", "Mette A."),
    Stop("workspace:new_year", "Karen L."),
    Stop("workspace:classes", "Mette A."),
    Stop("workspace:classes", "Karen L."),
]
ACCOUNTS = [
    Stop("accounts:profile", "Peter M."),
    Stop("accounts:people", "Inge R."),
    Stop("accounts:person", "Inge R.", ("jens",)),
    Stop("accounts:give_job_where", "Inge R.", ("jens",)),
    Stop("accounts:give_job", "Inge R.", ("jens", "engskolen")),
    Stop("accounts:end_job", "Inge R.", ("jens' job",)),
    Stop("accounts:close_job", "Inge R.", ("jens' job",)),
    Stop("accounts:invitations", "Inge R."),
    Stop("accounts:invite_where", "Inge R."),
    Stop("accounts:invite", "Inge R.", ("engskolen",)),
    Stop("accounts:invite", "Inge R.", ("engskolen",), confirm, "refused"),
    Stop("accounts:organisations", "Inge R."),
    Stop("accounts:make_organisation", "Inge R."),
    Stop("accounts:edit_organisation", "Inge R.", ("engskolen",)),
    Stop("accounts:rules", "Inge R."),
    Stop("accounts:rules_of", "Inge R.", ("solvang",)),
    Stop("accounts:settings", "Inge R.", ("solvang",)),
    Stop("accounts:edit_rule", "Inge R.", ("solvang", "first local rule")),
    Stop("usersessions_list", "Peter M."),
    Stop("account_logout", "Peter M."),
]
CALENDAR = [
    Stop("calendar:index", "Rikke G."),
    Stop("calendar:plan", "Inge R.", ("solvang",)),
    Stop("calendar:plan", "Lone B.", ("ellevang",)),
    Stop("calendar:add", "Ole V.", ("solvang",)),
    Stop("calendar:add", "Ole V.", ("solvang",), confirm, "refused"),
    Stop("calendar:edit", "Inge R.", ("solvang", "first holiday")),
    Stop("calendar:remove", "Inge R.", ("solvang", "first holiday")),
]
FILES = [
    Stop("imports:index", "Karen L."),
    Stop("imports:add", "Inge R."),
    Stop("imports:add", "Karen L.", (), confirm, "refused"),
    Stop("imports:upload", "Karen L.", ("file with wrong rows",)),
    Stop("imports:upload", "Inge R.", ("file with other headings",)),
    Stop("imports:columns", "Karen L.", ("file with wrong rows",)),
    Stop("imports:columns", "Karen L.", ("file with other headings",)),
    Stop("imports:columns", "Karen L.", ("file with other headings",), confirm, "refused"),
    Stop("imports:throw_away", "Karen L.", ("file with wrong rows",)),
    Stop("imports:hosted", "Louise R."),
    Stop("imports:hosted", "Karen L."),
    Stop("imports:hosted_answer", "Louise R.", ("ellevang's child in solvang",)),
]
LEADERS = [Stop("workspace:work", who) for who in ("Henrik W.", "Karen L.", "Dorte Ø.")]
WORK = [*LEADERS, *PUBLIC, *DIRECTION, *PROGRAMME, *REVIEWS, *TRACKS]
"""The municipality's own work, which knows no child, and what everybody may read."""
WALK = [
    *START,
    *CHILD,
    *ATTENDANCE,
    *DEADLINES,
    *CONVERSATIONS,
    *PROMISES,
    *OWN,
    *PLACES,
    *NEW_YEAR,
    *ACCOUNTS,
    *CALENDAR,
    *FILES,
    *WORK,
]
OF_A_MEMBER = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_change_password",
]
"""Pages for somebody with a password and a code, outside the demo."""
OUTSIDE = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]
"""Pages for somebody who is not signed in, outside the demo."""
IN_A_JOURNEY = {
    "accounts:accept": "test_invitation",
    "accounts:withdraw": "test_invitation",
    "children:birth_date": "test_missing",
    "children:break_glass": "test_break_glass",
    "snak:talk": "test_child_screen",
    "snak:end": "test_child_screen",
    **walk_reviews.IN_A_JOURNEY,
    "programme:evaluate": "test_course",
    "programme:close_evaluation": "test_course",
    "account_reset_password_from_key": "test_second_factor",
    "mfa_authenticate": "test_second_factor",
    "mfa_activate_totp": "test_invitation",
    "mfa_edit_webauthn": "test_second_factor",
    "mfa_remove_webauthn": "test_second_factor",
    "mfa_reauthenticate_webauthn": "test_second_factor",
}
"""Pages that need a story to get to; the test looks at them on the way."""
NOT_WALKED = {
    **walk_reviews.NOT_WALKED,
    "workspace:children_csv": "a file",
    "workspace:draft": "answers to the script of a form",
    "workspace:security_txt": "a text for machines and those who report holes",
    "public:robots": "a text for machines",
    "public:sitemap": "a text for machines",
    "children:extract_csv": "a file",
    "attendance:signals_csv": "a file",
    "workspace:facts_csv": "a file",
    "workspace:missing_csv": "a file",
    "attendance:without_school_csv": "a file",
    "conversations:steps": "leads back, or answers to the script of the page",
    "conversations:child_ok": "leads back",
    "common_direction:file": "a file",
    "common_direction:take_back": "leads back",
    "direction:here": "leads on",
    "direction:plan_file": "a file",
    "direction:arrival_file": "a file",
    "guide:file": "a file",
    "promises:file": "a file",
    "promises:discussed": "leads back",
    "tracks:paper": "a file",
    "tracks:file": "a file",
    "tracks:tick": "leads back",
    "tracks:untick": "leads back",
    "tracks:decline": "leads back",
    "snak:save": "answers to the script of the child's screen",
    "workspace:own_helped": "leads back",
    "workspace:own_share": "leads back",
    "deadlines:file": "a file",
    "deadlines:reopen": "leads back",
    "programme:begin": "leads on",
    "programme:leave": "leads on",
    "programme:agreement_file": "a file",
    "programme:file": "a file",
    "programme:keep": "answers to the script of a form",
    "programme:overview_file": "a file",
    "programme:keep_day": "answers to the script of a form",
    "programme:day_calendar": "a file",
    "programme:calendar": "a file",
    "public:standard_address": "leads on",
    "notices:go": "leads on",
    "notices:read_all": "leads back",
    "core:language": "leads back",
    "imports:progress": "a part of a page",
    "imports:report": "a file",
    "imports:accept": "leads back",
    "imports:try_again": "leads back",
    "imports:forget_name": "leads back",
    "accounts:resend": "leads back",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "answers to the script of the passkey",
    "core:components": "only where SKOLESPOR_DEBUG is on: a test of its own",
}
"""Addresses that show no page."""


ENTRANCES = {
    "accounts": "people person profile",
    "attendance": "child gap signals",
    "calendar": "plan",
    "children": "create move naming who_sees",
    "common_direction": "show",
    "conversations": "child offer show write",
    "deadlines": "index item",
    "direction": "index",
    "guide": "page",
    "imports": "upload",
    "programme": "agreement course day part",
    "promises": "mine statement",
    "public": "offer",
    "reviews": "round theme",
    "snak": "code",
    "tracks": "index track",
    "workspace": "child children facts missing own own_said own_talk timeline today work",
}
"""The pages on which people spend their time, each of a kind of its own, by their rooms."""


def entrances_first(stops: Iterable[Stop]) -> list[Any]:
    """The stops, for a test: each entrance once in every run; what else people see and do there, and all
    that lies around it, in the long one."""
    walked: set[str] = set()
    found = []
    for stop in stops:
        room, _colon, page = stop.page.partition(":")
        later = stop.page in walked or page not in ENTRANCES.get(room, "").split()
        walked.add(stop.page)
        found.append(pytest.param(stop, marks=[pytest.mark.long] if later else [], id=str(stop)))
    return found
