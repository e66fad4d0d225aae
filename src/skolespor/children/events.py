from typing import Any

from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

OPENED = Kind("children.opened", _("Barnets side blev åbnet"), reads=True)
LISTED = Kind("children.listed", _("Barnet stod på en liste"), reads=True)
EXPORTED = Kind("children.exported", _("Barnet var med i en hentet liste"), reads=True)
EXTRACTED = Kind("children.extracted", _("Et udtræk af loggen blev lavet"))
SEARCHED = Kind("children.searched", _("Nogen søgte efter barnet"), reads=True)
REFUSED = Kind("children.refused", _("Nogen blev afvist ved barnets side"))
SEARCHED_IN_VAIN = Kind("children.searched_in_vain", _("Nogen søgte efter et barn"))

CREATED = Kind("children.created", _("Barnet blev oprettet"))
PLACED = Kind("children.placed", _("Barnet flyttede ind"))
PLACEMENT_ENDED = Kind("children.placement_ended", _("Barnet flyttede ud"))
ENROLLED = Kind("children.enrolled", _("Barnet blev skrevet ind på en skole"))
LEFT_SCHOOL = Kind("children.left_school", _("Barnet blev skrevet ud af en skole"))
CORRECTED = Kind("children.corrected", _("En oplysning blev rettet"))
WITHDRAWN = Kind("children.withdrawn", _("En oplysning blev trukket tilbage"))
CUSTODY_RECORDED = Kind("children.custody_recorded", _("Forældremyndighed blev skrevet ned"))
CUSTODY_ENDED = Kind("children.custody_ended", _("Forældremyndighed ophørte"))
BIRTH_DATE_WRITTEN = Kind("children.birth_date_written", _("Barnets fødselsdato blev skrevet"))
PROTECTED = Kind("children.protected", _("Barnet blev beskyttet, eller beskyttelsen blev ændret"))
UNPROTECTED = Kind("children.unprotected", _("Beskyttelsen blev ophævet"))
NOTE_SAVED = Kind("children.note_saved", _("En praktisk oplysning blev gemt"))

SEAT_OPENED = Kind("children.seat_opened", _("En plads ved barnet blev åbnet"))
SEAT_ENDS = Kind("children.seat_ends", _("En plads ved barnet fik en slutdato"))
SEAT_CLOSED = Kind("children.seat_closed", _("En adgang til barnet blev lukket med det samme"))
NAMED = Kind("children.named", _("En person blev udpeget til barnet"))
NAMING_ENDED = Kind("children.naming_ended", _("En person er ikke længere udpeget til barnet"))
HANDED_OVER = Kind("children.handed_over", _("Barnet fik en ny rådgiver"))
GLASS_BROKEN = Kind("children.glass_broken", _("Nødadgang blev brugt"), reads=True)
GLASS_ENDED = Kind("children.glass_ended", _("Nødadgang blev afsluttet"))
GLASS_REVIEWED = Kind("children.glass_reviewed", _("Nødadgang blev gennemgået"))
MATCH_OFFERED = Kind("children.match_offered", _("Måske det samme barn: sendt til handlekommunen"))
MATCH_SAME = Kind("children.match_same", _("To oprettelser blev samlet til ét barn"))
MATCH_DIFFERENT = Kind("children.match_different", _("To oprettelser er to børn"))

