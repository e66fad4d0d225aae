from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.notices.kinds import NoticeKind

BEGUN = Kind("reviews.begun", _("En egenvurdering blev sat i gang"))
DATED = Kind("reviews.dated", _("Fristen for en egenvurdering blev flyttet"))
CLOSED = Kind("reviews.closed", _("En egenvurdering blev lukket, og svarene blev gjort op"))
DROPPED = Kind("reviews.dropped", _("En egenvurdering blev opgivet, og svarene blev slettet"))
INVITED = Kind("reviews.invited", _("Nogen blev inviteret til at svare på en egenvurdering"))
SENT_AGAIN = Kind("reviews.sent_again", _("Et link til en egenvurdering blev sendt igen"))
WITHDRAWN = Kind("reviews.withdrawn", _("En invitation til en egenvurdering blev trukket tilbage"))
CHOOSER = Kind("reviews.chooser", _("En anden fik til opgave at vælge, hvordan linjen svarer"))
MODE_CHOSEN = Kind("reviews.mode_chosen", _("En linje valgte, hvordan den svarer"))
HAS_ANSWERS = Kind("reviews.has_answers", _("En linje har svaret på noget"))
SENT_IN = Kind("reviews.sent_in", _("En linje sendte sit fælles svar"))
TAKEN_BACK = Kind("reviews.taken_back", _("En linje tog sit fælles svar tilbage for at rette"))
NAMES_CONFIRMED = Kind(
    "reviews.names_confirmed", _("Nogen skrev, at navne i en tekst ikke er et barns")
)
REWORDED = Kind("reviews.reworded", _("Kommunens udgave af et udsagn blev ændret"))
ADDED = Kind("reviews.added", _("Kommunen tilføjede et udsagn"))
AGREED = Kind("reviews.agreed", _("Et fælles svar på tværs af linjerne blev skrevet"))
FOCUS_CHOSEN = Kind("reviews.focus_chosen", _("Et fokus blev valgt"))
FOCUS_CHANGED = Kind("reviews.focus_changed", _("Et fokus blev ændret"))
FOCUS_ENDED = Kind("reviews.focus_ended", _("Et fokus blev afsluttet"))

ASKED = NoticeKind(
    "reviews.asked",
    _("Du er inviteret til at svare på en egenvurdering."),
    _("Kommunens tovholder har skrevet dig på."),
    page="reviews:index",
    by_mail=True,
)
READY = NoticeKind(
    "reviews.ready",
    _("Svarene på egenvurderingen er klar."),
    _("Du har en del i kommunens arbejde for børnene."),
    page="reviews:index",
)
