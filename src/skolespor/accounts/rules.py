"""What must be true about people, jobs and deputies. Pure functions; today is passed in."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from skolespor.accounts.roles import JOBS_AT
from skolespor.core.errors import RuleBroken

INVITATION_DAYS = 7
LONGEST_DEPUTY = timedelta(days=92)
MOST_PER_RULE = 400


def check_job(kind: str, role: str, *, today: date, since: date, until: date | None) -> None:
    """A job of the right sort for the organisation, with its days in order."""
    if role not in JOBS_AT.get(kind, ()):
        raise RuleBroken("job.wrong_place", _("Den rolle findes ikke i den organisation."), "role")
    if until and until < since:
        raise RuleBroken("job.order", _("Slutdatoen ligger før startdatoen."), "until")
    if until and until < today:
        raise RuleBroken("job.over", _("Slutdatoen er allerede gået."), "until")


def check_end(until: date, *, since: date, today: date) -> None:
    if until < max(since, today):
        raise RuleBroken(
            "job.end_passed",
            _("Vælg i dag eller en senere dag. Skal adgangen stoppe nu, så brug »Luk adgang nu«."),
            "until",
        )


def check_reason(reason: str) -> None:
    """Closing at once takes a sentence."""
    if len(reason.split()) < 2:
        raise RuleBroken("close.no_reason", _("Skriv hvorfor adgangen skal lukkes nu."), "reason")


def check_not_self(user_id: int, by_id: int) -> None:
    if user_id == by_id:
        raise RuleBroken(
            "job.self", _("Du kan ikke give eller tage din egen adgang. Bed en kollega om det.")
        )


def check_not_own_address(email: str, by_email: str | None) -> None:
    """Nobody lets themselves in by a letter to themselves."""
    if email.lower() == (by_email or "").lower():
        raise RuleBroken(
            "job.self",
            _("Du kan ikke give eller tage din egen adgang. Bed en kollega om det."),
            "email",
        )


def check_not_twice(has_it: bool, is_invited: bool = False) -> None:
    """One open job of a kind at a place, and one open invitation to it."""
    if has_it:
        raise RuleBroken("job.twice", _("Personen har allerede den rolle der."), "role")
    if is_invited:
        raise RuleBroken(
            "invitation.twice",
            _("Personen er allerede inviteret. Send invitationen igen i stedet."),
            "email",
        )


def check_not_over(is_over: bool) -> None:
    if is_over:
        raise RuleBroken("job.ended", _("Pladsen er allerede slut."))


def check_two_people(deputy_id: int, holder_id: int) -> None:
    if deputy_id == holder_id:
        raise RuleBroken("deputy.same", _("Vælg en anden end den, der skal afløses."), "deputy")


def check_deputy(since: date, until: date, *, today: date) -> None:
    """Always with a last day, for a season at most."""
    if until < since:
        raise RuleBroken("deputy.order", _("Slutdatoen ligger før startdatoen."), "until")
    if until < today:
        raise RuleBroken("deputy.over", _("Slutdatoen er allerede gået."), "until")
    if until - since > LONGEST_DEPUTY:
        raise RuleBroken("deputy.long", _("Vælg højst tre måneder ad gangen."), "until")


def check_colleagues(job_organisations: Collection[int], organisation: int) -> None:
    if organisation not in job_organisations:
        raise RuleBroken(
            "deputy.elsewhere", _("En stedfortræder skal arbejde samme sted."), "deputy"
        )


def check_invitation_open(expires_on: date, *, used: bool, today: date) -> None:
    if used or expires_on < today:
        raise RuleBroken("invitation.over", _("Linket er udløbet. Bed om et nyt."))


def check_newcomer(has_sign_in: bool) -> None:
    """A new sign-in is made once; whoever has one accepts with it."""
    if has_sign_in:
        raise RuleBroken(
            "invitation.known", _("Du har allerede en konto. Log ind, og tag imod derfra.")
        )


def check_changeable(is_changeable: bool) -> None:
    if not is_changeable:
        raise RuleBroken("rule.law", _("Den frist kan I ikke ændre."))


def check_cadence(n: int) -> None:
    if not 1 <= n <= MOST_PER_RULE:
        raise RuleBroken(
            "rule.range", _("Skriv et tal mellem 1 og {most}.").format(most=MOST_PER_RULE), "n"
        )


def check_organisation(kind: str, code: str, *, school_type: str = "", taken: bool) -> None:
    """A school has six characters of its own and a type; other units need neither."""
    if kind not in JOBS_AT or kind in ("municipality", "national_agency"):
        raise RuleBroken("organisation.kind", _("Vælg en slags organisation."), "kind")
    if kind == "school" and not (len(code) == 6 and code.isalnum() and code.isascii()):
        raise RuleBroken(
            "organisation.code", _("Skriv skolens institutionsnummer med seks tegn."), "code"
        )
    if kind == "school" and not school_type:
        raise RuleBroken("organisation.school_type", _("Vælg skolens slags."), "school_type")
    if taken:
        raise RuleBroken("organisation.taken", _("Nummeret findes allerede."), "code")


def check_first(has_administrator: bool) -> None:
    if has_administrator:
        raise RuleBroken(
            "begin.done",
            _("Kommunen har allerede en lokal administrator. Bed administratoren invitere."),
        )
