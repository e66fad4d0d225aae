"""The child's page *Stemmen*."""

from django.utils.translation import gettext as _

from skolespor.children.queries.page import Header
from skolespor.core.templatetags.danish import genitive


def words_of_page(head: Header, *, only_counts: bool) -> dict[str, str]:
    """Heading and sentences for adults; the child has pages of its own."""
    name = head.child.first_name
    lead = _("Det har {name} sagt, og det har vi svaret.")
    if only_counts:
        lead = _("Du ser, hvor meget {name} venter på. Ordene ser du ikke.")
    return {
        "heading": _("{names} stemme").format(names=genitive(name)),
        "lead": lead.format(name=name),
        "empty": _("Vi har ikke hørt fra {name} endnu.").format(name=name),
        "write": _("Skriv det, {name} sagde").format(name=name),
    }
