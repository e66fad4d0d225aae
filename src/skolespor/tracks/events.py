from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

CREATED = Kind("tracks.created", _("Et handlespor blev oprettet"))
EDITED = Kind("tracks.edited", _("Et handlespor blev rettet"))
OWNED = Kind("tracks.owned", _("Et handlespor fik en ny ejer"))
DESCRIBED = Kind("tracks.described", _("Et handlespors faste praksis blev beskrevet"))
MOVED = Kind("tracks.moved", _("Et handlespor kom et trin videre"))
PROPOSED = Kind("tracks.proposed", _("Et trin blev foreslået på et handlespor"))
DECLINED = Kind("tracks.declined", _("Et foreslået trin på et handlespor blev afvist"))
STEP_ADDED = Kind("tracks.step_added", _("Et skridt blev skrevet på et handlespor"))
STEP_EDITED = Kind("tracks.step_edited", _("Et skridt på et handlespor blev rettet"))
STEP_DONE = Kind("tracks.step_done", _("Et skridt på et handlespor blev gjort"))
STEP_UNDONE = Kind("tracks.step_undone", _("»Gjort« blev fortrudt ved et skridt på et handlespor"))
STEP_REMOVED = Kind("tracks.step_removed", _("Et skridt på et handlespor blev fjernet"))
PARTNER_ADDED = Kind("tracks.partner_added", _("En partner blev skrevet på et handlespor"))
PARTNER_REMOVED = Kind("tracks.partner_removed", _("En partner på et handlespor blev fjernet"))
MEETING_ADDED = Kind("tracks.meeting_added", _("Et møde om et handlespor blev sat i kalenderen"))
MEETING_REMOVED = Kind("tracks.meeting_removed", _("Et møde om et handlespor blev fjernet"))
MEASURE_SET = Kind("tracks.measure_set", _("Målingen på et handlespor blev valgt eller rettet"))
VALUE_WRITTEN = Kind("tracks.value_written", _("Et tal blev skrevet på et handlespor"))
VALUE_WITHDRAWN = Kind("tracks.value_withdrawn", _("Et tal på et handlespor blev trukket tilbage"))
STATUS_WRITTEN = Kind("tracks.status_written", _("Status blev skrevet på et handlespor"))
EVALUATED = Kind("tracks.evaluated", _("Et handlespor blev evalueret"))
FILE_ADDED = Kind("tracks.file_added", _("En fil blev lagt på et handlespor"))
FILE_FETCHED = Kind("tracks.file_fetched", _("En fil på et handlespor blev hentet"))
FILE_REMOVED = Kind("tracks.file_removed", _("En fil på et handlespor blev slettet"))
PRINTED = Kind("tracks.printed", _("Handlesporene blev hentet som PDF til udvalget"))
NAMES_CONFIRMED = Kind(
    "tracks.names_confirmed", _("Ord, der ligner navne, blev bekræftet ikke at være børns")
)

PAGE = "tracks:index"
STATUS_SOON = NoticeKind(
    "tracks.status_soon",
    _("Om en uge er det tid til status på et handlespor, som du ejer."),
    _("Du har bolden i et handlespor, og fristen for status er om højst 7 dage."),
    PAGE,
)
STATUS_DUE = NoticeKind(
    "tracks.status_due",
    _("Det er tid til status på et handlespor, som du ejer."),
    _("Du har bolden i et handlespor, og fristen for status er i dag eller gået."),
    PAGE,
    by_mail=True,
)
STATUS_LATE = NoticeKind(
    "tracks.status_late",
    _("Et handlespor har manglet status i mere end 14 dage."),
    _("Du leder kommunens arbejde. Ejeren har fået besked, da fristen gik."),
    PAGE,
    by_mail=True,
)
WITHOUT_OWNER = NoticeKind(
    "tracks.without_owner",
    _("Et handlespor har ingen ejer."),
    _("Du leder kommunens arbejde. Ingen, der arbejder i kommunen i dag, har bolden i sporet."),
    PAGE,
    by_mail=True,
)
STEP_PROPOSED = NoticeKind(
    "tracks.step_proposed",
    _("Ejeren af et handlespor foreslår et nyt trin."),
    _("Du leder kommunens arbejde, og det er dig, der beslutter det."),
    PAGE,
    by_mail=True,
)
MADE_OWNER = NoticeKind(
    "tracks.made_owner",
    _("Du har fået bolden i et handlespor."),
    _("En, der leder kommunens arbejde, har valgt dig som ejer."),
    PAGE,
    by_mail=True,
)
