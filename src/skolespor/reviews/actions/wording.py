"""A municipality's own copy of the statements, for rounds that begin afterwards."""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.queries import known_names
from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import EditedMeanwhile, save_seen
from skolespor.reviews import access, events
from skolespor.reviews.models import OwnStatement
from skolespor.reviews.queries import rounds
from skolespor.reviews.rules import checks
from skolespor.reviews.rules.instrument import OWN


@dataclass(frozen=True)
class Words:
    """Empty means: as in the content."""

    text: str = ""
    school: str = ""
    authority: str = ""
    placement: str = ""
    prompt: str = ""
    is_left_out: bool = False


@transaction.atomic
def reword(
    *,
    municipality: Organisation,
    code: str,
    words: Words,
    seen: int,
    is_confirmed: bool = False,
    by: User,
) -> OwnStatement:
    """`seen` is the version that was read, 0 where the municipality had none. The id stays."""
    names = _checked(municipality, words, is_confirmed, by)
    theme = rounds.theme_id_of(municipality, code)
    own, is_new = OwnStatement.objects.get_or_create(
        municipality=municipality,
        code=code,
        defaults={"theme": theme, "edited_by": by, **asdict(words)},
    )
    if not is_new:
        if seen == 0:
            raise EditedMeanwhile(own)
        save_seen(own, seen=seen, edited_by=by, **asdict(words))
    log.record(events.REWORDED, by=by, about=own, code=code, names=names)
    return own


@transaction.atomic
def add(
    *, municipality: Organisation, theme: str, words: Words, is_confirmed: bool = False, by: User
) -> OwnStatement:
    """The municipality asks something of its own, with an id of its own."""
    names = _checked(municipality, words, is_confirmed, by)
    checks.check_themes([theme], known=[one.id for one in rounds.content().themes])
    checks.check_text(words.text, "text")
    Organisation.objects.select_for_update().get(pk=municipality.pk)
    number = OwnStatement.objects.filter(municipality=municipality, code__startswith=OWN).count()
    own = OwnStatement.objects.create(
        municipality=municipality,
        code=f"{OWN}{number + 1}",
        theme=theme,
        edited_by=by,
        **asdict(words),
    )
    log.record(events.ADDED, by=by, about=own, theme=theme, names=names)
    return own


def _checked(municipality: Organisation, words: Words, is_confirmed: bool, by: User) -> int:
    if not access.may_lead(by, municipality):
        raise PermissionDenied
    texts = {name: text for name, text in asdict(words).items() if isinstance(text, str)}
    known = known_names(municipality, texts.values())
    return check_no_child(texts, known=known, is_confirmed=is_confirmed)
