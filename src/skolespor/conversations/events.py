from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind
from skolespor.children.events import STEPS

HELD = Kind("conversations.held", _("En læringssamtale blev holdt"))
CHILD_OK = Kind("conversations.child_ok", _("Barnet sagde ok til det, der blev skrevet"))
DECLINED = Kind("conversations.declined", _("Barnet takkede nej til en læringssamtale"))
HANDED_OVER = Kind("conversations.handed_over", _("Barnet fik skærmen"))
CODE_MADE = Kind("conversations.code_made", _("Der blev lavet en kode til barnets skærm"))
CODE_USED = Kind("conversations.code_used", _("Barnets skærm blev åbnet med en kode"))
SCREEN_ENDED = Kind("conversations.screen_ended", _("Barnets skærm blev lukket"))

STEPS |= {
    "conversations:hand_over": _("At give barnet skærmen"),
    "conversations:make_code": _("At lave en kode til barnets skærm"),
    "conversations:own_code": _("At lave en kode til barnets egne sider"),
}
