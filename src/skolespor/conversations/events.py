from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.children.events import STEPS
from skolespor.deadlines.events import ANSWERED_AT, Answer
from skolespor.notices.kinds import NoticeKind

OFFERED = Kind("conversations.offered", _("Barnet fik tilbudt en læringssamtale"))
ASKED = Kind("conversations.asked", _("Barnet bad om en samtale"))
PREPARED = Kind("conversations.prepared", _("En læringssamtale blev gjort klar"))
BEGUN = Kind("conversations.begun", _("En læringssamtale begyndte"))
HELD = Kind("conversations.held", _("En læringssamtale blev holdt"))
CHILD_OK = Kind("conversations.child_ok", _("Barnet sagde ok til det, der blev skrevet"))
ADDED = Kind("conversations.added", _("Der kom mere til det, barnet skal sige ok til"))
DECLINED = Kind("conversations.declined", _("Barnet takkede nej til en læringssamtale"))
POSTPONED = Kind("conversations.postponed", _("En læringssamtale fik en ny dag"))
WITHDRAWN = Kind(
    "conversations.withdrawn",
    _("Et tilbud om en læringssamtale var en fejl og blev trukket tilbage"),
)

OFFERED_TO_YOU = NoticeKind(
    "conversations.offered_to_you",
    _("Et barn vil gerne tale med dig om skolen."),
    _("Barnet har valgt dig, eller en kollega har tilbudt samtalen i dit navn."),
    page="conversations:child",
    of_child=True,
    by_mail=True,
)
CHILD_WANTS_TALK = NoticeKind(
    "conversations.child_wants_talk",
    text=_("Et barn vil gerne tale med dig."),
    why=_("Barnet har valgt dig som den voksne, det vil tale med."),
    page="conversations:child",
    of_child=True,
    by_mail=True,
)
CHILD_SAYS_NO = NoticeKind(
    "conversations.child_says_no",
    text=_("Et barn vil ikke tale i dag. Det er et godt svar. Tilbyd det igen senere."),
    why=_("Du er den voksne, barnet skulle tale med."),
    page="conversations:child",
    of_child=True,
)

HANDED_OVER = Kind("conversations.handed_over", _("Barnet fik skærmen"))
CODE_MADE = Kind("conversations.code_made", _("Der blev lavet en kode til barnets skærm"))
CODE_USED = Kind("conversations.code_used", _("Barnets skærm blev åbnet med en kode"))
SCREEN_ENDED = Kind("conversations.screen_ended", _("Barnets skærm blev lukket"))

STEPS |= {
    "conversations:hand_over": _("At give barnet skærmen"),
    "conversations:make_code": _("At lave en kode til barnets skærm"),
    "conversations:own_code": _("At lave en kode til barnets egne sider"),
    "conversations:child": _("At læse, hvad barnet siger om skolen"),
    "conversations:offer": _("At tilbyde barnet en læringssamtale"),
    "conversations:show": _("At læse en læringssamtale"),
    "conversations:prepare": _("At gøre klar til en læringssamtale"),
    "conversations:steps": _("At krydse af, hvad der er klar til en læringssamtale"),
    "conversations:cards": _("At udskrive kortene til en læringssamtale"),
    "conversations:say_first": _("At sige det første i en læringssamtale"),
    "conversations:write": _("At skrive barnets ord i en læringssamtale"),
    "conversations:add": _("At skrive mere, som barnet sagde"),
    "conversations:agree": _("At skrive en aftale med barnet"),
    "conversations:child_ok": _("At skrive, at barnet har sagt ok"),
    "conversations:decline": _("At skrive, at barnet ikke vil i dag"),
    "conversations:postpone": _("At give en læringssamtale en ny dag"),
    "conversations:withdraw": _("At trække et tilbud tilbage, der var en fejl"),
}

_AT_THE_VOICE = Answer("conversations:child", _("Gå til »Stemmen«"), is_only_there=False)
ANSWERED_AT |= {
    "dl_conversation_first": _AT_THE_VOICE,
    "dl_conversation_twice_a_year": _AT_THE_VOICE,
    "dl_conversation_before_change": _AT_THE_VOICE,
    "dl_conversation_on_request": _AT_THE_VOICE,
    "dl_conversation_reoffer": _AT_THE_VOICE,
    "dl_child_checks_summary": _AT_THE_VOICE,
}
