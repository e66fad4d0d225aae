from django.urls import path

from skolespor.tracks.views import board, files, moving, numbers, telling, track, working, writing

app_name = "tracks"
OF = "<int:track_id>/"
urlpatterns = [
    path("", board.index, name="index"),
    path("alle/", board.everything, name="all"),
    path("tidslinje/", board.year, name="year"),
    path("kommune/<int:municipality_id>/udvalg.pdf", board.paper, name="paper"),
    path("nyt/", writing.create, name="create"),
    path(OF, track.show, name="track"),
    path(f"{OF}ret/", writing.edit, name="edit"),
    path(f"{OF}beskrivelse/", writing.describe, name="describe"),
    path(f"{OF}skridt/nyt/", working.add_step, name="add_step"),
    path(f"{OF}skridt/<int:step_id>/", working.edit_step, name="edit_step"),
    path(f"{OF}skridt/<int:step_id>/gjort/", working.tick, name="tick"),
    path(f"{OF}skridt/<int:step_id>/fortryd/", working.untick, name="untick"),
    path(f"{OF}skridt/<int:step_id>/fjern/", working.remove_step, name="remove_step"),
    path(f"{OF}partnere/ny/", working.add_partner, name="add_partner"),
    path(f"{OF}partnere/<int:partner_id>/fjern/", working.remove_partner, name="remove_partner"),
    path(f"{OF}moeder/nyt/", working.add_meeting, name="add_meeting"),
    path(f"{OF}moeder/<int:meeting_id>/fjern/", working.remove_meeting, name="remove_meeting"),
    path(f"{OF}dokumentation/ny/", files.add, name="add_file"),
    path(f"{OF}dokumentation/<int:evidence_id>/", files.fetch, name="file"),
    path(f"{OF}dokumentation/<int:evidence_id>/slet/", files.remove, name="remove_file"),
    path(f"{OF}maaling/", numbers.measure, name="measure"),
    path(f"{OF}tal/nyt/", numbers.add_value, name="add_value"),
    path(f"{OF}tal/<int:value_id>/traek-tilbage/", numbers.withdraw_value, name="withdraw_value"),
    path(f"{OF}status/", telling.status, name="status"),
    path(f"{OF}evaluering/", telling.evaluate, name="evaluate"),
    path(f"{OF}aftal/", moving.agree, name="agree"),
    path(f"{OF}begynd/", moving.start, name="start"),
    path(f"{OF}forankr/", moving.anchor, name="anchor"),
    path(f"{OF}genoptag/", moving.resume, name="resume"),
    path(f"{OF}stop/", moving.stop, name="stop"),
    path(f"{OF}foreslaa/", moving.propose, name="propose"),
    path(f"{OF}forslag/afvis/", moving.decline, name="decline"),
]
