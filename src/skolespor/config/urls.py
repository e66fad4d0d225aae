from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("skolespor.workspace.urls")),
    path("", include("skolespor.core.urls")),
    path("konto/", include("skolespor.accounts.urls")),
    path("ferieplan/", include("skolespor.calendar.urls")),
    path("beredskab/", include("skolespor.direction.urls")),
    path("", include("skolespor.public.urls")),
    path("raadgivning/", include("skolespor.programme.urls")),
    path("faelles-retning/", include("skolespor.direction.urls_direction")),
    path("handlespor/", include("skolespor.tracks.urls")),
    path("egenvurdering/", include("skolespor.reviews.urls")),
    path("svar-paa-egenvurdering/", include("skolespor.reviews.urls_link")),
    path("filer/", include("skolespor.imports.urls")),
    path("beskeder/", include("skolespor.notices.urls")),
    path("", include("skolespor.deadlines.urls")),
    path("", include("skolespor.promises.urls")),
    path("", include("skolespor.conversations.urls")),
    path("", include("skolespor.attendance.urls")),
    path("", include("skolespor.conversations.urls_guide")),
    path("", include("skolespor.conversations.urls_screen")),
    path("boern/", include("skolespor.children.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("skolespor.demo.urls")))

handler400 = "skolespor.core.views.bad_request"
handler403 = "skolespor.core.views.permission_denied"
handler404 = "skolespor.core.views.page_not_found"
handler500 = "skolespor.core.views.server_error"
