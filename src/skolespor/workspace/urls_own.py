from django.urls import path

from skolespor.workspace.views import own, own_writing

urlpatterns = [
    path("", own.home, name="own"),
    path("god-til/", own_writing.good_at, name="own_good_at"),
    path("snak/", own_writing.talk, name="own_talk"),
    path("snak/ny/", own_writing.ask, name="own_ask"),
    path("snak/<int:conversation_id>/ikke-i-dag/", own_writing.decline, name="own_decline"),
    path("raadgiver/", own_writing.case_worker, name="own_case_worker"),
    path("aftaler/", own.agreements, name="own_agreements"),
    path("aftaler/skriv/", own_writing.wish, name="own_wish"),
    path("aftaler/<int:statement_id>/hjalp/", own.helped, name="own_helped"),
    path("voksne/", own.adults, name="own_adults"),
    path("hvem/", own.who_sees, name="own_who_sees"),
    path("hvem/laest/", own.read, name="own_read"),
    path("hvem/sagt/", own.said, name="own_said"),
    path("hvem/sagt/<int:statement_id>/", own.share, name="own_share"),
    path("hvem/sagt/<int:statement_id>/ret/", own_writing.reword, name="own_reword"),
    path("hvem/sagt/<int:statement_id>/fjern/", own_writing.remove, name="own_remove"),
    path("rettigheder/", own.rights, name="own_rights"),
    path("hjaelp/", own.help_now, name="own_help_now"),
]