NAMED_FOR_CHILD = NoticeKind(
    "children.named_for_child",
    _("Du har fået en opgave ved et barn."),
    _("Lederen eller rådgiveren har givet dig en plads ved barnet."),
    page="workspace:child",
    of_child=True,
    by_mail=True,
)
STAFF_WANTED = NoticeKind(
    "children.staff_wanted",
    _("I får et barn. Sæt navn på de voksne, der skal arbejde med barnet."),
    _("Du leder stedet eller skolen. Andre på stedet ser ikke barnet, før du har sat navn på."),
    page="children:naming",
    by_mail=True,
)
OWNERS_WANTED = NoticeKind(
    "children.owners_wanted",
    _("Der er kommet børn fra jeres egen registerfil. Giv dem en rådgiver."),
    _("Du leder et team i børnenes handlekommune."),
    page="children:caseloads",
    by_mail=True,
)
CASELOAD_RECEIVED = NoticeKind(
    "children.caseload_received",
    _("Du har overtaget børn. Se, hvad der venter."),
    _("Din teamleder har givet børnene videre til dig."),
    page="workspace:children",
    by_mail=True,
)
OWNER_WANTED = NoticeKind(
    "children.owner_wanted",
    _("Et barn mangler en rådgiver."),
    _("Du leder et team i barnets handlekommune."),
    page="children:caseloads",
    by_mail=True,
)
LEFT_IN_SUMMER = NoticeKind(
    "children.left_in_summer",
    _("Et barn går ikke længere på sin skole i det nye skoleår. Har det en ny?"),
    _("Du er læringskoordinator for barnet, eller du svarer for børnene i dets handlekommune."),
    page="attendance:without_school",
    by_mail=True,
)
POSSIBLE_DOUBLE = NoticeKind(
    "children.possible_double",
    _("Der er oprettet et barn, der måske er jeres. Log ind og se."),
    _("Du svarer for din kommune, når et barn måske er oprettet to gange."),
    page="children:matches",
    by_mail=True,
)
MATCH_ANSWERED = NoticeKind(
    "children.match_answered",
    _("Der er svar på, om et barn var oprettet to gange."),
    _("Du eller din organisation oprettede barnet."),
    page="workspace:children",
)
ACCESS_CLOSED = NoticeKind(
    "children.access_closed",
    _("En adgang er lukket med det samme. Log ind og se grunden."),
    _("Du leder stedet, hvor den, der mistede adgangen, arbejder."),
    page="notices:index",
    by_mail=True,
)
GLASS_WAS_BROKEN = NoticeKind(
    "children.glass_was_broken",
    _("Nødadgang er brugt. Log ind og se grunden."),
    _("Du fører kontrol med loggen, eller du leder den, der brugte nødadgangen."),
    page="children:glass_list",
    by_mail=True,
)
GLASS_ANSWERED = NoticeKind(
    "children.glass_answered",
    _("Din brug af nødadgang er gennemgået."),
    _("Du har brugt nødadgang til et barn."),
    page="notices:index",
)

STEPS: dict[str, Any] = {
    "children:child": _("At læse barnets overblik"),  # as older lines of the log book call it
    "children:contacts": _("At finde en, man kan ringe til"),
    "children:worry": _("At se, hvem man ringer til ved bekymring"),
    "children:who_sees": _("At se, hvem der har adgang"),
    "children:extract": _("At lave et udtræk af loggen"),
    "children:extract_csv": _("At hente et udtræk af loggen"),
    "children:give_seat": _("At give en person en plads ved barnet"),
    "children:end_seat": _("At sætte en slutdato på en plads"),
    "children:close_seat": _("At lukke en adgang"),
    "children:close_naming": _("At lukke en adgang"),
    "children:move": _("At skrive et nyt sted at bo"),
    "children:end_placement": _("At skrive, at barnet flytter ud"),
    "children:correct_placement": _("At rette, hvor barnet bor"),
    "children:withdraw_placement": _("At trække et sted at bo tilbage"),
    "children:enrol": _("At skrive en ny skole"),
    "children:leave_school": _("At skrive, at barnet stopper på en skole"),
    "children:correct_enrolment": _("At rette, hvor barnet går i skole"),
    "children:withdraw_enrolment": _("At trække en skole tilbage"),
    "children:birth_date": _("At skrive barnets fødselsdato"),
    "children:record_custody": _("At skrive, hvem der har forældremyndigheden"),
    "children:end_custody": _("At skrive, at en forældremyndighed er slut"),
    "children:protect": _("At beskytte barnet"),
    "children:unprotect": _("At ophæve beskyttelsen"),
    "children:note": _("At skrive en praktisk oplysning"),
    "children:end_glass": _("At afslutte sin nødadgang"),
    "children:break_glass": _("At bruge nødadgang"),
    "children:glass_search": _("At finde et barn til nødadgang"),
    "children:create_search": _("At se, om barnet allerede er oprettet"),
    "children:create": _("At oprette barnet"),
    "children:glass_list": _("At gennemgå brug af nødadgang"),
    "children:glass_review": _("At gennemgå brug af nødadgang"),
    "children:naming": _("At sætte navn på de voksne om børnene"),
    "children:renew": _("At gå listen igennem til det nye skoleår"),
    "workspace:classes": _("At give børnene en klasse i det nye skoleår"),
    "children:name_staff": _("At sætte navn på en voksen"),
    "children:end_naming": _("At tage en voksen af barnet"),
    "children:caseloads": _("At se, hvem der har hvilke børn"),
    "children:hand_over": _("At give børn videre til en kollega"),
    "children:assign": _("At give barnet en rådgiver"),
    "children:matches": _("At se, om et barn er oprettet to gange"),
    "children:match": _("At svare på, om to børn er det samme"),
    "workspace:today": _("At se, hvad der venter"),
    "workspace:children": _("At se listen over børn, man følger"),
    "workspace:children_csv": _("At hente listen over børn, man følger"),
}
"""Why somebody opened a page, by the page's name, for "hvem har set det". Rooms that have pages
about children add theirs; a test proves that no page is without."""
